"""Section 6: the column frame."""

from dataclasses import dataclass

import lz4.block
import numpy as np

from . import columns, limits
from .columns import Words
from .primitives import MASK, Cursor, Malformed, checksum, require
from .schema import Schema

FLG = 0x64
CONTENT_SIZES = {0x40: 1 << 16, 0x50: 1 << 18, 0x60: 1 << 20, 0x70: 1 << 22}  # by BD
STORED = 1 << 31


@dataclass(frozen=True)
class Content:
    """Section 6.2: the values of a block, not decoded yet."""

    tag: int
    schema_id: int
    first_row: int
    rows: int
    values: memoryview


def parse(cursor: Cursor) -> Content:
    """Section 6.1: the content of an intact column frame, behind its magic number."""
    flg, bd, hc, size = cursor.fields("BBBI")
    require(hc == checksum(bytes((flg, bd))) >> 8 & 0xFF, "a column frame's descriptor is damaged")
    is_stored, size = size & STORED, size & ~STORED
    most = CONTENT_SIZES.get(bd, -1)
    require(flg == FLG and size <= most, "a column frame is of another form")
    data = cursor.take(size)
    end_mark, content_checksum = cursor.fields("II")
    require(end_mark == 0, "an end mark is damaged")
    if not is_stored:
        most = min(most, limits.CONTENT_BY_SIZE * size)
        try:
            data = memoryview(lz4.block.decompress(data, uncompressed_size=most))
        except lz4.block.LZ4BlockError as error:
            raise Malformed("an LZ4 block is damaged") from error
    require(content_checksum == checksum(data), "a content's checksum does not match")
    cursor = Cursor(data)
    tag, schema_id = cursor.fields("II")
    first_row = cursor.varint(maximum=limits.ROW_NUMBER)
    rows = cursor.varint(maximum=limits.BLOCK_ROWS)
    require(rows > 0, "a block has no rows")
    return Content(tag, schema_id, first_row, rows, cursor.take())


def decode(content: Content, schema: Schema) -> tuple[list[Words], dict[int, bytes]]:
    """The columns of a content, and its labels by their rows in the block."""
    require(content.rows <= schema.most_rows, "a block has too many values")
    count = len(schema.columns)
    cursor = Cursor(content.values)
    varies = cursor.take((count + 7) // 8)
    result: list[Words] = []
    for position in range(count):
        if varies[position // 8] >> position % 8 & 1:
            result.append(columns.column_code(cursor, content.rows, result))
        else:
            result.append(np.full(content.rows, cursor.zigzag() & MASK, np.uint64))
    labels = _labels(cursor, content.rows)
    require(cursor.remaining == 0, "something follows the labels")
    return result, labels


def _labels(cursor: Cursor, rows: int) -> dict[int, bytes]:
    lengths: dict[int, int] = {}
    next_row = 0
    for _ in range(cursor.varint(maximum=rows)):
        row = next_row + cursor.varint()
        require(row < rows, "an event is outside its block")
        lengths[row] = cursor.varint()
        next_row = row + 1
    return {row: bytes(cursor.take(length)) for row, length in lengths.items()}
