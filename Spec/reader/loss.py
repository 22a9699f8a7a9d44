"""Section 13.3: which rows are lost, and which bytes are damaged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .block import Block, Control
from .columnframe import Content
from .frames import File
from .header import Header
from .index import Index
from .intervals import Intervals, Span
from .openrows import committed
from .primitives import signed
from .rows import Run, Source, schemas
from .scan import Frame

COUNT_SIZE = 4  # the count and its complement, which end what is proven of an open frame


@dataclass(frozen=True)
class Lost:
    """Rows that are lost, and the times of the rows before and after them."""

    first_row: int
    count: int
    after: int | None
    before: int | None


@dataclass(frozen=True)
class Told:
    """What all frames of a recording tell of its rows."""

    spans: list[Span]
    last: int  # the last number that is told, also of a row that comes next


def told(frames: list[Frame]) -> Told:
    """What frames of one recording tell."""
    known = schemas(frames)
    spans: list[Span] = []
    last = 0
    for frame in frames:
        match frame.holds:
            case Block(first_row=first, rows=rows) | Content(first_row=first, rows=rows):
                parts = [(first, first + rows)]
            case Index(blocks=blocks):
                parts = [(first, end) for first, end in blocks if first < end]
            case Control() as control:
                schema = known.get(control.schema_id)
                count = control.count or 0
                if schema and control.count is not None:
                    count = committed(control, schema)
                parts = [(control.first_row, control.first_row + count)]
                last = max(last, control.first_row + count)
            case Header() as header if header.is_known:
                parts = [(header.first_row, header.first_row)]
                last = max(last, header.first_row)
            case _:
                parts = []
        spans += parts
        last = max([last] + [end - 1 for _, end in parts])
    return Told(spans, last)


def lost(spans: list[Span], runs: list[Run]) -> list[Lost]:
    """The rows between the first and the last that are told or given, but for those given."""
    given = Intervals()
    ends: dict[int, int] = {}  # last times, by the number of the row behind
    starts: dict[int, int] = {}  # first times, by the row's number
    for run in runs:
        given.add(run.first_row, run.end)
        starts[run.first_row] = signed(int(run.columns[0][0]))
        ends[run.end] = signed(int(run.columns[0][-1]))
    spans = spans + [(run.first_row, run.end) for run in runs]
    first = min((start for start, _ in spans), default=0)
    last = max((end for _, end in spans), default=0)
    return [
        Lost(start, end - start, ends.get(start), starts.get(end))
        for start, end in given.gaps(first, last)
    ]


def damage(
    file: File, frames: list[Frame], slack: list[Span], sources: Iterable[Source]
) -> list[Span]:
    """The damaged bytes of a file, of which `sources` are those of all its recordings."""
    good, bad = Intervals(), Intervals()
    good.add(file.zeros, file.size)
    last_open: dict[int, Frame] = {}  # by tag
    for frame in frames:
        end = frame.end
        if isinstance(frame.holds, Control):
            last_open[frame.tag] = frame
            if frame.holds.count is None:
                end -= COUNT_SIZE
                bad.add(end, frame.end)
        good.add(frame.offset, end)
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
