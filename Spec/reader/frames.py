"""Section 2: frames, and what seals them."""

import struct

from .primitives import Cursor, checksum, require

HEADER = 0x184D2A50
SCHEMA = 0x184D2A51
BLOCK = 0x184D2A52
OPEN = 0x184D2A53
INDEX = 0x184D2A54
SLACK = 0x184D2A55
IGNORED = range(SLACK, 0x184D2A60)  # slack, and what this version does not define
COLUMN = 0x184D2204

HEAD_SIZE = 8
LAST_BYTE = b"\x18"  # of every magic number


class File:
    """The bytes of a file, and where they end in zeros."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.view = memoryview(data)
        self.size = len(data)
        self.zeros = len(data.rstrip(b"\0"))  # nothing but zeros from here on

    def u32(self, offset: int) -> int:
        """The u32 at an offset, which must lie inside the file."""
        require(offset <= self.size - 4, "the file ends here")
        return struct.unpack_from("<I", self.data, offset)[0]

    def frame_end(self, offset: int) -> int:
        """The end of a skippable frame by its head; it may lie behind the file's."""
        return offset + HEAD_SIZE + self.u32(offset + 4)

    def sealed(self, offset: int) -> Cursor:
        """Section 2.2: a sealed frame's payload without its checksum, which is checked."""
        end = self.frame_end(offset) - 4
        payload = self.view[offset + HEAD_SIZE : end]
        require(self.u32(end) == checksum(payload, self.u32(offset)), "a frame's checksum does not match")
        return Cursor(payload)
