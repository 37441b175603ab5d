"""An archive in partitions: stretches of lines, each read, coded and told apart by itself."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.engine.storage import is_compressed, lines_between, sizes_of
from dragoman.errors import SourceError
from dragoman.model import Article
from dragoman.read import iterate_jsonl

PART_BYTES = 4_000_000
"""Bytes of a partition: some thousand articles, a few minutes' work, lost at most when a worker dies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """The lines of a file that begin in a range of bytes.

    Attributes:
        number: its place in the archive.
        source: the file's URL.
        start: first byte.
        end: one past the last byte.
    """

    number: int
    source: str
    start: int
    end: int

    def read(self) -> bytes:
        """The lines.

        Raises:
            SourceError: if the file cannot be read.
        """
        return lines_between(self.source, self.start, self.end)

    def articles(self, data: bytes) -> Iterator[Article | SourceError]:
        """The articles in the lines, or what is wrong with a line."""
        return iterate_jsonl(io.BytesIO(data), source=f"{self.source}@{self.start}")


def partitions_of(sources: Sequence[str], *, part_bytes: int = PART_BYTES) -> list[Partition]:
    """The partitions of JSONL files, in order; a compressed file is one, since it has no middle to begin at.

    Raises:
        SourceError: if a source names no file.
    """
    ranges = [
        (source, start, min(size, start + part_bytes) if not is_compressed(source) else size)
        for source, size in sizes_of(sources)
        for start in ([0] if is_compressed(source) else range(0, size, part_bytes))
    ]
    return [Partition(number=n, source=s, start=a, end=b) for n, (s, a, b) in enumerate(ranges)]


def key_of(data: bytes, run: str) -> str:
    """What a partition's output is known by: its content, read by a run of this id (`engine.runs`)."""
    return hashlib.sha256(run.encode() + b"\0" + data).hexdigest()[:16]
