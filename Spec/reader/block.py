"""Section 5: the block frame; section 8.2: the control, which an open frame has as well."""

from dataclasses import dataclass

import numpy as np

from . import limits
from .columnframe import Content
from .columns import Words
from .primitives import MASK, Cursor, checksum, require, signed
from .schema import F64, I64, U64, Schema

CONTROL = "IQIHHIHH"  # the layout of the fields behind the tag
CONTROL_SIZE = 32
SEALED_SIZE = 24  # the bytes of a control that its checksum is of
UNKNOWN_PARTS = 0b1000_1000

Range = list[int]  # first, last, smallest and largest value of a column, as stored bits
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
class Block:
    """A block frame: what a block holds, without the values."""

    schema_id: int
    first_row: int
    rows: int
    events: int
    summary: memoryview  # the ranges

    def is_of(self, content: Content, events: int) -> bool:
        """Whether a column frame's content says the same."""
        its = content.schema_id, content.first_row, content.rows, events
        return its == (self.schema_id, self.first_row, self.rows, self.events)

    def ranges(self, schema: Schema) -> list[Range]:
        """The ranges of the columns."""
        cursor = Cursor(self.summary)
        result: list[Range] = []
        parts = 0
        for position, column in enumerate(schema.columns):
            parts = cursor.u8() if position % 2 == 0 else parts >> 4
            is_last = position == len(schema.columns) - 1
            require(not parts & UNKNOWN_PARTS, "a range has unknown parts")
            require(not is_last or parts >> 4 == 0, "a range is of no column")
            result.append(_range(cursor, parts, column.type))
        return result


def control(cursor: Cursor) -> Control:
    """The control of an open frame."""
    data = cursor.take(CONTROL_SIZE)
    cursor = Cursor(data)
    *fields, distance, capacity, copy, sealed, count, complement = cursor.fields("I" + CONTROL)
    require(sealed == checksum(data[:SEALED_SIZE]), "a control's checksum does not match")
    known_count = count if count ^ complement == 0xFFFF and count <= capacity else None
    result = Control(*fields, 8 * distance, capacity, 8 * copy, known_count)
    require(result.first_row <= limits.ROW_NUMBER, "a first row's number is too large")
    require(capacity > 0, "an open frame has no room")
    return result


def parse(cursor: Cursor) -> Block:
    """The block of an intact block frame's payload behind the tag."""
    schema_id, first_row, *_, rows, _ = cursor.fields(CONTROL)
    require(first_row <= limits.ROW_NUMBER, "a first row's number is too large")
    require(rows > 0, "a block has no rows")
    return Block(schema_id, first_row, rows, cursor.varint(maximum=rows), cursor.take())


def range_of(column: Words, column_type: int) -> Range:
    """The range of a column's values; its smallest and largest double are not NaN if one is not."""
    values = column.view(NUMBERS[column_type])
    if not np.isnan(values).all():  # no integer is NaN
        values = values[~np.isnan(values)]
    extremes = np.array([values.min(), values.max()]).view(np.uint64)
    return [int(bits) for bits in (column[0], column[-1], *extremes)]


def _range(cursor: Cursor, parts: int, column_type: int) -> Range:
    def part(bit: int) -> int:
        return cursor.zigzag() if parts >> bit & 1 else 0

    first = cursor.zigzag()
    last = signed(first + part(0) & MASK)
    numbers = (first, last, min(first, last) - part(1), max(first, last) + part(2))
    return [_stored(number & MASK, column_type) for number in numbers]


def _stored(ordered: int, column_type: int) -> int:
    """Section 5.2: the stored bits of an ordered integer."""
    if column_type == U64:
        return ordered ^ (1 << 63)
    return ordered ^ (MASK >> 1) if column_type == F64 and ordered >> 63 else ordered
