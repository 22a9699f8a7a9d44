"""Section 5: the block frame; section 8.2: the control, which an open frame has as well."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import limits
from .bitpacking import Words
from .columnframe import Content
from .frames import HEAD_SIZE, File
from .primitives import MASK, Cursor, Malformed, checksum, signed
from .schema import F64, I64, U64, Schema

CONTROL_SIZE = 32
SEALED_SIZE = 24  # the bytes of a control that its checksum is of
UNKNOWN_PARTS = 0b1000_1000

NUMBERS = {I64: np.int64, U64: np.uint64, F64: np.float64}  # by type


@dataclass(frozen=True)
class Control:
    """What an open frame says of itself."""

    tag: int
    schema_id: int
    first_row: int
    distance: int
    capacity: int
    copy_size: int
    count: int | None  # none if it is damaged


@dataclass(frozen=True)
class Range:
    """First, last, smallest and largest value of a column, as stored bits."""

    first: int
    last: int
    minimum: int
    maximum: int


@dataclass(frozen=True)
class Block:
    """A block frame: what a block holds, without the values."""

    tag: int
    schema_id: int
    first_row: int
    rows: int
    events: int
    summary: memoryview  # the ranges

    def is_of(self, content: Content, events: int) -> bool:
        """Whether a column frame's content says the same."""
        return (self.tag, self.schema_id, self.first_row, self.rows, self.events) == (
            content.tag,
            content.schema_id,
            content.first_row,
            content.rows,
            events,
        )

    def ranges(self, schema: Schema) -> list[Range]:
        """The ranges of the columns."""
        cursor = Cursor(self.summary)
        result: list[Range] = []
        parts = 0
        for position, column in enumerate(schema.columns):
            parts = cursor.u8() if position % 2 == 0 else parts >> 4
            is_last = position == len(schema.columns) - 1
            if parts & UNKNOWN_PARTS or (is_last and parts >> 4):
                raise Malformed("a range has unknown parts")
            result.append(_range(cursor, parts, column.type))
        return result


def control(file: File, offset: int) -> Control:
    """The control of an open frame."""
    cursor = Cursor(file.view, min(offset + HEAD_SIZE, file.size))
    cursor = Cursor(cursor.take(CONTROL_SIZE))
    sealed = checksum(cursor.data[:SEALED_SIZE])
    tag, schema_id, first_row = cursor.u32(), cursor.u32(), cursor.u64()
    distance, capacity, copy_size = cursor.u32(), cursor.u16(), cursor.u16()
    if cursor.u32() != sealed:
        raise Malformed("a control's checksum does not match")
    if first_row > limits.ROW_NUMBER or capacity == 0:
        raise Malformed("an open frame has too large a number, or no room")
    count, complement = cursor.u16(), cursor.u16()
    is_right = count ^ complement == 0xFFFF
    return Control(
        tag,
        schema_id,
        first_row,
        8 * distance,
        capacity,
        8 * copy_size,
        count if is_right else None,
    )


def parse(cursor: Cursor) -> Block:
    """The block of an intact block frame's payload."""
    tag, schema_id, first_row = cursor.u32(), cursor.u32(), cursor.u64()
    cursor.take(12)
    rows = cursor.u16()
    cursor.take(2)
    if first_row > limits.ROW_NUMBER or not 1 <= rows <= limits.BLOCK_ROWS:
        raise Malformed("a block's rows are out of bounds")
    events = cursor.varint(maximum=rows)
    return Block(tag, schema_id, first_row, rows, events, cursor.take(cursor.remaining))


def ordered(bits: int, column_type: int) -> int:
    """Section 5.2: stored bits as the ordered integer of their type, or the other way round."""
    if column_type == U64:
        return bits ^ (1 << 63)
    if column_type == F64 and bits >> 63:
        return bits ^ (MASK >> 1)
    return bits


def range_of(column: Words, column_type: int) -> Range:
    """The range of a column's values; its smallest and largest double are not NaN if one is not."""
    values = column.view(NUMBERS[column_type])
    if column_type == F64 and not np.isnan(values).all():
        values = values[~np.isnan(values)]
    extremes = np.array([values.min(), values.max()]).view(np.uint64)
    return Range(int(column[0]), int(column[-1]), int(extremes[0]), int(extremes[1]))


def _range(cursor: Cursor, parts: int, column_type: int) -> Range:
    def part(bit: int) -> int:
        return cursor.zigzag() if parts >> bit & 1 else 0

    first = cursor.zigzag()
    last = signed(first + part(0) & MASK)
    numbers = (first, last, min(first, last) - part(1), max(first, last) + part(2))
    return Range(*(ordered(number & MASK, column_type) for number in numbers))
