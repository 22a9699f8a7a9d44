"""Section 13.3: which rows are lost, and which bytes are damaged."""

from .block import Block, Control
from .columnframe import Content
from .frames import File
from .header import Header
from .index import Index
from .intervals import Intervals, Span
from .openrows import Source
from .primitives import signed
from .rows import Run
from .scan import Frame


def told(frames: list[Frame]) -> list[Span]:
    """The rows that a recording's frames tell of; an empty span is a row that comes next."""
    spans: list[Span] = []
    for holds in [frame.holds for frame in frames]:
        if isinstance(holds, Block | Content):
            spans.append((holds.first_row, holds.first_row + holds.rows))
        if isinstance(holds, Index):
            spans += [(first, end) for first, end in holds.blocks if first < end]
        if isinstance(holds, Control):
            spans.append((holds.first_row, holds.first_row + (holds.count or 0)))
        if isinstance(holds, Header) and holds.is_known:
            spans.append((holds.first_row, holds.first_row))
    return spans


def lost(spans: list[Span], runs: list[Run]) -> list[dict[str, int | None]]:
    """The rows between the first and the last that are told or given, but for those given."""
    given = Intervals()
    spans = spans + [(run.first_row, run.end) for run in runs]
    first_times = {run.first_row: signed(int(run.columns[0][0])) for run in runs}
    last_times = {run.end: signed(int(run.columns[0][-1])) for run in runs}
    for run in runs:
        given.add(run.first_row, run.end)
    first, last = min([s for s, _ in spans], default=0), max([e for _, e in spans], default=0)
    parts = [(s, e - s, last_times.get(s), first_times.get(e)) for s, e in given.gaps(first, last)]
    return [dict(zip(("firstRow", "rows", "after", "before"), part)) for part in parts]


def damage(file: File, frames: list[Frame], slack: list[Span], sources: list[Source]) -> list[Span]:
    """The damaged bytes of a file, as far as the `sources` of one recording tell."""
    good, bad, given = Intervals(), Intervals(), set[int]()
    last_open = {frame.tag: frame for frame in frames if isinstance(frame.holds, Control)}
    for frame in frames:  # but for a damaged count and its complement
        end = frame.end - 4 * (isinstance(frame.holds, Control) and frame.holds.count is None)
        good.add(frame.offset, end)
        bad.add(end, frame.end)
    for source in sources:
        for span in source.proven:
            good.add(*span)
        for span in [span for row, span in source.damaged.items() if row not in given]:
            bad.add(*span)
        given.update(source.numbers)
    for span in bad.gaps(file.zeros, file.size):
        good.add(*span)
    for frame in last_open.values():
        for span in bad.gaps(frame.offset, file.frame_end(frame.offset)):
            good.add(*span)
    led_to = {frame.offset for frame in frames}
    for start, end in reversed(slack):
        if (end - start) % 8 == 0 and (end in led_to or file.zeros <= end <= file.size):
            led_to.add(start)
            good.add(start, end)
    return list(good.gaps(0, file.size))
