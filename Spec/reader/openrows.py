"""Sections 8.3 and 8.4: open rows, which prove themselves, and their labels."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from .bitpacking import Words
from .block import Control
from .frames import File
from .intervals import Span
from .primitives import MASK32, told
from .schema import Schema

DAMAGED_LABEL = "\N{REPLACEMENT CHARACTER}".encode()


@dataclass
class OpenRows:
    """Some of the rows that stand a stride apart, in the order of their places."""

    places: list[int]
    columns: list[Words]
    labels: dict[int, bytes] = field(default_factory=dict)  # by the position in `places`
    proven: list[Span] = field(default_factory=list)
    damaged: list[Span] = field(default_factory=list)


def numbers(file: File, start: int, end: int, tag: int, stride: int, most: int) -> list[int]:
    """The low 32 bits of the number that the proof in each place tells."""
    ends = range(start + stride, min(end, file.size, start + most * stride) + 1, stride)
    return [
        told(file.view[behind - stride : behind - 4], file.u32(behind - 4), tag) for behind in ends
    ]


def committed(control: Control, schema: Schema) -> int:
    """The rows that an open frame has, or may have where its count is damaged."""
    return min(control.capacity if control.count is None else control.count, schema.most_rows)


def of_frame(file: File, offset: int, control: Control, schema: Schema) -> OpenRows:
    """The rows of an open frame that prove themselves with their number."""
    start, stride, count = offset + control.distance, schema.stride, committed(control, schema)
    found = numbers(file, start, file.size, control.tag, stride, count)
    expected = range(control.first_row, control.first_row + count)
    is_right = [number == row & MASK32 for number, row in zip(found, expected)]
    places = [place for place, right in enumerate(is_right) if right]
    rows = take(file, start, control.tag, schema, places, [found[place] for place in places])
    if control.count is not None:
        for place in set(range(count)) - set(places):
            row = start + place * stride
            rows.damaged.append((row, row + stride))
    return rows


def take(
    file: File, start: int, tag: int, schema: Schema, places: list[int], low: Sequence[int]
) -> OpenRows:
    """The rows in some places, of which the low 32 bits of their numbers are known."""
    stride = schema.stride
    table = np.zeros((0, stride // 8), np.uint64)
    if places:
        words = np.frombuffer(file.data, "<u8", (max(places) + 1) * stride // 8, start)
        table = words.reshape(-1, stride // 8)[places].astype(np.uint64)
    rows = OpenRows(places, list(table.T[:-1].copy()))
    for place in places:
        rows.proven.append((start + place * stride, start + (place + 1) * stride))
    references = table[:, -1].astype(np.uint32)
    for position in np.flatnonzero(references).tolist():
        offset = start + 8 * int(references[position])
        _add_label(file, offset, tag, low[position], rows, position)
    return rows


def _add_label(
    file: File, offset: int, tag: int, low: int, rows: OpenRows, position: int
) -> None:
    """Section 8.4: a row's label, if it proves itself."""
    if offset + 8 <= file.size:
        length, proof = struct.unpack_from("<II", file.data, offset)
        label = file.view[offset + 8 : offset + 8 + length]
        if len(label) == length and told(label, proof, tag) == low:
            rows.labels[position] = bytes(label)
            rows.proven.append((offset, offset + 8 + (length + 7) // 8 * 8))
            return
    rows.labels[position] = DAMAGED_LABEL
    rows.damaged.append((offset, offset + 8))
