"""Section 4: the schema frame."""

from __future__ import annotations

from dataclasses import dataclass

from . import limits
from .primitives import Cursor, Malformed, checksum

KINDS = ("time", "counter", "gauge")
TYPES = ("i64", "u64", "f64")
TIME, I64, U64, F64 = 0, 0, 1, 2
AROUND_DESCRIPTION = 16  # head, tag and checksum


@dataclass(frozen=True)
class Column:
    """What a column holds."""

    kind: int
    type: int
    meaning: int
    multiplier: int
    exponent: int
    unit: bytes
    name: bytes


@dataclass(frozen=True)
class Schema:
    """The columns of the blocks that name it by its id."""

    id: int
    columns: tuple[Column, ...]

    @property
    def most_rows(self) -> int:
        """The rows that a block may have."""
        return min(limits.BLOCK_ROWS, limits.BLOCK_VALUES // len(self.columns))

    @property
    def stride(self) -> int:
        """Section 8.1: the size of an open row."""
        return 8 * len(self.columns) + 8


def parse(cursor: Cursor) -> Schema:
    """The schema whose description is next."""
    if cursor.remaining + AROUND_DESCRIPTION > limits.SCHEMA_FRAME_BYTES:
        raise Malformed("a schema is too long")
    start = cursor.position
    count = cursor.u32()
    if not 1 <= count <= limits.COLUMNS:
        raise Malformed("a schema has no columns or too many")
    columns = tuple(_column(cursor) for _ in range(count))
    for position, column in enumerate(columns):
        if (column.kind == TIME) != (position == 0):
            raise Malformed("the first column, and no other, is the time")
    if columns[0].type != I64:
        raise Malformed("the time is no i64")
    if len({column.name for column in columns}) < count:
        raise Malformed("two columns have the same name")
    return Schema(checksum(memoryview(cursor.data)[start : cursor.position]), columns)


def _column(cursor: Cursor) -> Column:
    kind, column_type, meaning = cursor.u8(), cursor.u8(), cursor.u16()
    multiplier, exponent = cursor.u32(), cursor.integer("b")
    unit_length, name_length = cursor.u8(), cursor.u16()
    if kind >= len(KINDS) or column_type >= len(TYPES):
        raise Malformed("a column's kind or type is unknown")
    if multiplier < 1 or not -18 <= exponent <= 18:
        raise Malformed("a column's scale is out of bounds")
    if unit_length > limits.UNIT_BYTES or not 1 <= name_length <= limits.NAME_BYTES:
        raise Malformed("a column's unit or name is too long")
    unit = bytes(cursor.take(unit_length))
    name = bytes(cursor.take(name_length))
    return Column(kind, column_type, meaning, multiplier, exponent, unit, name)
