"""Section 12: the frames of a sound file."""

from . import frames, openrows, rows
from .block import Block, Control
from .columnframe import Content
from .frames import File
from .header import Header
from .index import Index
from .openrows import Source
from .primitives import MASK32, Malformed, require
from .scan import OPEN_SIZE, Frame, prove, try_prove
from .schema import Schema


class Refused(Exception):
    """The whole file cannot be read, and the first argument says why in a word."""


def hop(file: File) -> list[Frame]:
    """Section 12.1: the frames of a sound file."""
    found = [prove(file, 0)]
    header = found[0].holds
    if not isinstance(header, Header):
        raise Malformed("the first frame is no header")
    if not header.is_known:
        raise Refused("unsupported")
    offset, next_row = found[0].end, header.first_row
    while offset < file.size:
        before, magic = found[-1], file.u32(offset)
        had_index, is_half = isinstance(before.holds, Index), isinstance(before.holds, Block)
        is_ignored = magic == frames.SLACK or (magic in frames.IGNORED and not had_index)
        if is_ignored and not is_half:
            require(file.u32(offset + 4) % 8 == 0, "a slack frame's size is no multiple of 8")
            offset = file.frame_end(offset)
            continue
        frame = prove(file, offset)
        holds, offset = frame.holds, frame.end
        require(frame.tag == found[0].tag, "here is a frame of another recording")
        require(not had_index and not isinstance(holds, Header), "here is a frame too many")
        require(isinstance(holds, Content) == is_half, "half a block is here")
        if isinstance(holds, Block | Control):
            require(holds.first_row == next_row, "rows are missing")
        if isinstance(holds, Block):
            next_row += holds.rows
        found.append(frame)
        if isinstance(holds, Control):
            return found
    require(isinstance(found[-1].holds, Index) and offset == file.size, "the end is missing")
    return found


def sources(file: File, found: list[Frame]) -> list[Source]:
    """The rows of a sound file, all of which prove themselves."""
    result: list[Source] = []
    known: dict[int, Schema] = {}
    for before, frame in zip(found, found[1:]):
        holds = frame.holds
        if isinstance(before.holds, Schema):
            known.setdefault(before.holds.id, before.holds)
        if isinstance(holds, Content | Control):
            require(holds.schema_id in known, "a schema is missing")
        if isinstance(holds, Control):
            result.append(_whole(file, frame, holds, known[holds.schema_id]))
        if isinstance(holds, Content):
            result.append(rows.of_column_frame(holds, before.holds, known[holds.schema_id]))
            require(result[-1].ranges is not None, "a block's ranges or claims are wrong")
    return result


def _whole(file: File, frame: Frame, control: Control, schema: Schema) -> Source:
    """Section 12.2: the rows of an open frame that is whole."""
    require(control.count is not None, "an open frame's count is damaged")
    require(file.zeros <= file.frame_end(frame.offset) <= file.size, "an open frame's end is wrong")
    source = openrows.of_frame(file, frame.offset, control, schema)
    require(not source.damaged, "an open row or label is damaged")
    start, count = frame.offset + control.distance, openrows.committed(control, schema)
    end, most = start + control.capacity * schema.stride, schema.most_rows
    told = openrows.numbers(file, start, end, frame.tag, schema.stride, most)[count:]
    # Any bytes tell some number. Two neighbours whose numbers follow each other are no accident.
    for number, next_number in zip(told, told[1:]):
        is_later = 1 <= (next_number - control.first_row - count & MASK32) < 2**31
        is_accident = next_number != number + 1 & MASK32
        require(is_accident or not is_later, "rows of a later block are in an open frame")
    behind = try_prove(file, frame.offset + OPEN_SIZE)
    if behind and behind.offset != start - control.copy_size:
        require(not isinstance(behind.holds, Schema | Index), "an open frame has been left")
    return source
