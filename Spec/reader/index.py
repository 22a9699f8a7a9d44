"""Section 9: the index frame.

The footer is for readers that start at the end. This one has come from the start and leaves it.
"""

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
    schemas = [_description(cursor.take(cursor.varint())) for _ in range(cursor.varint())]
    blocks: list[tuple[int, int]] = []
    end, next_row = 0, 0
    for _ in range(cursor.varint()):
        end += cursor.varint() + cursor.varint()
        position = cursor.varint()
        first_row, rows = next_row + cursor.varint(), cursor.varint()
        events = cursor.varint()
        cursor.zigzag(), cursor.zigzag()  # the times
        next_row = first_row + rows
        require(
            end <= limits.INDEX_OFFSET and next_row <= limits.ROW_NUMBER,
            "an index has numbers that are too large",
        )
        require(
            events <= rows <= limits.BLOCK_ROWS and position < len(schemas),
            "an index has a block that cannot be",
        )
        blocks.append((first_row, next_row))
    return Index(schemas, blocks)


def _description(data: memoryview) -> Schema:
    cursor = Cursor(data)
    result = schema.parse(cursor)
    require(cursor.remaining == 0, "something follows a schema's description")
    return result
