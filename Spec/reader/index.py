"""Section 9: the index frame.

The footer is for readers that start at the end. This one has come from the start and leaves it.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import limits, schema
from .primitives import Cursor, Malformed
from .schema import Schema


@dataclass(frozen=True)
class IndexedBlock:
    """What an index tells of a block."""

    offset: int
    size: int
    first_row: int
    rows: int
    events: int
    first_time: int
    last_time: int


@dataclass(frozen=True)
class Index:
    """The schemas and blocks of a closed file."""

    schemas: list[Schema]
    blocks: list[IndexedBlock]


def parse(payload: memoryview) -> Index:
    """The index of a frame's payload without its checksum."""
    cursor = Cursor(payload)
    schemas = [
        schema.parse(cursor.take(cursor.varint())) for _ in range(cursor.varint(len(payload)))
    ]
    blocks: list[IndexedBlock] = []
    end, next_row, time = 0, 0, 0
    for _ in range(cursor.varint(len(payload))):
        offset, size = end + cursor.varint(), cursor.varint()
        first_row, rows = next_row + cursor.varint(), cursor.varint()
        events = cursor.varint()
        first_time = time + cursor.zigzag()
        time = first_time + cursor.zigzag()
        end, next_row = offset + size, first_row + rows
        if end > limits.INDEX_OFFSET or next_row > limits.ROW_NUMBER:
            raise Malformed("an index has numbers that are too large")
        if rows > limits.BLOCK_ROWS or events > rows:
            raise Malformed("an index has a block that is too large")
        blocks.append(IndexedBlock(offset, size, first_row, rows, events, first_time, time))
    return Index(schemas, blocks)
