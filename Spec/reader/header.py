"""Section 3: the header frame; section 15: which versions are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import limits
from .primitives import Cursor, Malformed, text

SIGNATURE = b"READINGS"
SIGNATURE_OFFSET = 12  # in the file
MAJOR_VERSION = 1

# The fields by number: name, and size of the type, or None for text.
FIELDS: dict[int, tuple[str, int | None]] = {
    1: ("processID", 4),
    2: ("processName", None),
    3: ("hostName", None),
    4: ("bootID", None),
    5: ("coreCount", 4),
    6: ("pageSize", 4),
    7: ("heartbeat", 8),
    8: ("wallClock", 8),
    9: ("monotonicClock", 8),
    10: ("recordingID", 16),
    11: ("fileNumber", 4),
    12: ("firstRow", 8),
}
END = 0
SIGNED_FIELDS = {8}


@dataclass
class Header:
    """Who recorded, where and when."""

    tag: int
    major: int
    minor: int
    incompatible_flags: int
    fields: dict[str, int | str] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether the file is of a version that this reader knows."""
        return self.major == MAJOR_VERSION and self.incompatible_flags == 0

    @property
    def first_row(self) -> int:
        """The number of the file's first row."""
        return int(self.fields.get("firstRow", 0))


def parse(cursor: Cursor) -> Header:
    """The header of an intact payload; without fields, if the version is not known."""
    tag = cursor.u32()
    if cursor.take(8) != SIGNATURE:
        raise Malformed("the signature is damaged")
    header = Header(tag, cursor.u16(), cursor.u16(), cursor.u32())
    cursor.u32()  # the compatible flags
    if not header.is_known:
        return header
    while cursor.remaining >= 4:
        number, size = cursor.u16(), cursor.u16()
        if number == END:
            break
        value = cursor.take(size)
        if number in FIELDS:
            name, width = FIELDS[number]
            header.fields[name] = _value(value, width, number in SIGNED_FIELDS)
    if header.first_row > limits.ROW_NUMBER:
        raise Malformed("the first row's number is too large")
    return header


def _value(value: memoryview, width: int | None, is_signed: bool) -> int | str:
    if width is None:
        return text(value)
    if len(value) < width:
        raise Malformed("a field is shorter than its type")
    return int.from_bytes(value[:width], "little", signed=is_signed)
