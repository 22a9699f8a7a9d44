"""Sets of numbers that are kept as spans."""

import bisect
from collections.abc import Iterator

Span = tuple[int, int]  # the first, and the one behind the last


class Intervals:
    """A set of row numbers or of offsets."""

    def __init__(self) -> None:
        self._spans: list[Span] = []  # in order; they do not touch

    def add(self, start: int, end: int) -> None:
        """Add the numbers from `start` up to `end`; a span of none does no harm."""
        low = bisect.bisect_left(self._spans, start, key=lambda span: span[1])
        high = bisect.bisect_right(self._spans, end, key=lambda span: span[0])
        if low < high:
            start = min(start, self._spans[low][0])
            end = max(end, self._spans[high - 1][1])
        self._spans[low:high] = [(start, end)]

    def gaps(self, start: int, end: int) -> Iterator[Span]:
        """The parts of a span that are not in the set."""
        first = bisect.bisect_right(self._spans, start, key=lambda span: span[1])
        last = bisect.bisect_left(self._spans, end, key=lambda span: span[0])
        for low, high in self._spans[first:last]:
            if low > start:
                yield start, low
            start = high
        if start < end:
            yield start, end
