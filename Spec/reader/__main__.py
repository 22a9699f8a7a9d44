"""`python3 -m reader FILE…` prints what each file holds, as JSON."""

import argparse
import sys
from pathlib import Path

from . import dump
from .recording import Refused, read


def main() -> int:
    """Print every file. The result is 1 if one is refused, and 2 if one cannot be read."""
    parser = argparse.ArgumentParser(prog="python3 -m reader", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
    parser.add_argument("--whole", action="store_true", help="print the values of long runs too")
    arguments = parser.parse_args()
    status = 0
    for path in arguments.files:
        try:
            recording = read(path.read_bytes())
            text = dump.dump(recording, sys.maxsize if arguments.whole else dump.WHOLE_ROWS)
        except OSError as error:
            print(f"reader: {error}", file=sys.stderr)
            status = 2
            continue
        except Refused as refusal:
            text, status = dump.refusal(str(refusal)), max(status, 1)
        sys.stdout.buffer.write(f"{text}\n".encode())
    return status


if __name__ == "__main__":
    sys.exit(main())
