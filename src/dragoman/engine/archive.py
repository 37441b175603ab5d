"""A whole archive coded into a folder of Parquet parts with a manifest, by any engine."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from dragoman import __version__
from dragoman.config import Config, load_config
from dragoman.engine.partitions import PART_BYTES, Partition, partitions_of
from dragoman.engine.parts import Job, Part, run_of
from dragoman.engine.schema import LISTS
from dragoman.engine.storage import Folder
from dragoman.errors import UsageError

MANIFEST: Final = "manifest.json"
_FORMAT: Final = "dragoman-coded-1"
_OURS: Final = re.compile(r"part-\d{6}-[0-9a-f]{16}\.(?:parquet|json)")
_PASSING: Final = re.compile(r"\.(?:part-|manifest).*\.[0-9a-f]{32}")
"""Files that were still being written when their writer died."""

Engine = Callable[[Job, Sequence[Partition]], Iterator[Part]]
"""Has each partition coded by some worker, and gives the parts as they come, in any order, each partition's once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a folder of parts holds.

    Attributes:
        parts: the parts in the archive's order.
        run: id of the run that made them.
    """

    parts: tuple[Part, ...]
    run: str

    @property
    def articles(self) -> int:
        """Rows in all parts."""
        return sum(part.articles for part in self.parts)

    @property
    def gated(self) -> int:
        """Articles that the gate held back."""
        return sum(part.gated for part in self.parts)

    @property
    def failed(self) -> int:
        """Lines that hold no article and articles that could not be coded."""
        return sum(part.failed for part in self.parts)

    def to_json(self) -> bytes:
        """The manifest as JSON; the same parts give the same bytes."""
        totals = {"articles": self.articles, "gated": self.gated, "failed": self.failed}
        records = {name: sum(part.records[name] for part in self.parts) for name in LISTS}
        head = {"format": _FORMAT, "dragoman": __version__, "run": self.run, **totals, "records": records}
        return json.dumps({**head, "parts": [asdict(part) for part in self.parts]}, indent=1).encode() + b"\n"


def code_archive(
    sources: Sequence[str],
    out: str,
    engine: Engine,
    *,
    config: Config | None = None,
    part_bytes: int = PART_BYTES,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Manifest:
    """Code JSONL files into the folder ``out``: ``part-*.parquet`` and, once all are there, ``manifest.json``.

    A run that was stopped goes on where it stopped; one whose articles, settings and Dragoman are the same makes
    nothing anew. Parts of an earlier run that belong to no partition any more are taken away.

    Args:
        sources: URLs or patterns of JSONL files, gzipped ones too; any that fsspec reads.
        out: URL of a folder, made if it is missing.
        engine: who codes the partitions, e.g. ``on_local(workers=2)``.
        config: settings to read with, None for the user's own.
        part_bytes: size of a partition.
        progress: told of the partitions done and of all.

    Raises:
        DragomanError: if workers keep dying.
        SourceError: if a source cannot be read.
        UsageError: if ``out`` holds something else, or a library is missing.
    """
    chosen, folder = config or load_config(), Folder(out)
    _require_ours(folder)
    partitions = partitions_of(sources, part_bytes=part_bytes)
    job = Job(out=out, config=chosen, run=run_of(chosen))
    parts: dict[int, Part] = {}
    progress(0, len(partitions))
    for part in engine(job, partitions):
        parts[part.number] = part
        progress(len(parts), len(partitions))
    manifest = Manifest(parts=tuple(parts[number] for number in sorted(parts)), run=job.run)
    folder.write(MANIFEST, manifest.to_json())
    _take_away(folder, keep={part.file.removesuffix(".parquet") for part in manifest.parts})
    return manifest


def _require_ours(folder: Folder) -> None:
    strange = next((n for n in folder.names() if n != MANIFEST and not _OURS.fullmatch(n) and n[0] != "."), None)
    if strange is not None:
        raise UsageError(f"{folder.url} holds {strange}, which is no part of a coded archive; name another folder")


def _take_away(folder: Folder, *, keep: set[str]) -> None:
    for name in folder.names():
        stale = _OURS.fullmatch(name) and name.rsplit(".", 1)[0] not in keep
        if stale or _PASSING.fullmatch(name):
            folder.remove(name)
