"""The reader's output: JSON in one shape, and in one way of writing it; see `Spec/README.md`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from .bitpacking import Words
from .block import Range
from .header import FIELDS, Header
from .primitives import signed, text
from .recording import Recording
from .rows import Run
from .schema import F64, I64, KINDS, TYPES, Schema

WHOLE_ROWS = 1024  # a run of more has a checksum of each column in place of it
FACTOR = 0x9E37_79B9_7F4A_7C15
SIGN = 1 << 63
INFINITY = 0x7FF0_0000_0000_0000
PLAIN_NAN = 0x7FF8_0000_0000_0000


def lines(recording: Recording, whole_rows: int = WHOLE_ROWS) -> Iterator[str]:
    """The dump, line by line."""
    tag = None if recording.tag is None else f"{recording.tag:08x}"
    positions = {schema.id: position for position, schema in enumerate(recording.schemas)}
    yield "{"
    yield f' "tag": {_compact(tag)},'
    yield f' "recordings": {_compact([f"{each:08x}" for each in recording.tags])},'
    yield f' "header": {_compact(_header(recording.header))},'
    yield f' "ending": "{recording.ending}",'
    yield from _list("schemas", map(_schema, recording.schemas), ",")
    runs = (_run(run, positions[run.schema.id], whole_rows) for run in recording.runs)
    yield from _list("runs", runs, ",")
    lost = (
        {"firstRow": each.first_row, "rows": each.count, "after": each.after, "before": each.before}
        for each in recording.lost
    )
    yield from _list("lostRows", lost, ",")
    damage = ({"offset": start, "bytes": end - start} for start, end in recording.damage)
    yield from _list("damage", damage, "")
    yield "}"


def refusal(reason: str) -> str:
    """The dump of a file that is refused."""
    return json.dumps({"refused": reason})


def _list(name: str, items: Iterable[Any], behind: str) -> Iterator[str]:
    line, separator = f' "{name}": [', ""
    for item in items:
        yield line + separator
        line, separator = "  " + _compact(item), ","
    yield line + ("\n ]" if separator else "]") + behind


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _header(header: Header | None) -> dict[str, Any] | None:
    if header is None:
        return None
    fields = {name: header.fields[name] for name, _ in FIELDS.values() if name in header.fields}
    if "recordingID" in fields:
        fields["recordingID"] = f"{fields['recordingID']:032x}"
    return {"majorVersion": header.major, "minorVersion": header.minor, **fields}


def _schema(schema: Schema) -> dict[str, Any]:
    columns = [
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
    ]
    return {"id": schema.id, "columns": columns}


def _run(run: Run, position: int, whole_rows: int) -> dict[str, Any]:
    types = [column.type for column in run.schema.columns]
    result: dict[str, Any] = {
        "firstRow": run.first_row,
        "rows": run.end - run.first_row,
        "schema": position,
        "events": [{"row": row, "label": text(label)} for row, label in run.events],
        "ranges": [_range(each, kind) for each, kind in zip(run.ranges, types)],
    }
    if run.end - run.first_row > whole_rows:
        result["checksums"] = [f"{_checksum(column):016x}" for column in run.columns]
    else:
        columns = zip(run.columns, types)
        result["columns"] = [[_value(b, kind) for b in column.tolist()] for column, kind in columns]
    return result


def _checksum(column: Words) -> int:
    """A polynomial of the values, modulo 2**64: each factor is the one behind it times `FACTOR`."""
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
