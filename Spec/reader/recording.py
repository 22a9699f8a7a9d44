"""Section 12: all rows of a file; section 13.5: what is reported as lost."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from . import block, columnframe, limits, openframe, recovery
from .bitpacking import Words
from .block import Range
from .columnframe import Event
from .frames import HEADER, Budget, File
from .header import SIGNATURE, Header, Refused
from .index import Index
from .primitives import Malformed, signed
from .recovery import Damage, FoundBlock, FoundHeader, FoundIndex, FoundOpen, FoundSchema, Walk
from .schema import Schema


@dataclass(frozen=True)
class Rows:
    """A run of rows under one schema: a block's, or some of an open frame's."""

    first_row: int
    columns: list[Words]
    events: list[Event]  # their rows are counted from the first one here
    schema: int  # its position in the recording's schemas
    ranges: list[Range]

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self.columns[0])

    @property
    def end(self) -> int:
        """The number of the row behind the last."""
        return self.first_row + self.count


@dataclass(frozen=True)
class Lost:
    """Rows that are lost, and the times of the rows before and after them."""

    first_row: int
    count: int
    after: int | None
    before: int | None


class Intervals:
    """A set of row numbers."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []
        self._is_sorted = True

    def add(self, start: int, end: int) -> None:
        """Add the rows from `start` up to `end`."""
        if start < end:
            self._spans.append((start, end))
            self._is_sorted = False

    def spans(self) -> list[tuple[int, int]]:
        """The rows as spans that are in order and do not touch."""
        if not self._is_sorted:
            merged: list[tuple[int, int]] = []
            for start, end in sorted(self._spans):
                if merged and start <= merged[-1][1]:
                    merged[-1] = (merged[-1][0], max(merged[-1][1], end))
                else:
                    merged.append((start, end))
            self._spans, self._is_sorted = merged, True
        return self._spans

    def without(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a span that are not in the set."""
        spans = self.spans()
        for low, high in spans[max(0, bisect.bisect(spans, (start,)) - 1) :]:
            if low >= end:
                break
            if high > start:
                if low > start:
                    yield start, low
                start = high
        if start < end:
            yield start, end


class Recording:
    """What a file holds. What is lost is known after `runs` has been read to the end."""

    def __init__(self, data: bytes) -> None:
        self._file = File(data)
        if self._file.magic(0) != HEADER and data[8:16] != SIGNATURE:
            raise Refused("notARecording")
        self._walk = Walk(self._file)
        self._walk.run()
        self.header = self._header()
        self.schemas: list[Schema] = []
        self._schema_frames: dict[int, list[tuple[int, int]]] = {}
        self._collect_schemas()
        self._given = Intervals()
        self._lost = Intervals()
        self._sealed: list[tuple[int, int, int]] = []  # blocks: offset, first row, row behind
        self._times: list[tuple[int, int, int]] = []  # a run's first row, first and last time
        self._undecoded: list[Damage] = []

    def _header(self) -> Header | None:
        for found in self._walk.found:
            if isinstance(found, FoundHeader):
                if isinstance(found.header, Refused):
                    raise found.header
                return found.header
        return None

    @property
    def _index(self) -> Index:
        """The last index, or one of nothing."""
        indexes = [each.index for each in self._walk.found if isinstance(each, FoundIndex)]
        return indexes[-1] if indexes else Index([], [])

    @property
    def ending(self) -> str:
        """How the recording ended; `cut` where there is neither an open frame nor an index."""
        found = self._walk.found
        if any(isinstance(each, FoundOpen) for each in found):
            return "interrupted"
        return "closed" if any(isinstance(each, FoundIndex) for each in found) else "cut"

    # Which schema a block or an open frame means.

    def _collect_schemas(self) -> None:
        """Schemas in the order of the file, the index's last, each where it begins to count."""
        schemas: list[tuple[int, Schema]] = []
        for found in self._walk.found:
            if isinstance(found, FoundSchema):
                schemas.append((found.offset, found.schema))
            elif isinstance(found, FoundOpen) and found.copy is not None:
                place = found.frame.rows_offset - found.frame.control.schema_size
                schemas.append((place, found.copy))
        for offset, schema in sorted(schemas, key=lambda each: each[0]):
            self._add_schema(offset, schema)
        for schema in self._index.schemas:
            if schema.id not in self._schema_frames:
                self._add_schema(self._file.size, schema)

    def _add_schema(self, offset: int, found: Schema) -> None:
        known = self._schema_frames.setdefault(found.id, [])
        if known and self.schemas[known[-1][1]] == found:
            return
        known.append((offset, len(self.schemas)))
        self.schemas.append(found)

    def _schema(self, schema_id: int, offset: int) -> int:
        """The last schema with the id before the offset, or else the first one behind it."""
        known = self._schema_frames.get(schema_id)
        if not known:
            raise Malformed("the schema is missing")
        return known[max(0, bisect.bisect(known, (offset,)) - 1)][1]

    # Rows.

    def runs(self) -> Iterator[Rows]:
        """All rows: the blocks', in the order of the file, and the open ones that no block has."""
        yield from self._blocks()
        yield from self._open_frames()

    def _blocks(self) -> Iterator[Rows]:
        last: dict[int, list[Range]] = {}
        for found in self._walk.found:
            if isinstance(found, FoundBlock):
                try:
                    rows = self._block(found)
                except Malformed:
                    self._lose(found)
                    continue
                if last.get(rows.first_row) == rows.ranges:
                    self._undecoded.append(Damage(found.offset, found.end - found.offset))
                    continue
                last[rows.first_row] = rows.ranges
                self._sealed.append((found.offset, rows.first_row, rows.end))
                self._give(rows)
                yield rows

    def _block(self, found: FoundBlock) -> Rows:
        content = recovery.content_of(self._file, found)
        position = self._schema(content.schema_id, found.offset)
        schema = self.schemas[position]
        columns, events = columnframe.values(content, schema)
        if found.summary is not None:
            try:
                ranges = block.ranges(found.summary.ranges, schema)
                return Rows(content.first_row, columns, events, position, ranges)
            except Malformed:
                self._undecoded.append(Damage(found.offset, found.summary.end - found.offset))
        return Rows(content.first_row, columns, events, position, _ranges(columns, schema))

    def _lose(self, found: FoundBlock) -> None:
        start = found.offset if found.summary is None else found.summary.end
        self._undecoded.append(Damage(start, found.end - start))
        if found.summary is not None:
            self._lost.add(found.summary.first_row, found.summary.first_row + found.summary.rows)
        elif found.columns is not None:
            content = recovery.content_of(self._file, found)
            self._lost.add(content.first_row, content.first_row + content.rows)

    def _open_frames(self) -> Iterator[Rows]:
        budget = Budget(self._walk.rows_budget.left)
        opens = [found for found in self._walk.found if isinstance(found, FoundOpen)]
        for found in opens[-limits.OPEN_FRAMES :]:
            try:
                yield from self._open_rows(found, budget)
            except Malformed:
                size = min(found.end, self._file.size) - found.offset
                self._undecoded.append(Damage(found.offset, size))

    def _open_rows(self, found: FoundOpen, budget: Budget) -> Iterator[Rows]:
        """The intact rows of an open frame, as runs without gaps.

        Not those that a block has which the frame became, or that are in its reserve.
        """
        frame = found.frame
        first = frame.control.first_row
        position = self._schema(frame.control.schema_id, found.offset)
        schema = self.schemas[position]
        if frame.count is not None:
            self._lost.add(first, first + frame.committed(len(schema.columns)))
        rows = openframe.rows(self._file, frame, len(schema.columns), budget)
        self._undecoded.extend(Damage(*each) for each in rows.damaged)
        if frame.count is None:
            self._undecoded.append(Damage(frame.offset + block.COUNT_WORD, 8))
        given = Intervals()
        for offset, low, high in self._sealed:
            if offset >= frame.offset:
                given.add(low, high)
        runs = Intervals()
        for place in rows.places:
            runs.add(place, place + 1)
        for start, end in runs.spans():
            for low, high in list(given.without(first + start, first + end)):
                low, high = low - first, high - first
                index = bisect.bisect_left(rows.places, low)
                columns = [column[index : index + high - low] for column in rows.columns]
                events = [Event(e.row - low, e.label) for e in rows.events if low <= e.row < high]
                run = Rows(first + low, columns, events, position, _ranges(columns, schema))
                self._give(run)
                yield run

    def _give(self, rows: Rows) -> None:
        self._given.add(rows.first_row, rows.end)
        times = rows.columns[0]
        self._times.append((rows.first_row, signed(int(times[0])), signed(int(times[-1]))))

    # What is lost.

    def damage(self) -> list[Damage]:
        """The damaged bytes, as parts that are in order and do not touch."""
        parts = Intervals()
        for part in self._walk.damage + self._undecoded:
            parts.add(part.offset, part.offset + part.size)
        return [Damage(start, end - start) for start, end in parts.spans()]

    def lost(self) -> list[Lost]:
        """The rows of which something tells that they were there, and that were not given."""
        self._lose_between()
        self._times.sort()
        return [
            self._lost_span(low, high)
            for start, end in self._lost.spans()
            for low, high in self._given.without(start, end)
        ]

    def _lose_between(self) -> None:
        """The rows before and after, and the index, tell of rows that are missing."""
        runs = [(first, end) for first, end in self._given.spans()]
        for found in self._walk.found:
            if isinstance(found, FoundOpen):
                runs.append((found.frame.control.first_row,) * 2)
        for each in self._index.blocks:
            self._lost.add(each.first_row, each.first_row + each.rows)
        runs += self._lost.spans()
        first = self.header.first_row if self.header else 0
        if self.header is not None:
            runs.append((first, first))
        runs.sort()
        for (_, end), (start, _) in zip(runs, runs[1:]):
            self._lost.add(max(first, end), start)

    def _lost_span(self, start: int, end: int) -> Lost:
        place = bisect.bisect(self._times, (start,))
        after = self._times[place - 1][2] if place > 0 else None
        before = self._times[place][1] if place < len(self._times) else None
        return Lost(start, end - start, after, before)


def _ranges(columns: list[Words], schema: Schema) -> list[Range]:
    return [block.range_of(column, each.type) for column, each in zip(columns, schema.columns)]
