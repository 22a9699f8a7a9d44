"""What a file holds: section 12 of a sound one, section 13 of any other."""

from dataclasses import dataclass, field

from . import frames, hop, loss, rows
from .block import Control
from .frames import File
from .header import SIGNATURE, SIGNATURE_OFFSET, Header
from .hop import Refused
from .index import Index
from .intervals import Span
from .primitives import Malformed
from .rows import Run
from .scan import Frame, scan
from .schema import Schema


@dataclass(frozen=True)
class Recording:
    """The recording that most is proven of, and what is said of the file besides."""

    tags: list[int]  # of all recordings
    tag: int | None = None
    frames: list[Frame] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    lost: list[dict[str, int | None]] = field(default_factory=list)
    damage: list[Span] = field(default_factory=list)
    known: dict[int, Schema] = field(default_factory=dict)

    @property
    def header(self) -> Header | None:
        """The first header that tells something."""
        headers = [each.holds for each in self.frames if isinstance(each.holds, Header)]
        return next((each for each in headers if each.is_known), None)

    @property
    def ending(self) -> str:
        """Section 12.3: how the recording ended; nothing is known of locks here."""
        kinds = {type(each.holds) for each in self.frames}
        return "closed" if Index in kinds else "interrupted" if Control in kinds else "cut"

    @property
    def schemas(self) -> list[Schema]:
        """Those of the schema frames, and those that only runs have; each once."""
        own = [each.holds.id for each in self.frames if isinstance(each.holds, Schema)]
        ids = dict.fromkeys(own + [run.schema.id for run in self.runs])
        return [self.known[each] for each in ids]


def read(data: bytes) -> Recording:
    """Read a file."""
    file = File(data)
    try:
        found = hop.hop(file)
        runs = rows.runs(hop.sources(file, found))
        return Recording([found[0].tag], found[0].tag, found, runs, known=rows.schemas(found))
    except Malformed:
        return recover(file)


def recover(file: File) -> Recording:
    """Section 13.1: read what is proven of a file that is not sound."""
    found, slack = scan(file)
    begins_right = file.data.startswith(frames.HEADER.to_bytes(4, "little"))
    if not found and not begins_right and not file.data.startswith(SIGNATURE, SIGNATURE_OFFSET):
        raise Refused("notARecording")
    proven: dict[int, int] = {}  # bytes, by tag
    for frame in found:
        proven[frame.tag] = proven.get(frame.tag, 0) + frame.end - frame.offset
    by_tag = {tag: [frame for frame in found if frame.tag == tag] for tag in proven}
    told = {tag: loss.told(by_tag[tag]) for tag in proven}
    next_rows = {tag: max((end for _, end in told[tag]), default=None) for tag in proven}
    sources = {tag: list(rows.sources(file, found, tag, next_rows[tag])) for tag in proven}
    tag = max(proven, key=proven.__getitem__, default=None)
    damage = loss.damage(file, found, slack, sources.get(tag, []))
    if tag is None:
        return Recording([], damage=damage)
    runs = rows.runs(sources[tag])
    lost = loss.lost(told[tag], runs)
    return Recording(list(proven), tag, by_tag[tag], runs, lost, damage, rows.schemas(found))
