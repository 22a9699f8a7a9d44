"""Section 13.3: which rows are lost, and which bytes are damaged."""

from .block import Block, Control
from .columnframe import Content
from .frames import File
from .header import Header
from .index import Index
from .intervals import Intervals, Span
from .openrows import Source, committed
from .primitives import signed
from .rows import Run, schemas
from .scan import Frame

COUNT_SIZE = 4  # the count and its complement, which end what is proven of an open frame


def told(frames: list[Frame]) -> tuple[list[Span], int]:
    """The rows that a recording's frames tell of, and the last number that they tell."""
    known = schemas(frames)
    spans: list[Span] = []
    next_rows = [0]
    for holds in [frame.holds for frame in frames]:
        if isinstance(holds, Block | Content):
            spans.append((holds.first_row, holds.first_row + holds.rows))
        if isinstance(holds, Index):
            spans += [(first, end) for first, end in holds.blocks if first < end]
        if isinstance(holds, Control) or (isinstance(holds, Header) and holds.is_known):
            count = holds.count or 0 if isinstance(holds, Control) else 0
            if isinstance(holds, Control) and count and holds.schema_id in known:
                count = committed(holds, known[holds.schema_id])
            next_rows.append(holds.first_row + count)
            spans.append((holds.first_row, next_rows[-1]))
    return spans, max(next_rows + [end - 1 for _, end in spans])


def lost(spans: list[Span], runs: list[Run]) -> list[dict[str, int | None]]:
    """The rows between the first and the last that are told or given, but for those given.

    With each part, by the names of `Spec/README.md`, are the times before and after it.
    """
    given = Intervals()
    first_times = {run.first_row: signed(int(run.columns[0][0])) for run in runs}
    last_times = {run.end: signed(int(run.columns[0][-1])) for run in runs}
    for run in runs:
        given.add(run.first_row, run.end)
    spans = spans + [(run.first_row, run.end) for run in runs]
    first = min((start for start, _ in spans), default=0)
    last = max((end for _, end in spans), default=0)
    return [
        {
            "firstRow": start,
            "rows": end - start,
            "after": last_times.get(start),
            "before": first_times.get(end),
        }
        for start, end in given.gaps(first, last)
    ]


def damage(file: File, frames: list[Frame], slack: list[Span], sources: list[Source]) -> list[Span]:
    """The damaged bytes of a file, of which `sources` are those of all its recordings."""
    good, bad = Intervals(), Intervals()
    good.add(file.zeros, file.size)
    last_open: dict[int, Frame] = {}  # by tag
    for frame in frames:
        end = frame.end
        if isinstance(frame.holds, Control):
            last_open[frame.tag] = frame
            end -= COUNT_SIZE if frame.holds.count is None else 0
        good.add(frame.offset, end)
        bad.add(end, frame.end)
    for source in sources:
        for span in source.proven:
            good.add(*span)
        for span in source.damaged:
            bad.add(*span)
    for frame in last_open.values():
        for span in list(bad.gaps(frame.offset, file.frame_end(frame.offset))):
            good.add(*span)
    led_to = {frame.offset for frame in frames}
    for start, end in reversed(slack):
        if end in led_to or file.zeros <= end <= file.size:
            led_to.add(start)
            good.add(start, end)
    return list(good.gaps(0, file.size))
