"""What a file holds: read by hopping if it is sound (section 12), or else by a scan (section 13)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from . import frames, hop, loss, rows
from .block import Control
from .frames import File
from .header import SIGNATURE, SIGNATURE_OFFSET, Header
from .hop import Refused
from .index import Index
from .intervals import Intervals, Span
from .loss import Lost
from .primitives import Malformed
from .rows import Run, Source
from .scan import Frame, scan
from .schema import Schema


@dataclass(frozen=True)
class Recording:
    """The recording that most is proven of, and what is said of the file besides."""

    tag: int | None
    tags: list[int]
    header: Header | None
    ending: str
    schemas: list[Schema]
    runs: list[Run]
    lost: list[Lost]
    damage: list[Span]


def read(data: bytes) -> Recording:
    """Read a file."""
    file = File(data)
    try:
        found = hop.hop(file)
        runs = _runs(hop.sources(file, found))
        return _recording(found[0].tag, [found[0].tag], found, runs, [], [])
    except Malformed:
        return _recover(file)


def _recover(file: File) -> Recording:
    """Section 13.1: read what is proven of a file that is not sound."""
    found, slack = scan(file)
    signature = file.data[SIGNATURE_OFFSET : SIGNATURE_OFFSET + len(SIGNATURE)]
    begins_right = file.data.startswith(frames.HEADER.to_bytes(4, "little"))
    if not found and not begins_right and signature != SIGNATURE:
        raise Refused("notARecording")
    proven: Counter[int] = Counter()
    for frame in found:
        proven[frame.tag] += frame.size
    by_tag = {tag: [frame for frame in found if frame.tag == tag] for tag in proven}
    told = {tag: loss.told(its) for tag, its in by_tag.items()}
    sources = {tag: list(rows.sources(file, found, tag, told[tag].last)) for tag in proven}
    damage = loss.damage(file, found, slack, [each for its in sources.values() for each in its])
    if not proven:
        return _recording(None, [], [], [], [], damage)
    tag = max(proven, key=lambda tag: proven[tag])
    runs = _runs(sources[tag])
    lost = loss.lost(told[tag].spans, runs)
    return _recording(tag, list(proven), by_tag[tag], runs, lost, damage)


def _runs(sources: list[Source]) -> list[Run]:
    given = Intervals()
    runs = [run for source in sources for run in rows.runs(source, given)]
    return sorted(runs, key=lambda run: run.first_row)


def _recording(
    tag: int | None,
    tags: list[int],
    found: list[Frame],
    runs: list[Run],
    lost: list[Lost],
    damage: list[Span],
) -> Recording:
    holds = [frame.holds for frame in found]
    headers = [each for each in holds if isinstance(each, Header) and each.is_known]
    schemas: dict[int, Schema] = {}
    for schema in [each for each in holds if isinstance(each, Schema)]:
        schemas.setdefault(schema.id, schema)
    for run in runs:
        schemas.setdefault(run.schema.id, run.schema)
    # Section 12.3; nothing is known of locks here.
    ending = "cut"
    if any(isinstance(each, Control) for each in holds):
        ending = "interrupted"
    if any(isinstance(each, Index) for each in holds):
        ending = "closed"
    return Recording(
        tag,
        tags,
        headers[0] if headers else None,
        ending,
        list(schemas.values()),
        runs,
        lost,
        damage,
    )
