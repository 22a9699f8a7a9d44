"""What other formats take for the traces that `codec-bench measure` left in FOLDER.

    rivals.py FOLDER CODEC-BENCH

Prints one `name value` line for each figure. With PER_TRACE set there are lines for every trace.
"""

import io
import json
import os
import statistics
import subprocess
import sys
import time
import zlib
from pathlib import Path

import duckdb
import numpy as np
import pcodec
import pyarrow as pa
import pyarrow.parquet as parquet

BLOCK_ROWS = 1024
# What DuckDB itself writes.
ROW_GROUP = 122_880
ROUNDS = 7


class Trace:
    """A trace's columns: 64-bit integers and doubles, the clock in ns."""

    def __init__(self, folder, entry):
        words = np.fromfile(folder / f"{entry['name']}.columns", "<i8")
        columns = words.reshape(len(entry["columns"]), entry["rows"])
        self.name = entry["name"]
        self.row_count = entry["rows"]
        self.columns = {
            field["name"]: column.view("<f8") if field["isDouble"] else column
            for field, column in zip(entry["columns"], columns)
        }


def is_double(column):
    return column.dtype.kind == "f"


def write_parquet(columns, file, double_encoding, **options):
    """Writes columns without nulls: integers as packed deltas, doubles as told."""
    types = {name: pa.float64() if is_double(c) else pa.int64() for name, c in columns.items()}
    schema = pa.schema([pa.field(name, kind, nullable=False) for name, kind in types.items()])
    encodings = {
        name: double_encoding if is_double(column) else "DELTA_BINARY_PACKED"
        for name, column in columns.items()
    }
    parquet.write_table(
        pa.table(list(columns.values()), schema=schema), file, use_dictionary=False,
        column_encoding=encodings, **options)


def parquet_zstd19(trace):
    """A file of one row group; doubles in the encoding that makes the smaller file."""

    def size(double_encoding):
        file = io.BytesIO()
        write_parquet(
            trace.columns, file, double_encoding, compression="zstd", compression_level=19)
        return file.tell()

    return min(size("PLAIN"), size("BYTE_STREAM_SPLIT"))


def varints(values):
    """The bytes of unsigned integers, seven bits each, the lowest first."""
    lengths = np.ones(len(values), np.int64)
    for shift in range(7, 64, 7):
        lengths += (values >> np.uint64(shift)) != 0
    ends = np.cumsum(lengths)
    place = np.arange(lengths.sum()) - np.repeat(ends - lengths, lengths)
    output = (np.repeat(values, lengths) >> (7 * place).astype(np.uint64)) & np.uint64(0x7F)
    output[place < np.repeat(lengths, lengths) - 1] |= np.uint64(0x80)
    return output.astype(np.uint8)


def zero_runs(values):
    """The values, with each run of zeros as one zero and how many more there are."""
    zero = values == 0
    edges = np.flatnonzero(np.diff(np.concatenate(([False], zero, [False])).astype(np.int8)))
    starts, ends = edges[0::2], edges[1::2]
    tokens = (~zero).astype(np.int64)
    tokens[starts] = 2
    output = np.repeat(values, tokens)
    output[np.cumsum(tokens)[starts] - 1] = ends - starts - 1
    return output


def ftdc(trace):
    """Blocks of 1024 rows as MongoDB's recorder has them, without names and document heads."""
    words = np.stack([column.view("<i8") for column in trace.columns.values()])
    total = 0
    for first in range(0, trace.row_count, BLOCK_ROWS):
        block = words[:, first : first + BLOCK_ROWS]
        deltas = np.diff(block, axis=1).reshape(-1).view(np.uint64)
        content = block[:, 0].tobytes() + varints(zero_runs(deltas)).tobytes()
        total += len(zlib.compress(content, 6))
    return total


def pcodec_size(trace, rows):
    """Every `rows` rows of a column are a chunk of one page; the file's head is there once."""
    file = pcodec.wrapped.FileCompressor()
    config = pcodec.ChunkConfig(
        compression_level=8, paging_spec=pcodec.PagingSpec.equal_pages_up_to(1 << 24))
    total = len(file.write_header())
    for column in trace.columns.values():
        for first in range(0, trace.row_count, rows):
            chunk = file.chunk_compressor(column[first : first + rows], config)
            total += len(chunk.write_meta())
            total += sum(len(chunk.write_page(page)) for page in range(len(chunk.n_per_page())))
    return total


RIVALS = {
    "parquet_zstd19": parquet_zstd19,
    "ftdc": ftdc,
    "pcodec_block": lambda trace: pcodec_size(trace, BLOCK_ROWS),
    "pcodec_whole": lambda trace: pcodec_size(trace, trace.row_count),
}


def line(name, value):
    print(name, f"{value:.3f}" if value < 10 else f"{value:.1f}", flush=True)


def lines(name, traces, values):
    if "PER_TRACE" in os.environ:
        for trace, value in zip(traces, values):
            line(f"{name}_{trace.name}", value)


def compare_sizes(traces, folder):
    """Ratios of bytes a row, each the mean over the traces."""
    ours = [os.path.getsize(folder / f"{t.name}.1ns.rdg") / t.row_count for t in traces]
    for name, size in RIVALS.items():
        sizes = [size(trace) / trace.row_count for trace in traces]
        line(f"smaller_than_{name}", statistics.mean(sizes) / statistics.mean(ours))
        line(f"{name}_bytes_per_row", statistics.mean(sizes))
        lines(f"{name}_bytes_per_row", traces, sizes)


def repeated(trace, row_count):
    """The columns of `row_count` rows with the default clock, as `Trace.later` goes on."""
    columns = {}
    for position, (name, column) in enumerate(trace.columns.items()):
        if position == 0:
            column = column // 100
        step = 0
        if not is_double(column):
            grown = int(column[-1] - column[0])
            if position == 0:
                step = grown + grown // (trace.row_count - 1)
            elif (np.diff(column) >= 0).all():
                step = grown
        laps = range(-(-row_count // trace.row_count))
        columns[name] = np.concatenate([column + lap * step for lap in laps])[:row_count]
    return columns


def compare_scans(traces, row_count, folder, codec_bench):
    """Sums every column of one file a trace, each of which repeats it up to `row_count` rows."""
    recordings = [str(folder / f"{trace.name}.repeated.rdg") for trace in traces]
    queries = []
    for trace in traces:
        columns = repeated(trace, row_count)
        file = str(folder / f"{trace.name}.parquet")
        write_parquet(columns, file, "PLAIN", compression="lz4", row_group_size=ROW_GROUP)
        sums = ", ".join(f'sum("{name}")' for name in columns)
        queries.append(f"SELECT {sums} FROM read_parquet('{file}')")
    database = duckdb.connect(config={"threads": 1})
    ours, theirs = [], []
    for _ in range(ROUNDS + 1):
        output = subprocess.run(
            [codec_bench, "sum", *recordings], check=True, capture_output=True, text=True).stdout
        taken, *our_sums = output.splitlines()
        ours.append(int(taken))
        start = time.process_time_ns()
        their_sums = [database.execute(query).fetchone() for query in queries]
        theirs.append(time.process_time_ns() - start)
        for our_row, their_row in zip(our_sums, their_sums, strict=True):
            for a, b in zip(our_row.split(), their_row, strict=True):
                agree = np.isclose(float(a), b, 1e-6) if isinstance(b, float) else int(a) == b
                assert agree, f"the sums differ: {a} and {b}"
    # The first round warms the caches.
    ours, theirs = ours[1:], theirs[1:]
    line("decode_over_duckdb", statistics.median(a / b for a, b in zip(ours, theirs)))
    line("sum_ns_per_row", statistics.median(ours) / (row_count * len(traces)))
    line("duckdb_sum_ns_per_row", statistics.median(theirs) / (row_count * len(traces)))


def main():
    folder = Path(sys.argv[1])
    listing = json.loads((folder / "traces.json").read_text())
    traces = [Trace(folder, entry) for entry in listing["traces"]]
    compare_sizes(traces, folder)
    compare_scans(traces, listing["repeatedRows"], folder, sys.argv[2])


main()
