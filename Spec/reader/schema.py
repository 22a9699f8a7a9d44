"""Section 4: the schema frame."""

from __future__ import annotations

from dataclasses import dataclass

from . import limits
from .primitives import Cursor, Malformed

KINDS = ("time", "counter", "gauge")
TYPES = ("i64", "u64", "f64")
TIME, I64, U64, F64 = 0, 0, 1, 2


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


def parse(payload: memoryview) -> Schema:
    """The schema of a frame's payload without its checksum."""
    if 8 + len(payload) + 4 > limits.SCHEMA_FRAME_BYTES:
        raise Malformed("a schema is too long")
    cursor = Cursor(payload)
    schema_id, count = cursor.u32(), cursor.u32()
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
    return Schema(schema_id, columns)


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
