"""Section 3: the header frame; section 15: which versions are known."""

from dataclasses import dataclass, field

from . import limits
from .primitives import Cursor, text, require

SIGNATURE = b"READINGS"
SIGNATURE_OFFSET = 12  # in the file
MAJOR_VERSION = 1

# The fields, numbered from 1, and the size of each one's type; 0 for text.
NAMES = ("processID", "processName", "hostName", "bootID", "coreCount", "pageSize", "heartbeat")
NAMES += ("wallClock", "monotonicClock", "recordingID", "fileNumber", "firstRow")
SIZES = (4, 0, 0, 0, 4, 4, 8, 8, 8, 16, 4, 8)
END = 0


@dataclass
class Header:
    """Who recorded, where and when."""

    major: int
    minor: int
    is_known: bool  # whether this reader knows the version, and all flags that it must
    fields: dict[str, int | str] = field(default_factory=dict)

    @property
    def first_row(self) -> int:
        """The number of the file's first row."""
        return int(self.fields.get("firstRow", 0))


def parse(cursor: Cursor) -> Header:
    """The header of an intact payload behind the tag; without fields, if the version is not known."""
    signature, major, minor, incompatible, _ = cursor.fields("8sHHII")
    require(signature == SIGNATURE, "the signature is damaged")
    header = Header(major, minor, incompatible == 0 and major == MAJOR_VERSION)
    while header.is_known and cursor.remaining >= 4:
        number, size = cursor.fields("HH")
        if number == END:
            break
        value = cursor.take(size)
        if number <= len(NAMES):
            header.fields[NAMES[number - 1]] = _value(value, number)
    require(header.first_row <= limits.ROW_NUMBER, "the first row's number is too large")
    return header


def _value(data: memoryview, number: int) -> int | str:
    size = SIZES[number - 1]
    if size == 0:
        return text(data)
    require(len(data) >= size, "a field is shorter than its type")
    is_signed = NAMES[number - 1] == "wallClock"
    return int.from_bytes(data[:size], "little", signed=is_signed)
