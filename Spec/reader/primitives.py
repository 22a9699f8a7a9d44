"""Section 1.5: integers, varints, zigzags and checksums; section 8.3: proofs."""

import struct
from typing import Any

import xxhash

from . import limits

MASK = 2**64 - 1
MASK32 = 2**32 - 1
INVERSE_STEP = 0x0E8B2F51  # of what each row adds to its proof


class Malformed(Exception):
    """The bytes break a rule of the specification."""


def require(condition: bool, otherwise: str) -> None:
    """Check a rule."""
    if not condition:
        raise Malformed(otherwise)


def checksum(data: bytes | memoryview, seed: int = 0) -> int:
    """The 32-bit xxHash."""
    return xxhash.xxh32_intdigest(data, seed)


def told(data: bytes | memoryview, proof: int, tag: int) -> int:
    """The low 32 bits of the number of the row that a proof proves some bytes to be of."""
    return (proof - checksum(data, tag)) * INVERSE_STEP & MASK32


def signed(bits: int) -> int:
    """64 bits as a signed number in two's complement."""
    return bits - 2**64 if bits >> 63 else bits


def text(data: bytes | memoryview) -> str:
    """UTF-8, with U+FFFD for what is none."""
    return bytes(data).decode("utf-8", errors="replace")


class Cursor:
    """Reads one field after the other from some bytes, and never behind their end."""

    def __init__(self, data: bytes | memoryview) -> None:
        self.data = memoryview(data)
        self.position = 0
        self.end = len(data)

    @property
    def remaining(self) -> int:
        """The bytes that are left."""
        return self.end - self.position

    def take(self, count: int | None = None) -> memoryview:
        """The next bytes, or all that are left."""
        count = self.remaining if count is None else count
        require(count <= self.remaining, "a field reaches behind the end")
        self.position += count
        return self.data[self.position - count : self.position]

    def fields(self, layout: str) -> tuple[Any, ...]:
        """Little-endian fields; `layout` has a letter of the struct module for each."""
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))

    def u8(self) -> int:
        """An unsigned integer of 8 bits."""
        return self.take(1)[0]

    def varint(self, maximum: int = MASK) -> int:
        """An unsigned LEB128 integer, in its shortest form or a longer one."""
        value = 0
        for place in range(limits.VARINT_BYTES):
            byte = self.u8()
            value |= (byte & 0x7F) << (7 * place)
            if byte < 0x80:
                require(value <= maximum, "a number is too large")
                return value
        raise Malformed("a varint is too long")

    def zigzag(self) -> int:
        """A signed integer as a zigzag: 0, -1, 1, -2 are coded as 0, 1, 2, 3."""
        code = self.varint()
        return (code >> 1) ^ -(code & 1)
