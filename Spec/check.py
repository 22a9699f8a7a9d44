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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader import dump
from reader.header import Refused
from reader.recording import Recording

VECTORS = Path(__file__).parent / "vectors"
BATCH = 200
DAMAGED_LABEL = "\N{REPLACEMENT CHARACTER}"

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


def differences(result: Reading, actual: Reading) -> list[str]:
    """Where a reading is not as a vector's result says it must be.

    Of the damage each part must be touched, and there must be none where none is expected.
    """
    if "refused" in result or "refused" in actual:
        return [] if result == actual else ["refused"]
    fields = [name for name in result if name != "damage" and result[name] != actual.get(name)]
    parts, found = result["damage"], actual["damage"]
    if bool(parts) != bool(found) or not all(any(_touch(a, b) for b in found) for a in parts):
        fields.append("damage")
    return fields


def _touch(a: dict[str, int], b: dict[str, int]) -> bool:
    return a["offset"] <= b["offset"] + b["bytes"] and b["offset"] <= a["offset"] + a["bytes"]


def rows(reading: Reading) -> set[tuple[Any, ...]]:
    """Every row that a reading has: its number, values and label."""
    result: set[tuple[Any, ...]] = set()
    for run in reading.get("runs", []):
        labels = {event["row"]: event["label"] for event in run["events"]}
        if "checksums" in run:
            result.add((run["firstRow"], run["rows"], tuple(run["checksums"])))
            continue
        for place, values in enumerate(zip(*run["columns"])):
            number = run["firstRow"] + place
            result.add((number, values, labels.get(number)))
    return result


@dataclass
class Mutation:
    """A file that one to three things have befallen."""

    name: str
    data: bytes
    sources: list[Reading]  # what the files hold that its bytes are from

    @property
    def is_mixed(self) -> bool:
        """Whether there is a piece of another file in it."""
        return len(self.sources) > 1

    def has_made_up(self, reading: Reading) -> bool:
        """Whether a reading has a row that no source has; a label may be damaged.

        Rows that are lost in a source may come back.
        """
        known = set().union(*(rows(source) for source in self.sources))
        known |= {(*row[:2], DAMAGED_LABEL) for row in known if row[2] is not None}
        lost = [span for source in self.sources for span in source["lostRows"]]
        spans = [range(span["firstRow"], span["firstRow"] + span["rows"]) for span in lost]
        found = rows(reading) - known
        return any(not any(row[0] in span for span in spans) for row in found)


def mutation(name: str, path: Path, other: Path, chance: random.Random) -> Mutation:
    """A vector with something done to it, maybe with bytes of another one."""
    result = Mutation(name, path.read_bytes(), [expected(path)])
    for _ in range(chance.randint(1, 3)):
        data = bytearray(result.data)
        size = len(data)
        place = chance.randrange(size) if size else 0
        length = min(chance.choice((1, 4, 8, 24, 64, 512)), size - place)
        match chance.randrange(7):
            case 0 | 1 if size:
                data[place] ^= 1 << chance.randrange(8)
            case 2:
                data[place : place + length] = chance.randbytes(length)
            case 3:
                data[place : place + length] = bytes(length)
            case 4:
                del data[place:]
            case 5:
                del data[place : place + length]
            case 6:
                piece = other.read_bytes()
                start = chance.randrange(len(piece)) if piece else 0
                data[place:place] = piece[start : start + length]
                result.sources = [result.sources[0], expected(other)]
        result.data = bytes(data)
    return result


def expected(path: Path) -> Reading:
    """What readers must make of a vector."""
    return json.loads(path.with_suffix(".json").read_text("utf-8"))


class Check:
    """Counts what was compared, and says what differs."""

    def __init__(self, program: Path) -> None:
        self.program = program
        self.passed = 0
        self.failed = 0
        self.judged = 0  # mixed files of which the readers give other rows

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
            result = expected(path)
            self.note(f"{name}, in Python", differences(result, read(path.read_bytes())))
            self.note(f"{name}, in Swift", differences(result, swift))

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
                for path, each in zip(files, batch):
                    path.write_bytes(each.data)
                readings = read_by_swift(self.program, files)
            for each, swift in zip(batch, readings, strict=True):
                different = self._differences(each, swift, read(each.data))
                self.note(each.name, different)
                if different and keep:
                    (keep / f"{each.name}.rdg").write_bytes(each.data)

    def _differences(self, each: Mutation, swift: Reading, python: Reading) -> list[str]:
        """Where two readings of a damaged file differ in what they must agree on.

        Neither may make rows up. Which of several recordings counts is a matter of judgement where
        pieces of two files are mixed.
        """
        if "refused" in swift or "refused" in python:
            return [] if swift == python else ["refused"]
        made_up = [each.has_made_up(reading) for reading in (swift, python)]
        result = [
            f"made-up rows in {who}" for who, is_so in zip(("Swift", "Python"), made_up) if is_so
        ]
        fields = [name for name in ("header", "ending", "lostRows") if swift[name] != python[name]]
        fields += ["rows"] if rows(swift) != rows(python) else []
        if fields and each.is_mixed:
            self.judged += 1
            return result
        return result + fields


def _mutations(count: int, seed: int) -> Iterator[Mutation]:
    """Vectors of sound files with something done to them."""
    chance = random.Random(seed)
    files = sorted(path for path in VECTORS.glob("*/*.rdg") if path.stat().st_size < 10_000)
    files = [path for path in files if path.parent.name != "hostile"]
    files = [path for path in files if expected(path).get("recordings") == 1]
    for number in range(count):
        path, other = chance.choice(files), chance.choice(files)
        name = f"mutation-{seed}-{number}-{path.parent.name}-{path.stem}"
        yield mutation(name, path, other, chance)


def _batches(items: Iterator[Any], size: int) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


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
    if check.judged:
        print(f"{check.judged} files with pieces of another are judged otherwise")
    print(f"{check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())
