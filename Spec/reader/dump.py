"""The reader's output: JSON in one shape, and in one way of writing it.

`Spec/README.md` describes it. Numbers are the stored ones, doubles are the 16 hexadecimal digits of
their bits. A run of more than `WHOLE_ROWS` rows has a checksum of each column in place of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np

from .bitpacking import Words
from .block import Range
from .header import TAGS, Header
from .primitives import signed, text
from .blocks import Rows
from .recording import Recording
from .schema import F64, I64, KINDS, TYPES, Schema

WHOLE_ROWS = 1024
FACTOR = 0x9E37_79B9_7F4A_7C15
SIGN = 1 << 63
INFINITY = 0x7FF0_0000_0000_0000
PLAIN_NAN = 0x7FF8_0000_0000_0000
DAMAGED_LABEL = "\N{REPLACEMENT CHARACTER}"


def lines(recording: Recording, whole_rows: int = WHOLE_ROWS) -> Iterator[str]:
    """The dump, a run of rows at a time."""
    yield "{"
    yield f' "header": {_compact(_header(recording.header))},'
    yield f' "recordings": {recording.count},'
    yield f' "ending": "{recording.ending}",'
    yield from _list("schemas", (_schema(each) for each in recording.schemas))
    positions = {id(schema): number for number, schema in enumerate(recording.schemas)}
    runs = (
        _rows(run, schema, positions.get(id(schema)) or recording.schemas.index(schema), whole_rows)
        for run, schema in recording.runs()
    )
    yield from _list("runs", runs)
    lost = (
        {"firstRow": each.first_row, "rows": each.count, "after": each.after, "before": each.before}
        for each in recording.lost()
    )
    yield from _list("lostRows", lost)
    damage = ({"offset": each.offset, "bytes": each.size} for each in recording.damage())
    yield from _list("damage", damage, is_last=True)
    yield "}"


def refusal(reason: str) -> str:
    """The dump of a file that is refused."""
    return json.dumps({"refused": reason})


def _list(name: str, items: Iterator[Any], is_last: bool = False) -> Iterator[str]:
    line = f' "{name}": ['
    separator = ""
    for item in items:
        yield line + separator
        line, separator = "  " + _compact(item), ","
    yield line + ("" if separator == "" else "\n ") + "]" + ("" if is_last else ",")


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _header(header: Header | None) -> dict[str, Any] | None:
    if header is None:
        return None
    fields = {name: header.fields[name] for name, _ in TAGS.values() if name in header.fields}
    if "recordingID" in fields:
        fields["recordingID"] = f"{fields['recordingID']:032x}"
    return {"majorVersion": header.major, "minorVersion": header.minor, **fields}


def _schema(schema: Schema) -> dict[str, Any]:
    return {
        "id": schema.id,
        "columns": [
            {
                "name": text(column.name),
                "kind": KINDS[column.kind],
                "type": TYPES[column.type],
                "meaning": column.meaning,
                "multiplier": column.multiplier,
                "exponent": column.exponent,
                "unit": text(column.unit),
            }
            for column in schema.columns
        ],
    }


def _rows(rows: Rows, schema: Schema, position: int, whole_rows: int) -> dict[str, Any]:
    types = [column.type for column in schema.columns]
    result: dict[str, Any] = {
        "firstRow": rows.first_row,
        "rows": rows.count,
        "schema": position,
        "events": [
            {
                "row": rows.first_row + event.row,
                "label": DAMAGED_LABEL if event.label is None else text(event.label),
            }
            for event in rows.events
        ],
        "ranges": [_range(each, kind) for each, kind in zip(rows.ranges, types)],
    }
    if rows.count > whole_rows:
        result["checksums"] = [f"{_checksum(column):016x}" for column in rows.columns]
    else:
        result["columns"] = [_column(column, kind) for column, kind in zip(rows.columns, types)]
    return result


def _column(column: Words, column_type: int) -> list[int] | list[str]:
    if column_type == F64:
        return [f"{bits:016x}" for bits in column.tolist()]
    return (column.view(np.int64) if column_type == I64 else column).tolist()


def _checksum(column: Words) -> int:
    """A polynomial of the values, modulo 2**64: each factor is the one before it times `FACTOR`."""
    factors = np.full(len(column), FACTOR, np.uint64)
    factors[-1] = 1
    return int(np.sum(np.cumprod(factors[::-1])[::-1] * column))


def _range(found: Range, column_type: int) -> list[int | str]:
    """First, last, smallest and largest; of what section 5.2 leaves open one choice is shown."""
    extremes = (found.minimum, found.maximum)
    if column_type == F64:
        extremes = (_plain(found.minimum), _plain(found.maximum))
    return [_value(bits, column_type) for bits in (found.first, found.last, *extremes)]


def _plain(bits: int) -> int:
    """One NaN for all, and zero without a sign."""
    if bits & ~SIGN > INFINITY:
        return PLAIN_NAN
    return 0 if bits == SIGN else bits


def _value(bits: int, column_type: int) -> int | str:
    if column_type == F64:
        return f"{bits:016x}"
    return signed(bits) if column_type == I64 else bits
