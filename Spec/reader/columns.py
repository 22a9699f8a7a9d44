"""Section 7: column codes, links, packed runs and bits."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from . import limits
from .primitives import MASK, Cursor, require

Words = npt.NDArray[np.uint64]

ZIGZAG, SHIFT, LINK, RAW = 1, 2, 4, 8
LARGEST_SHIFT, WIDTH = 63, 64


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
        residuals = (residuals >> np.uint64(1)) ^ (np.uint64(0) - (residuals & np.uint64(1)))
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


def packed_run(cursor: Cursor, count: int, tiers_left: int = limits.TIERS) -> Words:
    """A packed run of `count` integers."""
    if count == 0:
        return np.zeros(0, np.uint64)
    byte = cursor.u8()
    width, has_exceptions = byte & 0x7F, byte >> 7
    require(width <= WIDTH, "a width is too large")
    values = _unpack(cursor, count, width)
    if has_exceptions:
        require(width < WIDTH and tiers_left > 1, "no exceptions can be here")
        exceptions = cursor.varint(maximum=count)
        require(exceptions > 0, "there are exceptions, but none of them")
        positions = _positions(cursor, exceptions, count)
        high = packed_run(cursor, exceptions, tiers_left - 1)
        values[positions] += high << np.uint64(width)
    return values


def _positions(cursor: Cursor, exceptions: int, count: int) -> npt.NDArray[np.int64]:
    """The exceptions' positions: as a bitmap if many are, or else Elias-Fano coded."""
    if exceptions * 4 > count:
        return _bitmap(cursor, count, exceptions)
    k = (count // exceptions).bit_length() - 1
    low = _unpack(cursor, exceptions, k).astype(np.int64)
    bits = _bitmap(cursor, exceptions + (count - 1 >> k), exceptions)
    positions = (bits - np.arange(exceptions) << k) + low
    require(bool((np.diff(positions) > 0).all()), "exceptions are not in order")
    require(positions[-1] < count, "an exception is behind the end")
    return positions


def _bitmap(cursor: Cursor, size: int, expected: int) -> npt.NDArray[np.int64]:
    """The bits that are set in a bitmap."""
    data = np.frombuffer(cursor.take((size + 7) // 8), np.uint8)
    bits = np.flatnonzero(np.unpackbits(data, bitorder="little"))
    require(len(bits) == expected and bits[-1] < size, "a bitmap has the wrong number of bits")
    return bits


def _unpack(cursor: Cursor, count: int, width: int) -> Words:
    """`count` integers of `width` bits, least significant bit first."""
    data = np.frombuffer(cursor.take((count * width + 7) // 8), np.uint8)
    bits = np.unpackbits(data, count=count * width, bitorder="little")
    whole = np.zeros((count, 64), np.uint8)
    whole[:, :width] = bits.reshape(count, width)
    return np.packbits(whole, axis=1, bitorder="little").view("<u8").reshape(count).copy()
