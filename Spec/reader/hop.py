"""Section 12: the frames of a sound file."""

from __future__ import annotations

from . import frames, openrows, rows
from .block import Block, Control
from .columnframe import Content
from .frames import File
from .header import Header
from .index import Index
from .primitives import MASK32, Malformed
from .rows import Source
from .scan import OPEN_SIZE, Frame, is_slack, prove
from .schema import Schema


class Refused(Exception):
    """The whole file cannot be read, and the first argument says why in a word."""


def hop(file: File) -> list[Frame]:
    """Section 12.1: the frames of a sound file, of an open frame also the schema's copy."""
    header = prove(file, 0)
    if not isinstance(header.holds, Header):
        raise Malformed("the first frame is no header")
    if not header.holds.is_known:
        raise Refused("unsupported")
    found = [header]
    offset, next_row = header.end, header.holds.first_row
    while offset < file.size:
        had_index = isinstance(found[-1].holds, Index)
        magic = file.u32(offset)
        if magic == frames.SLACK or is_slack(magic) and not had_index:
            offset = file.frame_end(offset)
            if offset % 8:
                raise Malformed("a slack frame's size is no multiple of 8")
            continue
        frame = prove(file, offset)
        if had_index or frame.tag != header.tag or isinstance(frame.holds, Header | Content):
            raise Malformed("here is a frame that cannot be here")
        found.append(frame)
        offset = frame.end
        if isinstance(frame.holds, Block | Control) and frame.holds.first_row != next_row:
            raise Malformed("rows are missing")
        if isinstance(frame.holds, Block):
            found.append(prove(file, offset))
            offset = found[-1].end
            next_row += frame.holds.rows
        if isinstance(frame.holds, Control):
            return found + _copy(file, frame, frame.holds)
    if offset != file.size or not isinstance(found[-1].holds, Index):
        raise Malformed("the end of the file is missing")
    return found


def _copy(file: File, frame: Frame, control: Control) -> list[Frame]:
    """Section 8.1: the copy of the schema before the open rows, if there is one."""
    try:
        copy = prove(file, frame.offset + control.distance - control.copy_size)
    except Malformed:
        return []
    return [copy] if copy.tag == frame.tag and isinstance(copy.holds, Schema) else []


def sources(file: File, found: list[Frame]) -> list[Source]:
    """The rows of a sound file, all of which prove themselves."""
    known = rows.schemas(found)
    result: list[Source] = []
    for frame, behind in zip(found, found[1:] + found[:1]):
        block = frame.holds
        if not isinstance(block, Block | Control):
            continue
        if block.schema_id not in known:
            raise Malformed("a schema is missing")
        schema = known[block.schema_id]
        if isinstance(block, Control):
            result.append(_whole(file, frame, block, schema))
            continue
        if not isinstance(behind.holds, Content):
            raise Malformed("a block has no column frame")
        result.append(rows.of_column_frame(behind.holds, block, schema))
        if not block.is_of(behind.holds, len(result[-1].labels)):
            raise Malformed("a block's frames differ")
    return result


def _whole(file: File, frame: Frame, control: Control, schema: Schema) -> Source:
    """Section 12.2: the rows of an open frame that is whole."""
    if control.count is None or not file.zeros <= file.frame_end(frame.offset) <= file.size:
        raise Malformed("an open frame's count or end is damaged")
    source = rows.of_open_frame(file, frame.offset, control, schema)
    count = openrows.committed(control, schema)
    if source.damaged or len(source.numbers) < count:
        raise Malformed("an open row or label is damaged")
    most = min(control.capacity, schema.most_rows)
    start = frame.offset + control.distance
    told = openrows.numbers(file, start, file.size, control.tag, schema.stride, most)[count:]
    # Any bytes tell some number. Two rows in a row whose numbers follow each other are no accident.
    for number, behind in zip(told, told[1:]):
        is_later = 1 <= (behind - control.first_row - count & MASK32) <= 2**31
        if behind == number + 1 & MASK32 and is_later:
            raise Malformed("rows of a later block are in an open frame")
    try:
        next_frame = prove(file, frame.offset + OPEN_SIZE)
    except Malformed:
        return source
    is_copy = next_frame.offset == start - control.copy_size
    if isinstance(next_frame.holds, Schema | Index) and not is_copy:
        raise Malformed("an open frame has been closed, or has another schema")
    return source
