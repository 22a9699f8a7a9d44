"""Sets of numbers that are kept as spans."""

from __future__ import annotations

import bisect
from collections.abc import Iterator


class Intervals:
    """A set of row numbers or offsets."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []
        self._is_sorted = True

    def add(self, start: int, end: int) -> None:
        """Add the numbers from `start` up to `end`."""
        if start < end:
            self._spans.append((start, end))
            self._is_sorted = False

    def spans(self) -> list[tuple[int, int]]:
        """The numbers as spans that are in order and do not touch."""
        if not self._is_sorted:
            merged: list[tuple[int, int]] = []
            for start, end in sorted(self._spans):
                if merged and start <= merged[-1][1]:
                    merged[-1] = (merged[-1][0], max(merged[-1][1], end))
                else:
                    merged.append((start, end))
            self._spans, self._is_sorted = merged, True
        return self._spans

    def without(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a span that are not in the set."""
        spans = self.spans()
        for low, high in spans[max(0, bisect.bisect(spans, (start,)) - 1) :]:
            if low >= end:
                break
            if high > start:
                if low > start:
                    yield start, low
                start = high
        if start < end:
            yield start, end
