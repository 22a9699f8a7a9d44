"""Section 5: the block frame; the control and the count word of section 8 too, which it shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from . import frames, limits
from .bitpacking import Words
from .frames import Budget, File
from .primitives import MASK, Cursor, Malformed, checksum, signed
from .schema import F64, I64, U64, Schema

COUNT_WORD = 8
CONTROL = 16
CONTROL_SIZE = 24
SIZE_ONCE_MORE = 40

NUMBERS = {I64: np.int64, U64: np.uint64, F64: np.float64}  # by type


@dataclass(frozen=True)
class Control:
    """Section 8.2: what an open frame says of itself, and the block that it becomes."""

    first_row: int
    schema_id: int
    distance: int
    capacity: int
    schema_size: int


@dataclass(frozen=True)
class Summary:
    """A block frame without the values."""

    first_row: int
    rows: int
    schema_id: int
    events: int
    ranges: memoryview
    end: int


@dataclass(frozen=True)
class Range:
    """First, last, smallest and largest value of a column, as stored bits."""

    first: int
    last: int
    minimum: int
    maximum: int


def count_word(file: File, frame: int) -> int | None:
    """The number of rows that a frame's count word tells, unless it is damaged."""
    count, complement = file.u32(frame + COUNT_WORD), file.u32(frame + COUNT_WORD + 4)
    return count if count ^ complement == 0xFFFFFFFF else None


def control(file: File, offset: int) -> Control:
    """A control, or its spare, with its checksum matched."""
    cursor = Cursor(file.view, offset, min(offset + CONTROL_SIZE, file.size))
    fields = cursor.take(CONTROL_SIZE - 4)
    if cursor.u32() != checksum(fields):
        raise Malformed("a control's checksum does not match")
    cursor = Cursor(fields)
    first_row, schema_id, distance = cursor.u64(), cursor.u32(), cursor.u32()
    capacity, schema_size = cursor.u16(), cursor.u16()
    if first_row > limits.ROW_NUMBER:
        raise Malformed("a first row's number is too large")
    return Control(first_row, schema_id, 8 * distance, capacity, 8 * schema_size)


def parse(file: File, offset: int, budget: Budget | None, size: int | None = None) -> Summary:
    """An intact block frame's payload. `size` is the payload's, where the head is damaged."""
    payload = file.sealed(offset, budget, size)
    rows = count_word(file, offset)
    if rows is None or not 1 <= rows <= limits.BLOCK_ROWS:
        raise Malformed("a block's count of rows is out of bounds")
    fields = control(file, offset + CONTROL)
    if file.u32(offset + SIZE_ONCE_MORE) != len(payload) + 4:
        raise Malformed("a block's two sizes differ")
    cursor = Cursor(payload, SIZE_ONCE_MORE + 4 - frames.HEAD_SIZE)
    events = cursor.varint(maximum=rows)
    ranges = cursor.take(cursor.remaining)
    end = offset + frames.HEAD_SIZE + len(payload) + 4
    return Summary(fields.first_row, rows, fields.schema_id, events, ranges, end)


def ordered(bits: int, column_type: int) -> int:
    """Section 5.2: stored bits as the ordered integer of their type, or the other way round."""
    if column_type == I64:
        return bits & MASK
    if column_type == F64:
        return bits ^ (MASK >> 1) if bits >> 63 else bits
    return bits ^ (1 << 63)


def ranges(data: memoryview, schema: Schema) -> list[Range]:
    """The ranges of a block's columns."""
    return read_ranges(Cursor(data), schema)


def times(data: memoryview) -> tuple[int, int]:
    """The first and the last time, which are the first column's, whatever the schema is."""
    cursor = Cursor(data)
    first, last, _, _ = _ordered_range(cursor, cursor.u8())
    return first, last


def read_ranges(cursor: Cursor, schema: Schema) -> list[Range]:
    """Ranges, and what is behind them left."""
    result: list[Range] = []
    parts = 0
    for position, column in enumerate(schema.columns):
        if position % 2 == 0:
            parts = cursor.u8()
            if parts & 0b1000_1000:
                raise Malformed("a range has unknown parts")
        else:
            parts >>= 4
        numbers = _ordered_range(cursor, parts)
        result.append(Range(*(ordered(number & MASK, column.type) for number in numbers)))
    return result


def range_of(column: Words, column_type: int) -> Range:
    """The range of a column's values; its smallest and largest double are not NaN if one is not."""
    first, last = int(column[0]), int(column[-1])
    values = column.view(NUMBERS[column_type])
    if column_type == F64:
        numbers = values[~np.isnan(values)]
        values = numbers if len(numbers) else values
    extremes = np.array([values.min(), values.max()]).view(np.uint64)
    return Range(first, last, int(extremes[0]), int(extremes[1]))


def _ordered_range(cursor: Cursor, parts: int) -> Sequence[int]:
    def part(bit: int) -> int:
        return cursor.zigzag() if parts >> bit & 1 else 0

    first = cursor.zigzag()
    last = signed(first + part(0) & MASK)
    minimum = min(first, last) - part(1)
    maximum = max(first, last) + part(2)
    return first, last, minimum, maximum
