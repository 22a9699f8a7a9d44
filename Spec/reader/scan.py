"""Section 13.1: which frames are proven, and the scan that finds them."""

from __future__ import annotations

from dataclasses import dataclass

from . import block, columnframe, frames, header, index, schema
from .block import Block, Control
from .columnframe import Content
from .frames import File
from .header import Header
from .index import Index
from .intervals import Span
from .primitives import Malformed
from .schema import Schema

OPEN_SIZE = frames.HEAD_SIZE + block.CONTROL_SIZE  # what is proven of an open frame


@dataclass(frozen=True)
class Frame:
    """A proven frame."""

    offset: int
    end: int
    tag: int
    holds: Header | Schema | Block | Content | Control | Index

    @property
    def size(self) -> int:
        """The bytes that are proven."""
        return self.end - self.offset


def prove(file: File, offset: int) -> Frame:
    """The proven frame at an offset."""
    magic = file.u32(offset)
    if magic == frames.COLUMN:
        content, end = columnframe.parse(file, offset)
        return Frame(offset, end, content.tag, content)
    if magic == frames.OPEN:
        control = block.control(file, offset)
        return Frame(offset, offset + OPEN_SIZE, control.tag, control)
    if magic == frames.SCHEMA:
        cursor = file.sealed(offset)
        tag = cursor.u32()
        return Frame(offset, file.frame_end(offset), tag, schema.parse(cursor))
    parsers = {frames.HEADER: header.parse, frames.BLOCK: block.parse, frames.INDEX: index.parse}
    if magic not in parsers:
        raise Malformed("this is no frame that proves itself")
    holds = parsers[magic](file.sealed(offset))
    return Frame(offset, file.frame_end(offset), holds.tag, holds)


def is_slack(magic: int) -> bool:
    """Section 10: whether a frame is to be ignored."""
    return magic == frames.SLACK or magic in frames.UNDEFINED


def scan(file: File) -> tuple[list[Frame], list[Span]]:
    """All proven frames in the order of the file, and what may be slack frames between them."""
    found: list[Frame] = []
    slack: list[Span] = []
    offset = 0
    # Every magic number has the same last byte, which is rare elsewhere.
    while (last := file.data.find(frames.LAST_BYTE, offset + 3)) >= 0:
        offset = last - 3
        try:
            found.append(prove(file, offset))
            offset = found[-1].end
            continue
        except Malformed:
            pass
        if is_slack(file.u32(offset)) and offset + frames.HEAD_SIZE <= file.size:
            slack.append((offset, file.frame_end(offset)))
        offset += 1
    return found, slack
