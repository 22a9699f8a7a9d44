"""Sections 2 and 10: frames, heads and what their sizes lead to."""

from __future__ import annotations

import struct

from .primitives import Malformed, checksum

HEADER = 0x184D2A50
SCHEMA = 0x184D2A51
BLOCK = 0x184D2A52
OPEN = 0x184D2A53
INDEX = 0x184D2A54
SLACK = 0x184D2A55
COLUMN = 0x184D2204
UNDEFINED = range(0x184D2A56, 0x184D2A60)
DEFINED = (HEADER, SCHEMA, BLOCK, OPEN, INDEX, SLACK, COLUMN)

HEAD_SIZE = 8


class Budget:
    """Section 13.4: what proofs by a checksum may still cost during a search."""

    def __init__(self, size: int) -> None:
        self.left = size

    def spend(self, size: int) -> None:
        """Take the bytes of a proof off, or say that there are none left for it."""
        if size > self.left:
            raise Malformed("the budget is used up")
        self.left -= size


class File:
    """The bytes of a file, and where they end in zeros."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.view = memoryview(data)
        self.size = len(data)
        self.zeros = len(data.rstrip(b"\0"))  # nothing but zeros from here on

    def u32(self, offset: int) -> int:
        """The u32 at an offset, which must lie inside the file."""
        if offset + 4 > self.size:
            raise Malformed("the file ends here")
        return struct.unpack_from("<I", self.data, offset)[0]

    def magic(self, offset: int) -> int:
        """The magic number at an offset, or 0 at the end of the file."""
        return self.u32(offset) if offset + 4 <= self.size else 0

    def skippable_end(self, offset: int) -> int:
        """The end of a skippable frame by its head; it may lie behind the file's."""
        return offset + HEAD_SIZE + self.u32(offset + 4)

    def sealed(self, offset: int, budget: Budget | None, size: int | None = None) -> memoryview:
        """Section 2.2: a sealed frame's payload without its checksum, which is checked.

        `size` is the payload's, where the head is not to be believed.
        """
        start = offset + HEAD_SIZE
        end = self.skippable_end(offset) if size is None else start + size
        if end > self.size or end - start < 4:
            raise Malformed("a sealed frame reaches behind the end of the file")
        if budget:
            budget.spend(end - start)
        payload = self.view[start : end - 4]
        if checksum(payload) != self.u32(end - 4):
            raise Malformed("a frame's checksum does not match")
        return payload

    def leads_on(self, offset: int) -> bool:
        """Section 10: whether a frame that ends here may be believed to do so."""
        if offset == self.size or self.zeros <= offset < self.size:
            return True
        magic = self.magic(offset)
        return magic in DEFINED or magic in UNDEFINED
