"""Section 12: all rows of a file's first recording; section 13.5: what is reported as lost."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from . import blocks
from .blocks import Rows
from .frames import HEADER, File
from .header import SIGNATURE, Refused
from .intervals import Intervals
from .recordings import Recordings
from .recovery import Damage, FoundBlock, FoundOpen, Walk
from .schema import Schema


@dataclass(frozen=True)
class Lost:
    """Rows that are lost, and the times of the rows before and after them."""

    first_row: int
    count: int
    after: int | None
    before: int | None


class Recording:
    """What a file holds. What is lost is known after `runs` has been read to the end."""

    def __init__(self, data: bytes) -> None:
        self._file = File(data)
        if self._file.magic(0) != HEADER and data[8:16] != SIGNATURE:
            raise Refused("notARecording")
        self._walk = Walk(self._file)
        self._walk.run()
        self._recordings = Recordings(self._file, self._walk)
        self._part = self._recordings.parts[0]
        self.header = self._part.header
        self.schemas = self._part.schemas
        self.count = len(self._recordings.parts)
        self._given: list[tuple[int, int, int, int]] = []  # rows from, up to; first and last time

    @property
    def ending(self) -> str:
        """How the recording ended; `cut` where there is neither an open frame nor an index."""
        if self._part.has_open_frame:
            return "interrupted"
        return "cut" if self._part.index is None else "closed"

    def runs(self) -> Iterator[tuple[Rows, Schema]]:
        """All rows, and the schema of each run."""
        for block in self._part.blocks:
            if block.schema is None:
                continue
            if isinstance(block.found, FoundBlock):
                runs = [blocks.read(self._file, block.found, block.schema)]
            else:
                runs = self._recordings.open_rows[block.offset]
            for run in runs:
                self._given.append((run.first_row, run.end, *run.times))
                yield run, block.schema

    # What is lost.

    def damage(self) -> list[Damage]:
        """The damaged bytes, as parts that are in order and do not touch."""
        parts = Intervals()
        for part in self._walk.damage + self._recordings.damage + self._damaged_blocks():
            parts.add(part.offset, part.offset + part.size)
        return [Damage(start, end - start) for start, end in parts.spans()]

    def _damaged_blocks(self) -> list[Damage]:
        """Blocks that cannot be read, with damaged ranges, twice, or of another recording."""
        result: list[Damage] = []
        for part in self._recordings.parts:
            for block in part.lost:
                result.append(_columns(block.found))
            for block in part.blocks:
                if part is not self._part:
                    result.append(Damage(block.offset, block.found.end - block.offset))
                elif isinstance(block.found, FoundBlock) and block.schema is not None:
                    if not blocks.has_intact_ranges(block.found, block.schema):
                        result.append(_summary(block.found))
            for block in part.copies:
                if isinstance(block.found, FoundBlock):
                    result.append(Damage(block.offset, block.found.end - block.offset))
        return result

    def lost(self) -> list[Lost]:
        """The rows of which something tells that they were there, and that were not given.

        They are all from the first on, as the header says, up to the last that anything tells of.
        """
        self._given.sort()
        given, lost = Intervals(), Intervals()
        for start, end, _, _ in self._given:
            given.add(start, end)
        known = [(start, end) for start, end, _, _ in self._given] + self._lost_spans()
        first = min(known, default=(0, 0))[0] if self.header is None else self.header.first_row
        for start, end in known:
            lost.add(start, end)
            lost.add(first, start)
        return [
            self._lost_span(low, high)
            for start, end in lost.spans()
            for low, high in given.without(start, end)
        ]

    def _lost_spans(self) -> list[tuple[int, int]]:
        """What damaged blocks, open frames and the index tell of."""
        part = self._part
        spans = [(block.first_row, block.end) for block in part.lost]
        number = self._recordings.parts.index(part)
        for block in self._recordings.opens:
            if block.recording == number and isinstance(block.found, FoundOpen):
                spans.append(_committed(block.found, block.schema))
        if part.index is not None:
            spans += [(each.first_row, each.first_row + each.rows) for each in part.index.blocks]
        return spans

    def _lost_span(self, start: int, end: int) -> Lost:
        place = bisect.bisect(self._given, (start,))
        after = self._given[place - 1][3] if place > 0 else None
        before = self._given[place][2] if place < len(self._given) else None
        return Lost(start, end - start, after, before)


def _committed(found: FoundOpen, schema: Schema | None) -> tuple[int, int]:
    """The rows that an open frame says it has; none where the count word is damaged."""
    first, count = found.frame.control.first_row, 0
    if schema is not None and found.frame.count is not None:
        count = found.frame.committed(len(schema.columns))
    return first, first + count


def _columns(found: FoundBlock | FoundOpen) -> Damage:
    start = found.offset
    if isinstance(found, FoundBlock) and found.summary is not None:
        start = found.summary.end
    return Damage(start, max(0, found.end - start))


def _summary(found: FoundBlock) -> Damage:
    end = found.end if found.summary is None else found.summary.end
    return Damage(found.offset, end - found.offset)
