"""Sections 7.3 and 7.4: packed runs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from . import limits
from .primitives import Cursor, Malformed

Words = npt.NDArray[np.uint64]


def packed_run(cursor: Cursor, count: int, level: int = 0) -> Words:
    """A packed run of `count` integers. Runs of gaps are a level above the run that they are in."""
    return _tier(cursor, count, level, limits.TIERS[level])


def _tier(cursor: Cursor, count: int, level: int, tiers_left: int) -> Words:
    if count == 0:
        return np.zeros(0, np.uint64)
    mode = cursor.u8()
    width, has_exceptions = mode & 0x7F, mode >> 7
    if width > 64:
        raise Malformed("a width is too large")
    values = unpack(cursor.take((count * width + 7) // 8), count, width)
    if has_exceptions:
        if width == 64 or tiers_left == 1:
            raise Malformed("there are exceptions where there can be none")
        exceptions = cursor.varint(maximum=count)
        if exceptions == 0:
            raise Malformed("there are exceptions, but none of them")
        positions = _positions(cursor, exceptions, count, level)
        high = _tier(cursor, exceptions, level, tiers_left - 1)
        values[positions] += high << np.uint64(width)
    return values


def _positions(cursor: Cursor, exceptions: int, count: int, level: int) -> npt.NDArray[np.int64]:
    """The exceptions' positions, as a bitmap if many are, or else as gaps."""
    if exceptions * 4 > count:
        bitmap = np.frombuffer(cursor.take((count + 7) // 8), np.uint8)
        positions = np.flatnonzero(np.unpackbits(bitmap, bitorder="little"))
        if len(positions) != exceptions or positions[-1] >= count:
            raise Malformed("a bitmap has the wrong number of bits")
        return positions
    gaps = packed_run(cursor, exceptions, level + 1)
    if gaps.max() >= count:
        raise Malformed("a gap is too large")
    positions = np.cumsum(gaps.astype(np.int64) + 1) - 1
    if positions[-1] >= count:
        raise Malformed("an exception is behind the run's end")
    return positions


def unpack(data: memoryview, count: int, width: int) -> Words:
    """`count` integers of `width` bits, least significant bit first."""
    bits = np.unpackbits(np.frombuffer(data, np.uint8), count=count * width, bitorder="little")
    whole = np.zeros((count, 64), np.uint8)
    whole[:, :width] = bits.reshape(count, width)
    return np.packbits(whole, axis=1, bitorder="little").view("<u8").reshape(count).copy()
