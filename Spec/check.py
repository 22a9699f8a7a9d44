"""Compares the reader in Python with the Swift one, over vectors, files and mutations of vectors.

    check.py --dump PROGRAM [--mutations N] [--seed N] [FILE…]

PROGRAM is the Swift reader's `recording-dump`. The last line says how many comparisons there were;
the status is 1 if one failed.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reader import dump
from reader.header import Refused
from reader.recording import Recording

VECTORS = Path(__file__).parent / "vectors"
BATCH = 200

Reading = dict[str, Any]


def read(data: bytes) -> Reading:
    """What the reader in Python makes of a file."""
    try:
        return json.loads("\n".join(dump.lines(Recording(data))))
    except Refused as refusal:
        return json.loads(dump.refusal(str(refusal)))


def read_by_swift(program: Path, files: list[Path]) -> list[Reading]:
    """What the Swift reader makes of some files."""
    result = subprocess.run([program, *files], capture_output=True, text=True, check=False)
    if result.returncode not in (0, 1):
        raise SystemExit(f"{program} failed: {result.returncode} {result.stderr[-2000:]}")
    decoder, readings, position = json.JSONDecoder(), [], 0
    while position < len(result.stdout):
        reading, position = decoder.raw_decode(result.stdout, position)
        readings.append(reading)
        position += 1
    return readings


def differences(expected: Reading, actual: Reading) -> list[str]:
    """Where a reading is not as a vector's result says it must be.

    Of the damage each part must be touched, and there must be none where none is expected.
    """
    if "refused" in expected or "refused" in actual:
        return [] if expected == actual else ["refused"]
    fields = [name for name in expected if name != "damage" and expected[name] != actual.get(name)]
    parts, found = expected["damage"], actual["damage"]
    if bool(parts) != bool(found) or not all(any(_touch(a, b) for b in found) for a in parts):
        fields.append("damage")
    return fields


def _touch(a: dict[str, int], b: dict[str, int]) -> bool:
    return a["offset"] <= b["offset"] + b["bytes"] and b["offset"] <= a["offset"] + a["bytes"]


def rows(reading: Reading) -> set[tuple[Any, ...]]:
    """Every row that a reading has: its number, columns, values and label."""
    result: set[tuple[Any, ...]] = set()
    for run in reading["runs"]:
        schema = json.dumps(reading["schemas"][run["schema"]])
        labels = {event["row"]: event["label"] for event in run["events"]}
        if "checksums" in run:
            result.add((run["firstRow"], run["rows"], schema, tuple(run["checksums"])))
            continue
        for place, values in enumerate(zip(*run["columns"])):
            number = run["firstRow"] + place
            result.add((number, schema, values, labels.get(number)))
    return result


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A file that one to three things have befallen."""
    for _ in range(chance.randint(1, 3)):
        result = bytearray(data)
        size = len(result)
        place = chance.randrange(size) if size else 0
        length = min(chance.choice((1, 4, 8, 24, 64, 512)), size - place)
        match chance.randrange(7):
            case 0 | 1 if size:
                result[place] ^= 1 << chance.randrange(8)
            case 2:
                result[place : place + length] = chance.randbytes(length)
            case 3:
                result[place : place + length] = bytes(length)
            case 4:
                del result[place:]
            case 5:
                del result[place : place + length]
            case 6:
                start = chance.randrange(len(other)) if other else 0
                result[place:place] = other[start : start + length]
        data = bytes(result)
    return data


class Check:
    """Counts what was compared, and says what differs."""

    def __init__(self, program: Path) -> None:
        self.program = program
        self.passed = 0
        self.failed = 0

    def note(self, name: str, different: list[str]) -> None:
        """Count a comparison."""
        if different:
            self.failed += 1
            print(f"{name}: {', '.join(different)} differ")
        else:
            self.passed += 1

    def vectors(self) -> None:
        """Both readers over every vector, compared with what is to be made of it."""
        files = sorted(VECTORS.glob("*/*.rdg"))
        if not files:
            raise SystemExit(f"no vectors in {VECTORS}")
        for path, swift in zip(files, read_by_swift(self.program, files), strict=True):
            name = f"{path.parent.name}/{path.stem}"
            expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
            self.note(f"{name}, in Python", differences(expected, read(path.read_bytes())))
            self.note(f"{name}, in Swift", differences(expected, swift))

    def files(self, files: list[Path]) -> None:
        """Both readers over other files."""
        for path, swift in zip(files, read_by_swift(self.program, files), strict=True):
            actual = read(path.read_bytes())
            self.note(str(path), [name for name in swift if swift[name] != actual.get(name)])

    def mutations(self, count: int, seed: int, keep: Path | None) -> None:
        """Both readers over vectors that something has befallen."""
        for batch in _batches(_mutations(count, seed), BATCH):
            with tempfile.TemporaryDirectory() as folder:
                files = [Path(folder) / f"{number}.rdg" for number in range(len(batch))]
                for path, (_, data) in zip(files, batch):
                    path.write_bytes(data)
                readings = read_by_swift(self.program, files)
            for (name, data), swift in zip(batch, readings, strict=True):
                different = _mutation_differences(swift, read(data))
                self.note(name, different)
                if different and keep:
                    (keep / f"{name}.rdg").write_bytes(data)


def _mutations(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Vectors with something done to them, and their names."""
    chance = random.Random(seed)
    files = sorted(path for path in VECTORS.glob("*/*.rdg") if path.stat().st_size < 10_000)
    for number in range(count):
        path, other = chance.choice(files), chance.choice(files)
        data = mutated(path.read_bytes(), other.read_bytes(), chance)
        yield f"mutation-{seed}-{number}-{path.parent.name}-{path.stem}", data


def _batches(items: Iterator[Any], size: int) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _mutation_differences(swift: Reading, python: Reading) -> list[str]:
    """Where two readings of a damaged file differ in what they must agree on."""
    if "refused" in swift or "refused" in python:
        return [] if swift == python else ["refused"]
    result = [name for name in ("header", "ending", "lostRows") if swift[name] != python[name]]
    return result + (["rows"] if rows(swift) != rows(python) else [])


def main() -> int:
    """Run all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dump", required=True, type=Path, metavar="PROGRAM")
    parser.add_argument("--mutations", default=2000, type=int, metavar="N")
    parser.add_argument("--seed", default=1, type=int, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep mutations that differ")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    check = Check(arguments.dump.resolve())
    check.vectors()
    check.files(arguments.files)
    check.mutations(arguments.mutations, arguments.seed, arguments.keep)
    print(f"{check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())
