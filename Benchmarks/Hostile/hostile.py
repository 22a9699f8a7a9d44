"""Opens, checks and recovers files that are made to take long: hostile.py READINGS RUN KILLED

READINGS is the command line, RUN a closed recording and KILLED an interrupted one, of which parts are
repeated. Prints `name seconds MiB`, the longest time and the most memory of `check --full` and `recover`;
the status is 1 if one takes 2 s or 192 MiB.
"""

import os
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import xxhash

SIZE = 64 << 20
MAGIC = {"schema": 0x184D2A51, "block": 0x184D2A52, "open": 0x184D2A53, "index": 0x184D2A54}
COLUMN = 0x184D2204
MOST_SECONDS = 2
MOST_MEMORY = 192 << 10


def frame(data: bytes, magic: int) -> bytes:
    """The first frame of a kind."""
    start = data.index(struct.pack("<I", magic))
    return data[start : start + 8 + struct.unpack_from("<I", data, start + 4)[0]]


def repeated(unit: bytes) -> Iterator[bytes]:
    # In pieces: a child's peak begins with what its parent has.
    for _ in range(SIZE >> 16):
        yield unit * ((1 << 16) // len(unit))


def column(kind: int, name: str) -> bytes:
    return struct.pack("<BBHIbBH", kind, 0, 0, 1, 0, 0, len(name)) + name.encode()


def schemas(tag: bytes) -> Iterator[bytes]:
    """Schema frames of two columns, the second of which has another name in each."""
    for number in range(SIZE // 64):
        body = tag + struct.pack("<I", 2) + column(0, "time") + column(1, f"column {number:09}")
        yield struct.pack("<II", MAGIC["schema"], len(body) + 4) + body
        yield struct.pack("<I", xxhash.xxh32_intdigest(body, MAGIC["schema"]))


def zeros() -> Iterator[bytes]:
    for _ in range(1024):
        yield bytes(1 << 20)
    yield b"\1"


def files(run: bytes, killed: bytes) -> dict[str, Callable[[], Iterator[bytes]]]:
    """What stands behind a header, by name."""
    schema = frame(run, MAGIC["schema"])
    control = frame(killed, MAGIC["open"])[:40]
    columns = run.index(struct.pack("<I", COLUMN))
    descriptor = run[columns : columns + 7]
    return {
        "zeros": zeros,
        "schema_heads": lambda: repeated(struct.pack("<II", MAGIC["schema"], 4096)),
        "block_heads": lambda: repeated(struct.pack("<II", MAGIC["block"], 300)),
        "index_heads": lambda: repeated(struct.pack("<II", MAGIC["index"], 60 << 20)),
        "controls": lambda: repeated(control),
        "damaged_controls": lambda: repeated(control[:-8] + bytes(8)),
        "column_heads": lambda: repeated(descriptor + struct.pack("<I", 3000)),
        "schemas": lambda: repeated(schema),
        "different_schemas": lambda: schemas(schema[8:12]),
    }


def measure(*command: str | Path) -> tuple[float, int]:
    """The seconds and the KiB that a command takes."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1, 65):
        raise SystemExit(f"{command} ended with {child.returncode}")
    return time.monotonic() - start, usage.ru_maxrss


def main(readings: str, run_path: str, killed_path: str) -> int:
    run, killed = Path(run_path).read_bytes(), Path(killed_path).read_bytes()
    header = run[: 8 + struct.unpack_from("<I", run, 4)[0]]
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder) / "hostile.rdg", Path(folder) / "copy.rdg"
        for name, content in files(run, killed).items():
            with path.open("wb") as file:
                file.write(header)
                file.writelines(content())
            results = [
                measure(readings, "check", "--full", path),
                measure(readings, "recover", path, "-o", copy),
            ]
            seconds, memory = (max(values) for values in zip(*results, strict=True))
            print(f"hostile_{name} {seconds:.2f} {memory / 1024:.0f}")
            failed |= seconds > MOST_SECONDS or memory > MOST_MEMORY
    return failed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
