"""Section 13.6: the recordings that a file holds."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from . import blocks, limits
from .blocks import Block, Rows, Standing
from .frames import Budget, File
from .header import Header
from .index import Index, IndexedBlock
from .primitives import Malformed
from .recovery import Damage, FoundBlock, FoundHeader, FoundIndex, FoundOpen, FoundSchema, Walk
from .schema import Schema


@dataclass
class Part:
    """One of the recordings."""

    header: Header | None
    blocks: list[Block] = field(default_factory=list)  # in the order of their rows
    lost: list[Block] = field(default_factory=list)
    copies: list[Block] = field(default_factory=list)
    index: Index | None = None
    schemas: list[Schema] = field(default_factory=list)
    has_open_frame: bool = False

    @property
    def first_row(self) -> int | None:
        """The number of the first row, where the header tells it."""
        return None if self.header is None else self.header.first_row


@dataclass
class _Schema:
    """A schema, and from where on in the file it counts, and of which recording it is."""

    offset: int
    schema: Schema
    recording: int = 0


class Recordings:
    """Tells apart what a walk has found."""

    def __init__(self, file: File, walk: Walk) -> None:
        self._file = file
        self._found = walk.found
        self.budget = Budget(walk.rows_budget.left)
        self.damage: list[Damage] = []
        self.parts: list[Part] = []
        self.open_rows: dict[int, list[Rows]] = {}  # by the open frame's offset
        # By recording, or none for all of them, and by id.
        self._by_id: dict[tuple[int | None, int], list[_Schema]] = {}
        self._schemas = self._all_schemas()
        self._segments: list[tuple[int, int]] = []  # an offset, and the recording from there on
        everything = self._all_blocks()
        self.opens = [block for block in everything if block.is_open]
        self._begin(everything)
        if len(self.parts) > 1:
            self._follow(everything)
        for each in everything:
            self._settle(each)
        self._place_indexes()
        for part in self.parts:  # what belongs to none makes up further ones
            self._put_in_order(part)
        for entry in self._schemas:
            self.parts[entry.recording].schemas.append(entry.schema)
        for part in self.parts:
            listed = {id(schema) for schema in part.schemas}
            for block in part.blocks:
                if block.schema is not None and id(block.schema) not in listed:
                    listed.add(id(block.schema))
                    if block.schema not in part.schemas:
                        part.schemas.append(block.schema)

    # What there is, in the order of the file.

    def _all_schemas(self) -> list[_Schema]:
        entries: list[_Schema] = []
        for found in self._found:
            if isinstance(found, FoundSchema):
                entries.append(_Schema(found.offset, found.schema))
            elif isinstance(found, FoundOpen) and found.copy is not None:
                place = found.frame.rows_offset - found.frame.control.schema_size
                entries.append(_Schema(place, found.copy))
            elif isinstance(found, FoundIndex):
                entries += [_Schema(found.offset, schema) for schema in found.index.schemas]
        latest: dict[int, Schema] = {}
        result: list[_Schema] = []
        for entry in sorted(entries, key=lambda entry: entry.offset):
            if latest.get(entry.schema.id) != entry.schema:
                latest[entry.schema.id] = entry.schema
                result.append(entry)
                self._by_id.setdefault((None, entry.schema.id), []).append(entry)
        return result

    def _all_blocks(self) -> list[Block]:
        result: list[Block] = []
        for found in self._found:
            if isinstance(found, FoundBlock):
                try:
                    result.append(blocks.listed(self._file, found))
                except Malformed:
                    self.damage.append(Damage(found.offset, found.end - found.offset))
        opens = [found for found in self._found if isinstance(found, FoundOpen)]
        result += [self._open_rows(found) for found in opens[-limits.OPEN_FRAMES :]]
        return sorted(result, key=lambda block: block.offset)

    def _open_rows(self, found: FoundOpen) -> Block:
        """An open frame, from the first of its intact rows to the last."""
        fields = found.frame.control
        result = Block(found, fields.first_row, 0, fields.schema_id)
        result.schema = found.copy or self._schema(fields.schema_id, found.offset)
        try:
            if result.schema is None:
                raise Malformed("the schema is missing")
            runs, damage = blocks.read_open(self._file, found, result.schema, self.budget)
        except Malformed:
            result.schema = None
            end = min(found.end, self._file.size)
            self.damage.append(Damage(found.offset, end - found.offset))
            return result
        self.damage += damage
        self.open_rows[found.offset] = runs
        if runs:
            result.first_row = runs[0].first_row
            result.count = runs[-1].end - runs[0].first_row
            result.times = runs[0].times[0], runs[-1].times[1]
        return result

    def _add(self, header: Header | None) -> int:
        """Add a recording, unless there are too many."""
        if len(self.parts) < limits.RECORDINGS:
            self.parts.append(Part(header))
        return len(self.parts) - 1

    # Rules 1 and 2: where recordings begin.

    def _begin(self, everything: list[Block]) -> None:
        headers = [found for found in self._found if isinstance(found, FoundHeader)]
        sealed = [block.offset for block in everything if not block.is_open]
        first = headers[0].offset if headers else 0
        if not headers or (sealed and sealed[0] < first):
            self._segments.append((0, self._add(None)))
        marks: list[FoundHeader | _Schema] = [*headers, *self._schemas]
        # What comes before the first header is of it, unless there are blocks.
        marks.sort(key=lambda mark: mark.offset if self._segments else max(mark.offset, first))
        for mark in marks:
            number = self._begun_by(mark)
            if isinstance(mark, _Schema):
                mark.recording = number
                self._by_id.setdefault((number, mark.schema.id), []).append(mark)
            if not self._segments or self._segments[-1][1] != number:
                self._segments.append((mark.offset if self._segments else 0, number))

    def _begun_by(self, mark: FoundHeader | _Schema) -> int:
        if isinstance(mark, FoundHeader):
            for number, part in enumerate(self.parts):
                if part.header == mark.header:
                    return number
            return self._add(mark.header)
        current = self._segments[-1][1]
        if self._own_schema(mark.schema.id, current) in (None, mark.schema):
            return current
        for number in range(len(self.parts)):
            if self._own_schema(mark.schema.id, number) == mark.schema:
                return number
        return self._add(None) if len(self.parts) < limits.RECORDINGS else current

    def _own_schema(self, schema_id: int, recording: int) -> Schema | None:
        """The last schema of an id that a recording was given so far."""
        own = self._by_id.get((recording, schema_id))
        return own[-1].schema if own else None

    def _at(self, offset: int) -> int:
        """The recording that an offset is in."""
        return self._segments[max(0, bisect.bisect(self._segments, (offset + 1,)) - 1)][1]

    # Rule 3: where they go on.

    def _follow(self, everything: list[Block]) -> None:
        regions, self._segments = self._segments, []
        ends: dict[int, tuple[int, int | None]] = {}  # the next row, and the last time
        current = 0
        for block in everything:
            while regions and regions[0][0] <= block.offset:
                current = regions[0][1]
                ends.setdefault(current, (self.parts[current].first_row or 0, None))
                self._segments.append(regions.pop(0))
            if not _goes_on(ends[current], block):
                heirs = [number for number in sorted(ends) if _goes_on(ends[number], block)]
                if heirs:
                    current = heirs[-1]
                    self._segments.append((block.offset, current))
            block.recording = current
            is_lost = isinstance(block.found, FoundBlock) and block.found.columns is None
            times = None if is_lost else block.times
            end = block.first_row if block.is_open else block.end
            ends[current] = (end, times[1] if times else ends[current][1])
        self._segments += regions

    # Rule 4: which schema a block has.

    def _schema(self, schema_id: int, offset: int, recording: int | None = None) -> Schema | None:
        """The last schema with the id before the offset, or else the first one behind it."""
        known = self._by_id.get((recording, schema_id)) or self._by_id.get((None, schema_id))
        if not known:
            return None
        return known[max(0, bisect.bisect_left(known, offset, key=lambda e: e.offset) - 1)].schema

    def _settle(self, block: Block) -> None:
        """Find a block's schema and read it, or count it among the lost ones."""
        part = self.parts[block.recording]
        if isinstance(block.found, FoundOpen):
            part.has_open_frame = True
            if block.count:
                part.blocks.append(block)
            return
        for schema in self._candidates(block, block.found):
            try:
                rows = blocks.read(self._file, block.found, schema)
            except Malformed:
                continue
            block.schema, block.ranges, block.times = schema, rows.ranges, rows.times
            block.events = len(rows.events)
            part.blocks.append(block)
            return
        part.lost.append(block)

    def _candidates(self, block: Block, found: FoundBlock) -> list[Schema]:
        """The schema that a block has in its recording, if its ranges fit, or in others."""
        numbers = [block.recording, *range(len(self.parts))]
        known = [self._schema(block.schema_id, block.offset, number) for number in numbers]
        schemas = [schema for schema in known if schema is not None]
        fitting = [each for each in schemas if blocks.has_intact_ranges(found, each)]
        return fitting or schemas[:1]

    # Rule 6: what an index says of them.

    def _place_indexes(self) -> None:
        for found in self._found:
            if isinstance(found, FoundIndex):
                part = self.parts[self._at(found.offset)]
                if part.index is not None:
                    if part.index != found.index:
                        self.damage.append(Damage(found.offset, found.end - found.offset))
                elif _judge(part.blocks, found.index.blocks):
                    part.index = found.index
                else:
                    self.damage.append(Damage(found.offset, found.end - found.offset))

    # Rules 5 and 7: which blocks are of one recording.

    def _put_in_order(self, part: Part) -> None:
        pairs = zip(part.blocks, part.blocks[1:])
        if not any(_breaks(one, other) for one, other in pairs):
            return
        distinct = self._without_copies(part)
        pieces = _pieces(distinct, part.first_row)
        kept, rejected = _chosen(pieces)
        part.blocks = [block for piece in kept for block in piece.blocks]
        foreign = [block for piece in rejected for block in piece.blocks]
        if not foreign:
            return
        foreign.sort(key=lambda block: block.offset)
        if len(self.parts) == limits.RECORDINGS:
            self.damage += [Damage(each.offset, each.found.end - each.offset) for each in foreign]
            return
        other = Part(None, foreign, has_open_frame=any(block.is_open for block in foreign))
        number = self.parts.index(part)
        for block in foreign:
            block.recording = len(self.parts)
        if part.index is not None and foreign[0].standing is Standing.LISTED:
            part.index, other.index = None, part.index
        for block in foreign if other.index is None else []:
            block.standing = Standing.UNKNOWN
        part.has_open_frame = any(block.recording == number for block in self.opens)
        self.parts.append(other)

    def _without_copies(self, part: Part) -> list[Block]:
        ordered = sorted(part.blocks, key=lambda each: (each.first_row, self._rank(each)))
        original: Block | None = None
        for block in ordered:
            if original is not None and _is_copy(original, block):
                part.copies.append(block)
            else:
                original = block
        left = {id(block) for block in part.copies}
        return [block for block in part.blocks if id(block) not in left]

    def _rank(self, block: Block) -> int:
        """Of copies a block counts, or the open rows of which most are left."""
        if not block.is_open:
            return -(1 << 32)
        return -sum(run.count for run in self.open_rows[block.offset])


@dataclass
class _Piece:
    """A run of blocks, each of which begins with the row after the one before."""

    blocks: list[Block]
    is_anchored: bool = False

    @property
    def first(self) -> Block:
        """The first block."""
        return self.blocks[0]

    @property
    def last(self) -> Block:
        """The last block."""
        return self.blocks[-1]

    @property
    def count(self) -> int:
        """The number of rows."""
        return self.last.end - self.first.first_row

    def excludes(self, later: _Piece) -> bool:
        """Whether this one and one with later rows are of different recordings."""
        if self.last.end > later.first.first_row:
            return True
        if self.first.standing is later.first.standing is Standing.LISTED:
            return False
        return _is_later(self.last, later.first)

    def outweighs(self, other: _Piece) -> bool:
        """Whether this is the one that counts of two that exclude each other."""
        if self.is_anchored != other.is_anchored:
            return self.is_anchored
        return self.count > other.count


def _goes_on(end: tuple[int, int | None], block: Block) -> bool:
    row, time = end
    is_next = row == block.first_row
    return is_next and (time is None or block.times is None or block.times[0] >= time)


def _is_later(one: Block, other: Block) -> bool:
    """Whether a block ends later than another begins, as far as they count time alike."""
    if one.schema is None or other.schema is None or one.times is None or other.times is None:
        return False
    times = one.schema.columns[0], other.schema.columns[0]
    scales = [(column.multiplier, column.exponent) for column in times]
    return scales[0] == scales[1] and one.times[1] > other.times[0]


def _breaks(one: Block, other: Block, contiguous: bool = False) -> bool:
    """Whether a block cannot be what follows another one in a recording."""
    if other.first_row != one.end if contiguous else other.first_row < one.end:
        return True
    if (one.standing is Standing.CONTRADICTED) != (other.standing is Standing.CONTRADICTED):
        return True
    if one.standing is other.standing is Standing.LISTED:
        return False
    return _is_later(one, other)


def _is_copy(one: Block, other: Block) -> bool:
    if one.first_row != other.first_row or one.schema != other.schema:
        return False
    if other.is_open:  # the frame that a block had been, maybe with fewer rows
        if one.times is None or other.times is None:
            return False
        return one.times[0] == other.times[0] and one.count >= other.count
    return (one.count, one.events, one.ranges) == (other.count, other.events, other.ranges)


def _judge(found: list[Block], entries: list[IndexedBlock]) -> bool:
    """Look blocks up in an index; it is not theirs if it lists none of them, but their rows."""
    for block in found:
        place = bisect.bisect(entries, block.first_row, key=lambda entry: entry.first_row) - 1
        entry = entries[place] if place >= 0 else None
        if entry is None or entry.first_row + entry.rows <= block.first_row:
            continue
        said = (entry.first_row, entry.rows, entry.events, (entry.first_time, entry.last_time))
        is_listed = said == (block.first_row, block.count, block.events, block.times)
        if is_listed:
            block.standing = Standing.LISTED
        elif entry.first_time != block.times[0] and entry.last_time != block.times[1]:
            block.standing = Standing.CONTRADICTED
    standings = {block.standing for block in found}
    if Standing.CONTRADICTED not in standings or Standing.LISTED in standings:
        return True
    for block in found:
        block.standing = Standing.UNKNOWN
    return False


def _pieces(found: list[Block], first_row: int | None) -> list[_Piece]:
    pieces: list[_Piece] = []
    for block in found:
        if pieces and not _breaks(pieces[-1].last, block, contiguous=True):
            pieces[-1].blocks.append(block)
        else:
            pieces.append(_Piece([block]))
    for piece in pieces:
        if piece.first.first_row == first_row:
            piece.is_anchored = True
            break
    return pieces


def _chosen(pieces: list[_Piece]) -> tuple[list[_Piece], list[_Piece]]:
    """The pieces that make up a recording, by row, and those that they exclude."""
    refused: Standing | None = None
    if any(piece.first.standing is Standing.LISTED for piece in pieces):
        anchor = [piece.first.standing for piece in pieces if piece.is_anchored]
        refused = Standing.CONTRADICTED
        if anchor == [Standing.CONTRADICTED]:
            refused = Standing.LISTED
    kept: list[_Piece] = []
    rejected = [piece for piece in pieces if piece.first.standing is refused]
    others = [piece for piece in pieces if piece.first.standing is not refused]
    for piece in sorted(others, key=lambda piece: (piece.first.first_row, piece.first.offset)):
        while kept and kept[-1].excludes(piece):
            if not piece.outweighs(kept[-1]):
                rejected.append(piece)
                break
            rejected.append(kept.pop())
        else:
            kept.append(piece)
    return kept, rejected
