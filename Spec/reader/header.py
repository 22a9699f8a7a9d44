"""Section 3: the header frame; section 15: which versions are known."""

from dataclasses import dataclass, field

from . import limits
from .primitives import Cursor, require, text

SIGNATURE = b"READINGS"
SIGNATURE_OFFSET = 12  # in the file
MAJOR_VERSION = 1

# The fields, numbered from 1, and the size of each one's type; 0 for text.
NAMES = "processID processName hostName bootID coreCount pageSize heartbeat wallClock".split()
NAMES += "monotonicClock recordingID fileNumber firstRow".split()
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
    """The header of an intact payload behind the tag; of an unknown version no fields."""
    signature, major, minor, incompatible, _ = cursor.fields("8sHHII")
    require(signature == SIGNATURE, "the signature is damaged")
    header = Header(major, minor, incompatible == 0 and major == MAJOR_VERSION)
    while header.is_known and cursor.remaining >= 4:
        number, size = cursor.fields("HH")
        if number == END:
            break
        value = cursor.take(size)
        if number > len(NAMES):
            continue
        name, width = NAMES[number - 1], SIZES[number - 1]
        require(size >= width, "a field is shorter than its type")
        word = int.from_bytes(value[:width], "little", signed=name == "wallClock")
        header.fields[name] = word if width else text(value)
    require(header.first_row <= limits.ROW_NUMBER, "the first row's number is too large")
    return header
