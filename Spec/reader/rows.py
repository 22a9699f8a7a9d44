"""Section 13.2: the rows of a recording, each number once."""

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from . import block, columnframe, openrows
from .block import Block, Control, Range
from .columnframe import Content
from .columns import Words
from .frames import File
from .index import Index
from .intervals import Intervals
from .openrows import Source
from .primitives import MASK32, Malformed
from .scan import Frame
from .schema import Schema

ENOUGH_PLACES = 4  # rows behind a schema frame that are no accident
UNKNOWN_ROW = 2**32  # what rows are near to where nothing is told


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
    for holds in [frame.holds for frame in frames]:
        for schema in holds.schemas if isinstance(holds, Index) else [holds]:
            if isinstance(schema, Schema):
                result.setdefault(schema.id, schema)
    return result


def of_column_frame(content: Content, before: object, schema: Schema) -> Source:
    """Step 1: the rows of a column frame, and the ranges of a block frame right before it."""
    columns, labels = columnframe.decode(content, schema)
    numbers = range(content.first_row, content.first_row + content.rows)
    source = Source(schema, numbers, columns, labels)
    if isinstance(before, Block) and before.is_of(content, len(labels)):
        with contextlib.suppress(Malformed):
            source.ranges = before.ranges(schema)
    return source


def behind_schema(file: File, frame: Frame, end: int, schema: Schema, next_row: int) -> Source:
    """Step 3: the rows that stand behind a schema frame."""
    tag, start = frame.tag, frame.end
    found = openrows.numbers(file, start, end, tag, schema.stride, schema.most_rows)
    firsts = [number - place & MASK32 for place, number in enumerate(found)]
    counts = Counter(firsts)
    places: list[tuple[int, int]] = []
    shifts: dict[int, int] = {}  # of the rows that agree, the number less the place
    for place, number in enumerate(found):
        if counts[firsts[place]] >= ENOUGH_PLACES:
            shift = shifts.setdefault(firsts[place], nearest(number, next_row) - place)
            places.append((place + shift, place))
    source = openrows.take(file, tag, schema, start, places)
    source.damaged.clear()  # rows that may be stale have labels that may be gone
    return source


def nearest(low: int, next_row: int) -> int:
    """The number with some low 32 bits that is nearest to another one, and not negative."""
    number = next_row - 2**31 + (low - next_row + 2**31 & MASK32)
    return number if number >= 0 else number + 2**32


def sources(file: File, frames: list[Frame], tag: int, next_row: int | None) -> Iterator[Source]:
    """All that has rows of a recording, in the order in which they count.

    `next_row` is the one behind the last that is told, if any is.
    """
    known = schemas(frames)
    by_end = {frame.end: frame.holds for frame in frames if frame.tag == tag}
    for frame in frames:
        holds = frame.holds
        if frame.tag == tag and isinstance(holds, Content) and holds.schema_id in known:
            with contextlib.suppress(Malformed):
                yield of_column_frame(holds, by_end.get(frame.offset), known[holds.schema_id])
    for frame in frames:
        holds = frame.holds
        if frame.tag == tag and isinstance(holds, Control) and holds.schema_id in known:
            source = openrows.of_frame(file, frame.offset, holds, known[holds.schema_id])
            # More than is told, where the count is damaged.
            next_row = max([row + 1 for row in source.numbers[-1:]] + [next_row or 0])
            yield source
    ends = [frame.offset for frame in frames[1:]] + [file.size]
    for frame, end in zip(frames, ends):
        if frame.tag == tag and isinstance(frame.holds, Schema):
            start = UNKNOWN_ROW if next_row is None else next_row
            source = behind_schema(file, frame, end, known[frame.holds.id], start)
            if source.numbers:
                next_row = max(next_row or 0, max(source.numbers) + 1)
            yield source


def runs(sources: list[Source]) -> list[Run]:
    """The rows of all sources in the order of their numbers; the first with a number counts."""
    given = Intervals()
    result: list[Run] = []
    for source in sources:
        numbers = source.numbers
        ends = [at for at in range(1, len(numbers)) if numbers[at] != numbers[at - 1] + 1]
        ends += [len(numbers)] if numbers else []
        for start, end in zip([0] + ends, ends):
            span = numbers[start], numbers[end - 1] + 1
            for first, last in list(given.gaps(*span)):
                result.append(_run(source, start + first - span[0], start + last - span[0]))
            given.add(*span)
    return sorted(result, key=lambda run: run.first_row)


def _run(source: Source, start: int, end: int) -> Run:
    columns = [column[start:end] for column in source.columns]
    labels = sorted(source.labels.items())
    events = [(source.numbers[row], label) for row, label in labels if start <= row < end]
    ranges = source.ranges
    if ranges is None or end - start < len(source.numbers):
        types = [column.type for column in source.schema.columns]
        ranges = [block.range_of(column, kind) for column, kind in zip(columns, types)]
    return Run(source.numbers[start], source.schema, columns, events, ranges)
