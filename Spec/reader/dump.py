"""The reader's output: JSON in one shape, and in one way of writing it; see `Spec/README.md`."""

import functools
import json
from typing import Any

import numpy as np

from .block import Range
from .columns import Words
from .header import NAMES, Header
from .primitives import MASK, signed, text
from .recording import Recording
from .rows import Run
from .schema import F64, I64, KINDS, TYPES, Schema

WHOLE_ROWS = 1024  # a run of more has a checksum of each column in place of it
FACTOR = 0x9E37_79B9_7F4A_7C15
INFINITY = 0x7FF0_0000_0000_0000
PLAIN_NAN = 0x7FF8_0000_0000_0000
_compact = functools.partial(json.dumps, ensure_ascii=False)


def dump(recording: Recording, whole_rows: int = WHOLE_ROWS) -> str:
    """A recording as JSON, a line for each schema, run, loss and part that is damaged."""
    positions = {schema.id: position for position, schema in enumerate(recording.schemas)}
    fields = {
        "tag": None if recording.tag is None else f"{recording.tag:08x}",
        "recordings": [f"{tag:08x}" for tag in recording.tags],
        "header": recording.header and _header(recording.header),
        "ending": recording.ending,
    }
    lists = {
        "schemas": [_schema(schema) for schema in recording.schemas],
        "runs": [_run(run, positions[run.schema.id], whole_rows) for run in recording.runs],
        "lostRows": recording.lost,
        "damage": [{"offset": start, "bytes": end - start} for start, end in recording.damage],
    }
    parts = [f' "{name}": {_compact(value)}' for name, value in fields.items()]
    for name, items in lists.items():
        lines = ",\n".join("  " + _compact(item) for item in items)
        parts.append(f' "{name}": [\n{lines}\n ]' if items else f' "{name}": []')
    return "{\n" + ",\n".join(parts) + "\n}"


def refusal(reason: str) -> str:
    """The dump of a file that is refused."""
    return _compact({"refused": reason})


def _header(header: Header) -> dict[str, Any]:
    fields = {name: header.fields[name] for name in NAMES if name in header.fields}
    if "recordingID" in fields:
        fields["recordingID"] = f"{fields['recordingID']:032x}"
    return {"majorVersion": header.major, "minorVersion": header.minor, **fields}


def _schema(schema: Schema) -> dict[str, Any]:
    columns = []
    for column in schema.columns:
        names = {"kind": KINDS[column.kind], "type": TYPES[column.type]}
        texts = {"name": text(column.name), "unit": text(column.unit)}
        columns.append(vars(column) | names | texts)
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
        return result | {"checksums": [f"{_checksum(column):016x}" for column in run.columns]}
    columns = zip(run.columns, types)
    return result | {"columns": [_values(column.tolist(), kind) for column, kind in columns]}


def _checksum(column: Words) -> int:
    """A polynomial of the values, modulo 2**64: each factor is the one behind it times `FACTOR`."""
    factors = np.full(len(column), FACTOR, np.uint64)
    factors[-1] = 1
    return int(np.sum(np.cumprod(factors[::-1])[::-1] * column))


def _range(found: Range, kind: int) -> list[int] | list[str]:
    """Of what section 5.2 leaves open one choice is shown."""
    extremes = [_plain(bits) for bits in found[2:]] if kind == F64 else found[2:]
    return _values(found[:2] + extremes, kind)


def _plain(bits: int) -> int:
    """One NaN for all, and zero without a sign."""
    magnitude = bits & MASK >> 1
    return PLAIN_NAN if magnitude > INFINITY else bits if magnitude else 0


def _values(words: list[int], kind: int) -> list[int] | list[str]:
    if kind == F64:
        return [f"{bits:016x}" for bits in words]
    return [signed(bits) for bits in words] if kind == I64 else words
