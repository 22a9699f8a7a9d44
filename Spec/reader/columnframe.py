"""Section 6: the column frame."""

from __future__ import annotations

from dataclasses import dataclass

import lz4.block

from . import columns, frames, limits
from .bitpacking import Words
from .frames import Budget, File
from .primitives import Cursor, Malformed, checksum
from .schema import Schema

FLG = 0x64
CONTENT_SIZES = {0x40: 1 << 16, 0x50: 1 << 18, 0x60: 1 << 20, 0x70: 1 << 22}  # by BD
BEFORE_BLOCK = 11  # bytes before the LZ4 block
AROUND_BLOCK = 19  # bytes besides the LZ4 block
STORED = 1 << 31


@dataclass(frozen=True)
class Content:
    """Section 6.2: the values of a block, not decoded yet."""

    schema_id: int
    first_row: int
    rows: int
    cursor: Cursor


@dataclass(frozen=True)
class Event:
    """A row's label. `row` is counted from the block's first; no label is a damaged one."""

    row: int
    label: bytes | None


def end_of(file: File, offset: int) -> int:
    """Where a column frame ends by its first 11 bytes; it may be behind the end of the file."""
    if file.magic(offset) != frames.COLUMN:
        raise Malformed("here is no column frame")
    size = file.u32(offset + 7) & ~STORED
    descriptor = file.view[offset + 4 : offset + 6]
    if descriptor[0] != FLG or size > CONTENT_SIZES.get(descriptor[1], -1):
        raise Malformed("a column frame is of another form")
    if file.data[offset + 6] != checksum(descriptor) >> 8 & 0xFF:
        raise Malformed("a column frame's descriptor is damaged")
    return offset + AROUND_BLOCK + size


def content(file: File, offset: int, budget: Budget | None) -> bytes:
    """The content of an intact column frame."""
    end = end_of(file, offset)
    if end > file.size:
        raise Malformed("a column frame reaches behind the end of the file")
    block = file.view[offset + BEFORE_BLOCK : end - 8]
    most = CONTENT_SIZES[file.data[offset + 5]]
    result = bytes(block)
    if budget:
        budget.spend(len(block))
    if not file.u32(offset + 7) & STORED:
        most = min(most, limits.CONTENT_BY_SIZE * len(block))
        if budget:
            budget.spend(most)
        result = _decompressed(result, most)
        if budget:
            budget.left += most - len(result)
    if file.u32(end - 8) != 0:
        raise Malformed("an end mark is damaged")
    if file.u32(end - 4) != checksum(result):
        raise Malformed("a content's checksum does not match")
    return result


def _decompressed(block: bytes, most: int) -> bytes:
    try:
        return lz4.block.decompress(block, uncompressed_size=most)
    except lz4.block.LZ4BlockError as error:
        raise Malformed("an LZ4 block is damaged") from error


def parse(data: bytes) -> Content:
    """The content's first fields, which say whose values follow."""
    cursor = Cursor(data)
    schema_id = cursor.varint(maximum=2**32 - 1)
    first_row = cursor.varint(maximum=limits.ROW_NUMBER)
    rows = cursor.varint(maximum=limits.BLOCK_ROWS)
    if rows == 0:
        raise Malformed("a block has no rows")
    return Content(schema_id, first_row, rows, cursor)


def values(found: Content, schema: Schema) -> tuple[list[Words], list[Event]]:
    """The columns and events of a content."""
    count = len(schema.columns)
    if found.rows * count > limits.BLOCK_VALUES:
        raise Malformed("a block has too many values")
    cursor = found.cursor
    varies = cursor.take((count + 7) // 8)
    result: list[Words] = []
    for position in range(count):
        if varies[position // 8] >> position % 8 & 1:
            result.append(columns.column_code(cursor, found.rows, result))
        else:
            result.append(columns.constant(cursor.zigzag(), found.rows))
    events = _events(cursor, found.rows)
    if cursor.remaining:
        raise Malformed("something follows the labels")
    return result, events


def _events(cursor: Cursor, rows: int) -> list[Event]:
    places: list[tuple[int, int]] = []
    row = 0
    for _ in range(cursor.varint(maximum=rows)):
        row += cursor.varint(maximum=rows)
        if row >= rows:
            raise Malformed("an event is outside its block")
        places.append((row, cursor.varint()))
        row += 1
    return [Event(place, bytes(cursor.take(length))) for place, length in places]
