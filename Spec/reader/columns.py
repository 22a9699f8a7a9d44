"""Sections 7.1 and 7.2: column codes and links."""

from collections.abc import Sequence

import numpy as np

from .bitpacking import Words, packed_run
from .primitives import MASK, Cursor, require

ZIGZAG, SHIFT, LINK, RAW = 1, 2, 4, 8
LARGEST_SHIFT = 63


def constant(value: int, rows: int) -> Words:
    """A column that does not vary."""
    return np.full(rows, value & MASK, np.uint64)


def column_code(cursor: Cursor, rows: int, before: Sequence[Words]) -> Words:
    """The values of a column that varies, as 64 bits each. `before` has the columns before it."""
    flags = cursor.u8()
    if flags == RAW:
        return np.frombuffer(cursor.take(8 * rows), "<u8").astype(np.uint64)
    require(flags <= ZIGZAG | SHIFT | LINK, "a column code has unknown flags")
    shift = _shift(cursor) if flags & SHIFT else 0
    shares = _shares(cursor, before) if flags & LINK else np.zeros(rows - 1, np.uint64)
    first, base = cursor.zigzag(), cursor.zigzag()
    residuals = packed_run(cursor, rows - 1)
    if flags & ZIGZAG:
        residuals = _unzigzag(residuals)
    deltas = np.uint64(base & MASK) + (residuals << np.uint64(shift)) + shares
    return np.cumsum(np.concatenate(([np.uint64(first & MASK)], deltas)), dtype=np.uint64)


def _shift(cursor: Cursor) -> int:
    shift = cursor.u8()
    require(shift <= LARGEST_SHIFT, "a shift is too large")
    return shift


def _shares(cursor: Cursor, before: Sequence[Words]) -> Words:
    """What another column's deltas add to this one's."""
    other = cursor.varint()
    require(other < len(before), "a link leads to no column before")
    multiplier = cursor.zigzag()
    shift = _shift(cursor)
    deltas = np.diff(before[other])
    product = (deltas * np.uint64(multiplier & MASK)).view(np.int64)
    return (product >> np.int64(shift)).view(np.uint64)


def _unzigzag(codes: Words) -> Words:
    return (codes >> np.uint64(1)) ^ (np.uint64(0) - (codes & np.uint64(1)))
