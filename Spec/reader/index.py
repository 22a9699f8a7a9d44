"""Section 9: the index frame, whose footer is for readers that start at the end of the file."""

from dataclasses import dataclass

from . import limits, schema
from .primitives import Cursor, require
from .schema import Schema

FOOTER = 4  # the checksum behind it is not in the payload here


@dataclass(frozen=True)
class Index:
    """The schemas and the blocks' rows of a closed file."""

    schemas: list[Schema]
    blocks: list[tuple[int, int]]  # the first row, and the one behind the last


def parse(cursor: Cursor) -> Index:
    """The index of an intact payload behind the tag."""
    cursor.end -= FOOTER
    schemas: list[Schema] = []
    for _ in range(cursor.varint()):
        description = Cursor(cursor.take(cursor.varint()))
        schemas.append(schema.parse(description))
        require(description.remaining == 0, "something follows a description")
    blocks: list[tuple[int, int]] = []
    end, next_row = 0, 0
    for _ in range(cursor.varint()):
        end += cursor.varint() + cursor.varint()
        position = cursor.varint()
        first_row, rows = next_row + cursor.varint(), cursor.varint()
        events = cursor.varint()
        cursor.zigzag(), cursor.zigzag()  # the times
        next_row = first_row + rows
        require(end <= limits.OFFSET, "a block's end is too large")
        require(next_row <= limits.ROW_NUMBER, "a row's number is too large")
        require(events <= rows <= limits.BLOCK_ROWS, "a block has too many rows or events")
        require(position < len(schemas), "a block's schema is not there")
        blocks.append((first_row, next_row))
    return Index(schemas, blocks)
