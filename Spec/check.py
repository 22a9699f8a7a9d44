"""Compares the reader in Python with the Swift one, over vectors, files and mutations of vectors.

    check.py --dump PROGRAM [--mutations N] [--seed N] [FILE…]

PROGRAM is the Swift reader's `recording-dump`. The last line says how many comparisons there were;
the status is 1 if one failed.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from reader import dump
from reader.recording import Refused
from reader.recording import read as read_recording

VECTORS = Path(__file__).parent / "vectors"
BATCH = 200

Reading = dict[str, Any]


def read(data: bytes) -> Reading:
    """What the reader in Python makes of a file."""
    try:
        return json.loads(dump.dump(read_recording(data)))
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


def expected(path: Path) -> Reading:
    """What readers must make of a vector."""
    return json.loads(path.with_suffix(".json").read_text("utf-8"))


def differences(one: Reading, other: Reading) -> list[str]:
    """The fields in which two readings differ."""
    return [name for name in dict.fromkeys([*one, *other]) if one.get(name) != other.get(name)]


def failures(result: Reading, actual: Reading) -> list[str]:
    """Where a reading is not as a vector's result says it must be.

    Of the damage each part must be touched, nothing of what is intact, and there must be none where none
    is expected.
    """
    parts, found = result.get("damage", []), actual.get("damage", [])
    is_right = bool(parts) == bool(found) and all(any(_touch(a, b) for b in found) for a in parts)
    is_right &= not any(_touch(a, b) for b in found for a in result.get("intact", []))
    others = [name for name in differences(result, actual) if name not in ("damage", "intact")]
    return others + ([] if is_right else ["damage"])


def _touch(a: dict[str, int], b: dict[str, int]) -> bool:
    return a["offset"] < b["offset"] + b["bytes"] and b["offset"] < a["offset"] + a["bytes"]


def mutation(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A file that one to three things have befallen, maybe with bytes of another one."""
    for _ in range(chance.randint(1, 3)):
        size = len(data)
        place = chance.randrange(size) if size else 0
        end = place + min(chance.choice((1, 4, 8, 24, 64, 512)), size - place)
        start = chance.randrange(len(other)) if other else 0
        piece = other[start : start + chance.choice((end - place, len(other)))]
        match chance.randrange(7):
            case 0 | 1 if size:
                middle = bytes([data[place] ^ 1 << chance.randrange(8)])
                data = data[:place] + middle + data[place + 1 :]
            case 2:
                data = data[:place] + chance.randbytes(end - place) + data[end:]
            case 3:
                data = data[:place] + bytes(end - place) + data[end:]
            case 4:
                data = data[:place]
            case 5:
                data = data[:place] + data[end:]
            case 6:
                data = data[:place] + piece + data[place:]
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
            name, result = f"{path.parent.name}/{path.stem}", expected(path)
            python = read(path.read_bytes())
            self.note(f"{name}, in Python", failures(result, python))
            self.note(f"{name}, in Swift", failures(result, swift))
            self.note(f"{name}, in both", differences(python, swift))

    def files(self, files: list[Path]) -> None:
        """Both readers over other files."""
        for path, swift in zip(files, read_by_swift(self.program, files), strict=True):
            self.note(str(path), differences(swift, read(path.read_bytes())))

    def mutations(self, count: int, seed: int, keep: Path | None) -> None:
        """Both readers over vectors of sound files that something has befallen."""
        chance = random.Random(seed)
        files = sorted(path for path in VECTORS.glob("*/*.rdg") if path.stat().st_size < 10_000)
        files = [path for path in files if path.parent.name != "hostile"]
        files = [path for path in files if len(expected(path).get("recordings", [])) == 1]
        for start in range(0, count, BATCH):
            batch: dict[str, bytes] = {}
            for number in range(start, min(start + BATCH, count)):
                path, other = chance.choice(files), chance.choice(files)
                name = f"mutation-{seed}-{number}-{path.parent.name}-{path.stem}"
                batch[name] = mutation(path.read_bytes(), other.read_bytes(), chance)
            with tempfile.TemporaryDirectory() as folder:
                paths = [Path(folder) / f"{name}.rdg" for name in batch]
                for path, data in zip(paths, batch.values()):
                    path.write_bytes(data)
                readings = read_by_swift(self.program, paths)
            for (name, data), swift in zip(batch.items(), readings, strict=True):
                different = differences(swift, read(data))
                self.note(name, different)
                if different and keep:
                    (keep / f"{name}.rdg").write_bytes(data)


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
