"""Sections 12.1 and 13.3: a file's rows, block by block and open frame by open frame."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from enum import Enum

from . import block, columnframe, openframe, recovery
from .bitpacking import Words
from .block import Range
from .columnframe import Event
from .frames import Budget, File
from .primitives import Cursor, Malformed, signed
from .recovery import Damage, FoundBlock, FoundOpen
from .schema import Schema


class Standing(Enum):
    """Section 13.6, rule 6: how an index speaks of a block."""

    UNKNOWN = 0
    LISTED = 1
    CONTRADICTED = 2


@dataclass(frozen=True)
class Rows:
    """A run of rows under one schema: a block's, or some of an open frame's."""

    first_row: int
    columns: list[Words]
    events: list[Event]  # their rows are counted from the first one here
    ranges: list[Range]

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.columns[0])

    @property
    def end(self) -> int:
        """The number of the row behind the last."""
        return self.first_row + self.count

    @property
    def times(self) -> tuple[int, int]:
        """The first and the last time."""
        return signed(int(self.columns[0][0])), signed(int(self.columns[0][-1]))


@dataclass
class Block:
    """What is known of a block or of an open frame's rows without the values.

    One that cannot be read has no schema.
    """

    found: FoundBlock | FoundOpen
    first_row: int
    count: int
    schema_id: int
    times: tuple[int, int] | None = None
    events: int = 0
    ranges: list[Range] = field(default_factory=list)
    schema: Schema | None = None
    recording: int = 0
    standing: Standing = Standing.UNKNOWN

    @property
    def end(self) -> int:
        """The number of the row behind the last."""
        return self.first_row + self.count

    @property
    def is_open(self) -> bool:
        """Whether these are the rows of an open frame."""
        return isinstance(self.found, FoundOpen)

    @property
    def offset(self) -> int:
        """Where it is in the file."""
        return self.found.offset


def listed(file: File, found: FoundBlock) -> Block:
    """A block as its block frame says it, or else its column frame."""
    summary = found.summary
    if summary is None:
        content = recovery.content_of(file, found)
        return Block(found, content.first_row, content.rows, content.schema_id)
    result = Block(found, summary.first_row, summary.rows, summary.schema_id)
    try:
        result.times = block.times(summary.ranges)
    except Malformed:
        pass
    return result


def read(file: File, found: FoundBlock, schema: Schema) -> Rows:
    """The rows of a block, whose summary is made anew where it is damaged."""
    content = recovery.content_of(file, found)
    columns, events = columnframe.values(content, schema)
    try:
        if found.summary is None:
            raise Malformed("there is no block frame")
        ranges = block.ranges(found.summary.ranges, schema)
    except Malformed:
        ranges = _ranges(columns, schema)
    return Rows(content.first_row, columns, events, ranges)


def has_intact_ranges(found: FoundBlock, schema: Schema) -> bool:
    """Whether a block's ranges, if it has a block frame, are those of a schema's columns."""
    if found.summary is None:
        return True
    cursor = Cursor(found.summary.ranges)
    try:
        block.read_ranges(cursor, schema)
        return True
    except Malformed:
        return False


def read_open(
    file: File, found: FoundOpen, schema: Schema, budget: Budget
) -> tuple[list[Rows], list[Damage]]:
    """The intact rows of an open frame as runs without gaps, and what is damaged."""
    frame = found.frame
    rows = openframe.rows(file, frame, len(schema.columns), budget)
    damage = [Damage(*each) for each in rows.damaged]
    if frame.count is None:
        damage.append(Damage(frame.offset + block.COUNT_WORD, 8))
    runs: list[Rows] = []
    start = 0
    for index in range(1, len(rows.places) + 1):
        if index < len(rows.places) and rows.places[index] == rows.places[index - 1] + 1:
            continue
        first, last = rows.places[start], rows.places[index - 1]
        columns = [column[start:index] for column in rows.columns]
        low = bisect.bisect_left(rows.events, first, key=lambda event: event.row)
        high = bisect.bisect_right(rows.events, last, key=lambda event: event.row)
        events = [Event(event.row - first, event.label) for event in rows.events[low:high]]
        first_row = frame.control.first_row + first
        runs.append(Rows(first_row, columns, events, _ranges(columns, schema)))
        start = index
    return runs, damage


def _ranges(columns: list[Words], schema: Schema) -> list[Range]:
    return [block.range_of(column, each.type) for column, each in zip(columns, schema.columns)]
