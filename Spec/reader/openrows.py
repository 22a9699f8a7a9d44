"""Sections 8.3 and 8.4: open rows, which prove themselves, and their labels."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from .block import Control, Range
from .columns import Words
from .frames import File
from .intervals import Span
from .primitives import MASK32, checksum, told
from .schema import Schema

DAMAGED_LABEL = "\N{REPLACEMENT CHARACTER}".encode()


@dataclass
class Source:
    """The rows of one frame, or behind one schema frame, in the order of the file."""

    schema: Schema
    numbers: Sequence[int]
    columns: list[Words]
    labels: dict[int, bytes]  # by the position in `numbers`
    ranges: list[Range] | None = None
    proven: list[Span] = field(default_factory=list)
    damaged: dict[int, Span] = field(default_factory=dict)  # by the row's number


def numbers(file: File, start: int, end: int, tag: int, stride: int, most: int) -> list[int]:
    """The low 32 bits of the number that the proof in each place tells."""
    ends = range(start + stride, min(end, file.size, start + most * stride) + 1, stride)
    return [told(file.view[end - stride : end - 4], file.u32(end - 4), tag) for end in ends]


def committed(control: Control, schema: Schema) -> int:
    """The rows that an open frame has, or may have where its count is damaged."""
    return min(control.capacity if control.count is None else control.count, schema.most_rows)


def of_frame(file: File, offset: int, control: Control, schema: Schema) -> Source:
    """The rows of an open frame that prove themselves with their number."""
    start, stride, count = offset + control.distance, schema.stride, committed(control, schema)
    found = numbers(file, start, file.size, control.tag, stride, count)
    expected = enumerate(range(control.first_row, control.first_row + len(found)))
    places = [(row, place) for place, row in expected if found[place] == row & MASK32]
    source = take(file, control.tag, schema, start, places)
    if control.count is not None:
        for place in set(range(count)) - {place for _, place in places}:
            end = start + (place + 1) * stride
            source.damaged[control.first_row + place] = end - stride, end
    return source


def take(file: File, tag: int, schema: Schema, start: int, places: list[Span]) -> Source:
    """Rows by their numbers and places, in the order of the places."""
    rows, stride = [row for row, _ in places], schema.stride
    offsets = [start + place * stride for _, place in places]
    data = b"".join(file.view[offset : offset + stride] for offset in offsets)
    table = np.frombuffer(data, "<u8").reshape(-1, stride // 8).astype(np.uint64)
    source = Source(schema, rows, list(table.T[:-1].copy()), {})
    source.proven = [(offset, offset + stride) for offset in offsets]
    for position, reference in enumerate((table[:, -1] & np.uint64(MASK32)).tolist()):
        if reference:
            offset = start + 8 * reference
            label, end = _label(file, offset, tag, rows[position])
            source.labels[position] = DAMAGED_LABEL if label is None else label
            if label is None:
                source.damaged[rows[position]] = (offset, end)
            else:
                source.proven.append((offset, end))
    return source


def _label(file: File, offset: int, tag: int, row: int) -> tuple[bytes | None, int]:
    """Section 8.4: a row's label if it is intact, and where it ends."""
    if offset + 8 <= file.size:
        length, stored = struct.unpack_from("<II", file.data, offset)
        label = file.view[offset + 8 : offset + 8 + length]
        if len(label) == length and checksum(label, tag + row & MASK32) == stored:
            return bytes(label), offset + 8 + (length + 7) // 8 * 8
    return None, offset + 8
