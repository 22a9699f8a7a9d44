"""Section 1.5: integers, varints, zigzags and checksums; section 8.3: proofs."""

from __future__ import annotations

import struct

import xxhash

from . import limits

MASK = 2**64 - 1
MASK32 = 2**32 - 1
STEP = 0x9E3779B1  # from one row's proof to the next one's
INVERSE = 0x0E8B2F51


class Malformed(Exception):
    """The bytes break a rule of the specification."""


def checksum(data: bytes | memoryview, seed: int = 0) -> int:
    """The 32-bit xxHash."""
    return xxhash.xxh32_intdigest(data, seed)


def told(data: bytes | memoryview, proof: int, tag: int) -> int:
    """The low 32 bits of the number of the row that a proof proves some bytes to be of."""
    return (proof - checksum(data, tag)) * INVERSE & MASK32


def signed(bits: int) -> int:
    """64 bits as a signed number in two's complement."""
    return bits - 2**64 if bits >> 63 else bits


def unzigzag(code: int) -> int:
    """The signed number that a zigzag stands for: 0, 1, 2, 3 are 0, -1, 1, -2."""
    return (code >> 1) ^ -(code & 1)


def text(data: bytes | memoryview) -> str:
    """UTF-8, with U+FFFD for what is none."""
    return bytes(data).decode("utf-8", errors="replace")


class Cursor:
    """Reads one field after the other from a part of the file, and never behind its end."""

    def __init__(self, data: bytes | memoryview, start: int = 0, end: int | None = None) -> None:
        self.data = data
        self.position = start
        self.end = len(data) if end is None else end
        if not 0 <= start <= self.end <= len(data):
            raise Malformed("a part lies outside the file")

    @property
    def remaining(self) -> int:
        """The bytes that are left."""
        return self.end - self.position

    def take(self, count: int) -> memoryview:
        """The next bytes."""
        if count > self.remaining:
            raise Malformed("a field reaches behind the end")
        start = self.position
        self.position += count
        return memoryview(self.data)[start : self.position]

    def integer(self, layout: str) -> int:
        """A little-endian integer; `layout` is a letter of the struct module."""
        size = struct.calcsize("<" + layout)
        return struct.unpack("<" + layout, self.take(size))[0]

    def u8(self) -> int:
        """An unsigned integer of 8 bits."""
        return self.integer("B")

    def u16(self) -> int:
        """An unsigned integer of 16 bits."""
        return self.integer("H")

    def u32(self) -> int:
        """An unsigned integer of 32 bits."""
        return self.integer("I")

    def u64(self) -> int:
        """An unsigned integer of 64 bits."""
        return self.integer("Q")

    def varint(self, maximum: int = MASK) -> int:
        """An unsigned LEB128 integer, in its shortest form or a longer one."""
        value = 0
        for place in range(limits.VARINT_BYTES):
            byte = self.u8()
            if place == limits.VARINT_BYTES - 1 and byte > 1:
                raise Malformed("a varint is too long")
            value |= (byte & 0x7F) << (7 * place)
            if byte < 0x80:
                if value > maximum:
                    raise Malformed("a number is too large")
                return value
        raise Malformed("a varint is too long")

    def zigzag(self) -> int:
        """A signed integer as a zigzag."""
        return unzigzag(self.varint())
