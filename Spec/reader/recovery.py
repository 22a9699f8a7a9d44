"""Section 13: the walk over the frames of a file, whole or damaged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from . import block, columnframe, frames, header, index, limits, openframe, schema
from .block import Summary
from .columnframe import Content
from .frames import Budget, File
from .header import Header
from .index import Index
from .openframe import OpenFrame
from .primitives import Malformed
from .schema import Schema


@dataclass(frozen=True)
class FoundHeader:
    """A header frame."""

    offset: int
    end: int
    header: Header


@dataclass(frozen=True)
class FoundSchema:
    """A schema frame."""

    offset: int
    end: int
    schema: Schema


@dataclass(frozen=True)
class FoundBlock:
    """A block: a block frame, a column frame, or both."""

    offset: int
    end: int
    summary: Summary | None
    columns: int | None  # the offset of the column frame, if it is intact


@dataclass(frozen=True)
class FoundOpen:
    """An open frame."""

    offset: int
    end: int
    frame: OpenFrame
    copy: Schema | None
    has_head: bool = True


@dataclass(frozen=True)
class FoundIndex:
    """An index frame."""

    offset: int
    end: int
    index: Index


@dataclass(frozen=True)
class Passed:
    """A slack frame, or one that this version does not define."""

    offset: int
    end: int


Found = FoundHeader | FoundSchema | FoundBlock | FoundOpen | FoundIndex | Passed


@dataclass(frozen=True)
class Damage:
    """Bytes that are damaged."""

    offset: int
    size: int


class Walk:
    """Section 13.2: takes in one frame after the other, and searches where there is none."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.budget = Budget(limits.recovery_budget(file.size))
        self.rows_budget = Budget(limits.recovery_budget(file.size))
        self.found: list[Found] = []
        self.damage: list[Damage] = []
        self._schemas: dict[int, Schema] = {}  # the last one of each id

    def run(self) -> None:
        """Walk through the whole file."""
        offset = 0
        while offset < self.file.size:
            found = self._frame(offset)
            if found is None:
                if offset >= self.file.zeros:
                    break
                start, (offset, found) = offset, self._search(offset + 1, self.file.size)
                self.damage.append(Damage(start, offset - start))
            if found is not None:
                offset = self._take_in(found)

    # Steps 1 to 3 at one offset.

    def _frame(self, offset: int) -> Found | None:
        for attempt in (self._intact, self._without_summary, self._healed):
            try:
                return attempt(offset)
            except Malformed:
                continue
        return None

    def _intact(self, offset: int, searching: bool = False) -> Found:
        """Step 1: an intact frame, as section 13.1 defines it."""
        file, magic = self.file, self.file.magic(offset)
        budget = self.budget if searching else None
        if magic == frames.COLUMN:
            return self._column(offset, self.budget)
        if offset + frames.HEAD_SIZE > file.size:
            raise Malformed("here can be no frame")
        end = file.skippable_end(offset)
        if magic == frames.HEADER:
            return FoundHeader(offset, end, header.parse(file.sealed(offset, budget)))
        if magic == frames.SCHEMA:
            return FoundSchema(offset, end, schema.parse(file.sealed(offset, budget)))
        if magic == frames.INDEX:
            return FoundIndex(offset, end, index.parse(file.sealed(offset, budget)))
        if magic == frames.BLOCK:
            return self._block(offset, budget)
        if magic == frames.OPEN:
            return self._open(offset, end)
        if (magic == frames.SLACK or magic in frames.UNDEFINED) and not searching:
            if (end - offset) % 8 == 0 and end <= file.size and file.leads_on(end):
                return Passed(offset, end)
        raise Malformed("here is no frame")

    def _block(self, offset: int, budget: Budget | None, size: int | None = None) -> FoundBlock:
        """A block frame with a column frame that is intact, or of which at least the end is known.

        Where it is not, the walk goes on behind the block frame. `size` is the payload's, where the
        head is damaged.
        """
        summary = block.parse(self.file, offset, budget, size)
        try:
            columns = self._column(summary.end, budget)
            return FoundBlock(offset, columns.end, summary, summary.end)
        except Malformed:
            pass
        try:
            end = columnframe.end_of(self.file, summary.end)
            if self._goes_on(end, summary.first_row + summary.rows):
                return FoundBlock(offset, end, summary, None)
        except Malformed:
            pass
        return FoundBlock(offset, summary.end, summary, None)

    def _goes_on(self, offset: int, row: int) -> bool:
        """Whether there is a block or an open frame here that begins with a row."""
        if self.file.magic(offset) not in (frames.BLOCK, frames.OPEN):
            return False
        return self.file.data[offset + block.CONTROL : offset + block.CONTROL + 8] == (
            row.to_bytes(8, "little")
        )

    def _column(self, offset: int, budget: Budget | None) -> FoundBlock:
        columnframe.parse(columnframe.content(self.file, offset, budget))
        return FoundBlock(offset, columnframe.end_of(self.file, offset), None, offset)

    def _open(self, offset: int, end: int) -> FoundOpen:
        """An open frame, unless it has the payload of a whole block of its size."""
        if self._proven_block(offset) == end - offset - frames.HEAD_SIZE:
            raise Malformed("this is a block")
        frame = openframe.parse(self.file, offset, end)
        return FoundOpen(offset, end, frame, self._copy(frame))

    def _without_summary(self, offset: int) -> FoundBlock:
        """Step 2: a block whose summary is lost."""
        if self.file.magic(offset) != frames.BLOCK:
            raise Malformed("here is no block")
        columns = self._column(self.file.skippable_end(offset), self.budget)
        self.damage.append(Damage(offset, columns.offset - offset))
        return FoundBlock(offset, columns.end, None, columns.offset)

    def _healed(self, offset: int) -> FoundBlock | FoundOpen:
        """Step 3: a frame whose head is damaged, but whose control is intact."""
        if offset % 8:
            raise Malformed("here can be no frame")
        frame = openframe.parse(self.file, offset, self.file.size)
        size = self._proven_block(offset)
        if size is not None:
            found: FoundBlock | FoundOpen
            try:
                found = self._block(offset, self.budget, size)
            except Malformed:
                found = self._column(offset + frames.HEAD_SIZE + size, self.budget)
        elif self.file.magic(offset) == frames.BLOCK and not self._reaches_the_end(offset):
            raise Malformed("this is a damaged block")
        else:
            found = FoundOpen(offset, self.file.size, frame, self._copy(frame), has_head=False)
        self.damage.append(Damage(offset, frames.HEAD_SIZE))
        return found

    def _proven_block(self, offset: int) -> int | None:
        """The size of a block's payload by what it says itself, if its checksum proves it."""
        try:
            size = self.file.u32(offset + block.SIZE_ONCE_MORE)
            self.file.sealed(offset, self.budget, size)
            return size
        except Malformed:
            return None

    def _reaches_the_end(self, offset: int) -> bool:
        return self.file.skippable_end(offset) >= self.file.size

    def _copy(self, frame: OpenFrame) -> Schema | None:
        try:
            return openframe.schema_copy(self.file, frame, self.budget)
        except Malformed:
            return None

    # Step 5.

    def _search(self, start: int, end: int) -> tuple[int, Found | None]:
        """The first frame that proves itself by a checksum, and where it is."""
        for offset in self._candidates(start, end):
            try:
                return offset, self._proven(offset)
            except Malformed:
                continue
        return end, None

    def _proven(self, offset: int) -> Found:
        """A frame that proves itself by a checksum."""
        if self.file.magic(offset) in frames.DEFINED:
            return self._intact(offset, searching=True)
        if block.count_word(self.file, offset) is None:
            raise Malformed("a frame's head and count word are damaged")
        return self._healed(offset)

    def _candidates(self, start: int, end: int) -> Iterator[int]:
        """Offsets of magic numbers, and at multiples of 8 of a frame's count word."""
        data, part = self.file.data, 1 << 16
        for low in range(start & ~7, end, part):
            high = min(low + part, end)
            offsets: set[int] = set()
            for pattern, distance in ((b"\x04\x22\x4d\x18", 0), (b"\x2a\x4d\x18", 1)):
                found = data.find(pattern, low, high + 3)
                while found >= 0:
                    offsets.add(found - distance)
                    found = data.find(pattern, found + 1, high + 3)
            words = np.frombuffer(data, "<u4", (min(high + 16, self.file.size) - low) // 8 * 2, low)
            counts = np.flatnonzero(words[::2] ^ words[1::2] == 0xFFFFFFFF)
            offsets.update((low + 8 * counts - 8).tolist())
            yield from (offset for offset in sorted(offsets) if start <= offset < high)

    # Taking in.

    def _take_in(self, found: Found) -> int:
        """Note a frame. The result is where the walk goes on."""
        if isinstance(found, FoundOpen):
            return self._take_in_open(found)
        if isinstance(found, FoundSchema):
            self._schemas[found.schema.id] = found.schema
        self.found.append(found)
        return found.end

    def _take_in_open(self, found: FoundOpen) -> int:
        """Section 13.3: an open frame is not trusted blindly."""
        offset, file = found.offset, self.file
        end = min(found.end, file.size)
        try:
            whole = self._block(offset, self.budget, file.u32(offset + block.SIZE_ONCE_MORE))
            if whole.columns is not None and self._proves(whole.end):
                self.found.append(whole)
                return whole.end
        except Malformed:
            pass
        if self._is_stale_slack(found):
            return offset + openframe.SIZE
        if found.frame.spare_counts:
            self.damage.append(Damage(offset + block.CONTROL, block.CONTROL_SIZE))
        self.found.append(found)
        is_whole = found.has_head and found.end <= file.size and file.leads_on(end)
        if is_whole and self._is_sound(found):
            return end
        inside = self._search_inside(found, end)
        if inside < end:
            self.damage.append(Damage(offset, inside - offset))
        return inside

    def _is_stale_slack(self, found: FoundOpen) -> bool:
        """Whether an open frame without rows has become slack, before a schema or an index."""
        behind = found.offset + openframe.SIZE
        if found.frame.count != 0:
            return False
        try:
            frame = self._intact(behind, searching=True)
        except Malformed:
            return False
        if isinstance(frame, FoundSchema):
            return self._proves(frame.end)
        return isinstance(frame, FoundIndex) and self.file.leads_on(frame.end)

    def _search_inside(self, found: FoundOpen, end: int) -> int:
        """The first frame inside an open frame that was written after it, or the end.

        A schema frame is none if no frame follows: it is a copy before rows.
        """
        offset = found.offset + openframe.SPARE
        while True:
            offset, inside = self._search(offset, end)
            if not isinstance(inside, FoundSchema) or self._proves(inside.end):
                return offset
            offset += 1

    def _proves(self, offset: int) -> bool:
        """Whether a frame here proves itself."""
        harmed = len(self.damage)
        try:
            self._proven(offset)
            return True
        except Malformed:
            return False
        finally:
            del self.damage[harmed:]

    def _is_sound(self, found: FoundOpen) -> bool:
        """Whether an open frame's rows prove themselves."""
        frame = found.frame
        if frame.count is None or frame.count > frame.control.capacity:
            return False
        if frame.count == 0:
            return True
        schema = found.copy or self._schemas.get(frame.control.schema_id)
        if schema is None:
            return False
        try:
            rows = openframe.rows(self.file, frame, len(schema.columns), self.rows_budget)
        except Malformed:
            return False
        return len(rows.places) == frame.count


def content_of(file: File, found: FoundBlock) -> Content:
    """The content of a block whose column frame is intact, as its block frame says it."""
    if found.columns is None:
        raise Malformed("the column frame is damaged")
    result = columnframe.parse(columnframe.content(file, found.columns, None))
    summary = found.summary
    if summary is not None:
        said = (summary.schema_id, summary.first_row, summary.rows)
        if said != (result.schema_id, result.first_row, result.rows):
            raise Malformed("block frame and column frame differ")
    return result
