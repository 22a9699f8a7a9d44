"""Section 8: the open frame."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from . import block, frames, limits, schema
from .bitpacking import Words
from .block import Control
from .columnframe import Event
from .frames import Budget, File
from .primitives import Malformed, checksum
from .schema import Schema

SPARE = 40
SIZE = 64  # up to the reserve


@dataclass(frozen=True)
class OpenFrame:
    """An open frame, without its rows."""

    offset: int
    end: int
    control: Control
    count: int | None  # none if the count word is damaged
    spare_counts: bool

    @property
    def rows_offset(self) -> int:
        """Where the rows are in the file."""
        return self.offset + self.control.distance

    def committed(self, columns: int) -> int:
        """The rows that the frame says it has, or may have where the count word is damaged."""
        most = min(self.control.capacity, limits.BLOCK_VALUES // columns)
        return most if self.count is None else min(self.count, most)


@dataclass(frozen=True)
class OpenRows:
    """The intact rows of an open frame: their numbers in the frame, values and labels."""

    places: list[int]
    columns: list[Words]
    events: list[Event]
    damaged: list[tuple[int, int]]  # offset and size of what does not prove itself


def parse(file: File, offset: int, end: int) -> OpenFrame:
    """The open frame at an offset, which is proven by its control or the spare."""
    count = block.count_word(file, offset)
    spare_counts = False
    try:
        control = _control(file, offset + block.CONTROL)
    except Malformed:
        if count is None:
            raise
        control = _control(file, offset + SPARE)
        spare_counts = True
    return OpenFrame(offset, end, control, count, spare_counts)


def _control(file: File, offset: int) -> Control:
    result = block.control(file, offset)
    if result.capacity == 0:
        raise Malformed("an open frame has no room for a row")
    return result


def schema_copy(file: File, frame: OpenFrame, budget: Budget) -> Schema:
    """The copy of the schema that stands before the rows."""
    start = frame.rows_offset - frame.control.schema_size
    if frame.control.schema_size == 0 or start < frame.offset + SIZE:
        raise Malformed("an open frame has no copy of its schema")
    if file.magic(start) != frames.SCHEMA or file.skippable_end(start) != frame.rows_offset:
        raise Malformed("here is no copy of a schema")
    result = schema.parse(file.sealed(start, budget))
    if result.id != frame.control.schema_id:
        raise Malformed("the copy is of another schema")
    return result


def rows(file: File, frame: OpenFrame, columns: int, budget: Budget) -> OpenRows:
    """The rows that prove themselves."""
    stride = 8 * columns + 8
    start = frame.rows_offset
    end = min(frame.end, file.size)
    committed = frame.committed(columns)
    budget.spend(min(committed * stride, max(0, end - start)))
    labels = start + frame.control.capacity * stride
    places: list[int] = []
    events: list[Event] = []
    damaged: list[tuple[int, int]] = []
    for place in range(committed):
        offset = start + place * stride
        seed = frame.control.first_row + place & 0xFFFFFFFF
        if offset + stride > end:
            if offset < end and frame.count is not None:
                damaged.append((offset, end - offset))
            break
        if checksum(file.view[offset : offset + stride - 4], seed) != file.u32(offset + stride - 4):
            if frame.count is None:
                break
            damaged.append((offset, stride))
            continue
        reference = file.u32(offset + stride - 8)
        if reference:
            label_offset = labels + 8 * (reference - 1)
            label = _label(file, label_offset, end, seed, budget)
            if label is None:
                damaged.append((min(label_offset, end), min(8, max(0, end - label_offset))))
            events.append(Event(place, label))
        places.append(place)
    return OpenRows(places, _values(file, start, places, columns), events, damaged)


def _label(file: File, offset: int, end: int, seed: int, budget: Budget) -> bytes | None:
    """An event's label, or nothing where it is damaged."""
    if offset + 8 > end:
        return None
    length, expected = struct.unpack_from("<II", file.data, offset)
    if length > end - offset - 8:
        return None
    budget.spend(length)
    label = file.view[offset + 8 : offset + 8 + length]
    return bytes(label) if checksum(label, seed) == expected else None


def _values(file: File, start: int, places: list[int], columns: int) -> list[Words]:
    stride = columns + 1
    if not places:
        return [np.zeros(0, np.uint64) for _ in range(columns)]
    words = np.frombuffer(file.data, "<u8", (places[-1] + 1) * stride, start)
    table = words.reshape(-1, stride)[places]
    return [table[:, column].astype(np.uint64) for column in range(columns)]
