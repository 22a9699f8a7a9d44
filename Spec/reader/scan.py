"""Section 13.1: which frames are proven, and the scan that finds them."""

from dataclasses import dataclass

from . import block, columnframe, frames, header, index, schema
from .block import Block, Control
from .columnframe import Content
from .frames import File
from .header import Header
from .index import Index
from .intervals import Span
from .primitives import Cursor, Malformed, require
from .schema import Schema

PARSERS = {frames.HEADER: header.parse, frames.SCHEMA: schema.parse}
PARSERS |= {frames.BLOCK: block.parse, frames.INDEX: index.parse}
OPEN_SIZE = frames.HEAD_SIZE + block.CONTROL_SIZE  # what is proven of an open frame


@dataclass(frozen=True)
class Frame:
    """A proven frame."""

    offset: int
    end: int
    tag: int
    holds: Header | Schema | Block | Content | Control | Index


def prove(file: File, offset: int) -> Frame:
    """The proven frame at an offset."""
    magic = file.u32(offset)
    if magic == frames.COLUMN:
        cursor = Cursor(file.view[offset + 4 :])
        content = columnframe.parse(cursor)
        return Frame(offset, offset + 4 + cursor.position, content.tag, content)
    if magic == frames.OPEN:
        control = block.control(Cursor(file.view[offset + frames.HEAD_SIZE :]))
        return Frame(offset, offset + OPEN_SIZE, control.tag, control)
    require(magic in PARSERS, "this is no frame that proves itself")
    payload = file.sealed(offset)
    (tag,) = payload.fields("I")
    return Frame(offset, file.frame_end(offset), tag, PARSERS[magic](payload))


def try_prove(file: File, offset: int) -> Frame | None:
    """The same, or nothing."""
    try:
        return prove(file, offset)
    except Malformed:
        return None


def scan(file: File) -> tuple[list[Frame], list[Span]]:
    """All proven frames in the order of the file, and what may be slack frames between them."""
    found: list[Frame] = []
    slack: list[Span] = []
    offset = 0
    # Every magic number has the same last byte, which is rare elsewhere.
    while (last := file.data.find(frames.LAST_BYTE, offset + 3)) != -1:
        offset = last - 3
        if frame := try_prove(file, offset):
            found.append(frame)
        elif file.u32(offset) in frames.IGNORED and offset + frames.HEAD_SIZE <= file.size:
            slack.append((offset, file.frame_end(offset)))
        offset = frame.end if frame else offset + 1
    return found, slack
