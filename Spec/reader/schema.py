"""Section 4: the schema frame."""

from dataclasses import dataclass

from . import limits
from .primitives import Cursor, checksum, require

KINDS = ("time", "counter", "gauge")
TYPES = ("i64", "u64", "f64")
TIME, I64, U64, F64 = 0, 0, 1, 2
AROUND_DESCRIPTION = 16  # head, tag and checksum


@dataclass(frozen=True)
class Column:
    """What a column holds."""

    name: bytes
    kind: int
    type: int
    meaning: int
    multiplier: int
    exponent: int
    unit: bytes


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
    require(cursor.remaining + AROUND_DESCRIPTION <= limits.SCHEMA_FRAME_BYTES, "too long")
    start = cursor.position
    (count,) = cursor.fields("I")
    require(1 <= count <= limits.COLUMNS, "a schema has no columns or too many")
    columns = tuple(_column(cursor) for _ in range(count))
    for position, column in enumerate(columns):
        require((column.kind == TIME) == (position == 0), "a time is not first")
    require(columns[0].type == I64, "the time is no i64")
    require(len({column.name for column in columns}) == count, "two columns have the same name")
    return Schema(checksum(cursor.data[start : cursor.position]), columns)


def _column(cursor: Cursor) -> Column:
    *fields, unit_length, name_length = cursor.fields("BBHIbBH")
    require(unit_length <= limits.UNIT_BYTES, "a unit is too long")
    require(1 <= name_length <= limits.NAME_BYTES, "a name is empty or too long")
    unit = bytes(cursor.take(unit_length))
    column = Column(bytes(cursor.take(name_length)), *fields, unit)
    require(column.kind < len(KINDS) and column.type < len(TYPES), "a kind or type is unknown")
    require(column.multiplier >= 1 and -18 <= column.exponent <= 18, "a scale is too large or 0")
    return column
