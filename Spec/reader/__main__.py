"""`python3 -m reader FILE…` prints what each file holds, as JSON."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from . import dump
from .recording import Refused, read


def main() -> int:
    """Print every file. The result is 1 if one is refused, and 2 if one cannot be read."""
    parser = argparse.ArgumentParser(prog="python3 -m reader", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
    parser.add_argument(
        "--whole", action="store_true", help="print every value, also of long runs"
    )
    arguments = parser.parse_args()
    whole_rows = sys.maxsize if arguments.whole else dump.WHOLE_ROWS
    status = 0
    for path in arguments.files:
        try:
            for line in dump.lines(read(path.read_bytes()), whole_rows):
                print(line)
        except OSError as error:
            print(f"reader: {error}", file=sys.stderr)
            status = 2
        except Refused as refusal:
            print(dump.refusal(str(refusal)))
            status = max(status, 1)
    return status


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main())
