"""Section 13.2: the rows of a recording, each number once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from . import block, columnframe, openrows
from .bitpacking import Words
from .block import Block, Control, Range
from .columnframe import Content
from .frames import File
from .index import Index
from .intervals import Intervals, Span
from .primitives import MASK32, Malformed
from .scan import Frame
from .schema import Schema

ENOUGH_PLACES = 4  # rows behind a schema frame that are no accident


@dataclass
class Source:
    """The rows of one frame, or behind one schema frame, in the order of their numbers."""

    schema: Schema
    numbers: Sequence[int]
    columns: list[Words]
    labels: dict[int, bytes]  # by the position in `numbers`
    ranges: list[Range] | None = None
    proven: list[Span] = field(default_factory=list)
    damaged: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Run:
    """Rows with consecutive numbers from one source."""

    first_row: int
    schema: Schema
    columns: list[Words]
    events: list[tuple[int, bytes]]  # the row's number, and the label
    ranges: list[Range]

    @property
    def end(self) -> int:
        """The number of the row behind the last."""
        return self.first_row + len(self.columns[0])


def schemas(frames: list[Frame]) -> dict[int, Schema]:
    """Section 4.1: the schemas by their ids; the first of an id counts."""
    result: dict[int, Schema] = {}
    for frame in frames:
        holds = frame.holds
        for schema in holds.schemas if isinstance(holds, Index) else [holds]:
            if isinstance(schema, Schema):
                result.setdefault(schema.id, schema)
    return result


def of_column_frame(content: Content, before: Block | None, schema: Schema) -> Source:
    """Step 1: the rows of a column frame, and the ranges of the block frame right before it."""
    columns, labels = columnframe.decode(content, schema)
    ranges = None
    if before and before.is_of(content, len(labels)):
        try:
            ranges = before.ranges(schema)
        except Malformed:
            pass
    numbers = range(content.first_row, content.first_row + content.rows)
    return Source(schema, numbers, columns, labels, ranges)


def of_open_frame(file: File, offset: int, control: Control, schema: Schema) -> Source:
    """Step 2: the rows of an open frame."""
    rows = openrows.of_frame(file, offset, control, schema)
    numbers = [control.first_row + place for place in rows.places]
    return Source(schema, numbers, rows.columns, rows.labels, None, rows.proven, rows.damaged)


def behind_schema(
    file: File, tag: int, schema: Schema, span: Span, last_told: int
) -> Source:
    """Step 3: the rows that stand behind a schema frame."""
    found = openrows.numbers(file, *span, tag, schema.stride, schema.most_rows)
    firsts = [number - place & MASK32 for place, number in enumerate(found)]
    counts = Counter(firsts)
    by_number: dict[int, int] = {}
    proven: list[Span] = []
    for place, first in enumerate(firsts):
        if counts[first] >= ENOUGH_PLACES:
            by_number.setdefault(nearest(found[place], last_told), place)
            start = span[0] + place * schema.stride
            proven.append((start, start + schema.stride))
    numbers = sorted(by_number)
    places = [by_number[number] for number in numbers]
    rows = openrows.take(file, span[0], tag, schema, places, [found[place] for place in places])
    return Source(schema, numbers, rows.columns, rows.labels, None, rows.proven + proven)


def nearest(low: int, last_told: int) -> int:
    """The number with some low 32 bits that is nearest to another one, and not negative."""
    number = last_told - 2**31 + (low - last_told + 2**31 & MASK32)
    return number if number >= 0 else number + 2**32


def sources(file: File, frames: list[Frame], tag: int, last_told: int) -> Iterator[Source]:
    """All that has rows of a recording, in the order in which they count."""
    known = schemas([frame for frame in frames if frame.tag == tag])
    for position, frame in enumerate(frames):
        content = frame.holds
        if frame.tag == tag and isinstance(content, Content) and content.schema_id in known:
            before = frames[position - 1] if position else None
            is_right_before = before and before.end == frame.offset
            summary = before.holds if before and is_right_before else None
            try:
                yield of_column_frame(
                    content,
                    summary if isinstance(summary, Block) else None,
                    known[content.schema_id],
                )
            except Malformed:
                pass
    for frame in frames:
        control = frame.holds
        if frame.tag == tag and isinstance(control, Control) and control.schema_id in known:
            yield of_open_frame(file, frame.offset, control, known[control.schema_id])
    ends = [frame.offset for frame in frames[1:]] + [file.size]
    for frame, end in zip(frames, ends):
        if frame.tag == tag and isinstance(frame.holds, Schema):
            yield behind_schema(file, tag, frame.holds, (frame.end, end), last_told)


def runs(source: Source, given: Intervals) -> Iterator[Run]:
    """The rows of a source whose numbers are not given yet."""
    start = 0
    for position in range(1, len(source.numbers) + 1):
        is_next = position < len(source.numbers)
        if is_next and source.numbers[position] == source.numbers[position - 1] + 1:
            continue
        offset = source.numbers[start] - start
        span = source.numbers[start], source.numbers[position - 1] + 1
        for first, end in list(given.gaps(*span)):
            yield _run(source, first, first - offset, end - offset)
        given.add(*span)
        start = position


def _run(source: Source, first_row: int, start: int, end: int) -> Run:
    columns = [column[start:end] for column in source.columns]
    labels = source.labels.items()
    events = [(first_row + row - start, label) for row, label in labels if start <= row < end]
    ranges = source.ranges
    if ranges is None or end - start < len(source.numbers):
        types = [column.type for column in source.schema.columns]
        ranges = [block.range_of(column, kind) for column, kind in zip(columns, types)]
    return Run(first_row, source.schema, columns, sorted(events), ranges)
