"""Section 3: the header frame; section 15: which files are refused."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import limits
from .primitives import Cursor, Malformed, text

SIGNATURE = b"READINGS"
MAJOR_VERSION = 1

# The tagged fields by tag: name, and size of the type, or None for text.
TAGS: dict[int, tuple[str, int | None]] = {
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
SIGNED_TAGS = {8}


class Refused(Exception):
    """The whole file cannot be read, and its first argument says why in a word."""


@dataclass
class Header:
    """Who recorded, where and when."""

    major: int
    minor: int
    compatible_flags: int
    fields: dict[str, int | str] = field(default_factory=dict)

    @property
    def first_row(self) -> int:
        """The number of the file's first row."""
        return int(self.fields.get("firstRow", 0))


def parse(payload: memoryview, is_first: bool = True) -> Header:
    """The header of a payload whose checksum matches.

    Of a version that is not known only the first one has the file refused: a later one is of another
    recording, of which nothing more can be said (section 13.6).
    """
    cursor = Cursor(payload)
    if bytes(cursor.take(8)) != SIGNATURE:
        raise Malformed("the signature is damaged")
    major, minor = cursor.u16(), cursor.u16()
    incompatible, compatible = cursor.u32(), cursor.u32()
    header = Header(major, minor, compatible)
    if major != MAJOR_VERSION or incompatible:
        if is_first:
            raise Refused("unsupported")
        return header
    while cursor.remaining >= 4:
        tag, size = cursor.u16(), cursor.u16()
        if tag == END:
            break
        value = cursor.take(size)
        if tag in TAGS:
            name, width = TAGS[tag]
            header.fields[name] = _value(value, width, tag in SIGNED_TAGS)
    if header.first_row > limits.ROW_NUMBER:
        raise Malformed("the first row's number is too large")
    return header


def _value(value: memoryview, width: int | None, is_signed: bool) -> int | str:
    if width is None:
        return text(value)
    if len(value) < width:
        raise Malformed("a field is shorter than its type")
    return int.from_bytes(value[:width], "little", signed=is_signed)
