"""The partition function: articles of one partition in, a Parquet file and what it holds out, on whatever engine."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from typing import Any

from dragoman.api import Reader, load_reader
from dragoman.codebook import coded
from dragoman.config import Config
from dragoman.engine.coding import Failed, chunks, code_chunk
from dragoman.engine.partitions import Partition, key_of
from dragoman.engine.runs import current_run
from dragoman.engine.schema import LISTS, Row, parquet_bytes
from dragoman.engine.storage import Folder
from dragoman.errors import DragomanError, SourceError
from dragoman.model import Article, DocumentDate

_WARMING = (
    "GENEVA - Russian Foreign Minister Sergei Lavrov said on Friday that Moscow would not attend the talks unless Kyiv "
    "agreed to a ceasefire. The envoys of Qatar and Egypt met Hamas negotiators in Doha, two officials said."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of coded articles, and of what it was made.

    Attributes:
        number: the partition's place in the archive.
        source: the file that the articles are from.
        start: first byte of the partition.
        end: one past its last byte.
        file: name of the Parquet file.
        sha256: of the Parquet file.
        articles: rows in it.
        gated: of them, articles that the gate held back.
        failed: of them, lines that hold no article and articles that could not be coded.
        records: records in it by list.
    """

    number: int
    source: str
    start: int
    end: int
    file: str
    sha256: str
    articles: int
    gated: int
    failed: int
    records: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What every partition of a run is made with: a value that engines send to their workers.

    Attributes:
        out: URL of the folder that the parts go to.
        config: settings to read with.
        run: id of the run; a worker whose Dragoman would make another refuses.
    """

    out: str
    config: Config
    run: str

    def __call__(self, partition: Partition) -> Part:
        """The part of a partition: made now, or found whole from before.

        The file is known by its content and the run's id, and appears at once or not at all. So a partition may be
        coded twice, or be cut short, and the folder still holds the same.

        Raises:
            DragomanError: if this worker's Dragoman is another than the one that started the run.
            SourceError: if the partition cannot be read.
        """
        if run_of(self.config) != self.run:
            raise DragomanError("this worker runs another Dragoman, or other data, than the run it works for")
        data, folder = partition.read(), Folder(self.out)
        name = f"part-{partition.number:06d}-{key_of(data, self.run)}"
        known = folder.read(f"{name}.json")
        if known is not None:
            return Part(**json.loads(known))
        rows = list(_rows(partition, data, _reader(self.config)))
        table = parquet_bytes(rows)
        part = _part(partition, f"{name}.parquet", table, rows)
        folder.write(part.file, table)
        folder.write(f"{name}.json", json.dumps(asdict(part), indent=1).encode())
        return part


def run_of(config: Config) -> str:
    """The id of the run that this Dragoman makes under these settings."""
    return _run_of(tuple(sorted(asdict(config).items())))


@lru_cache(maxsize=4)
def _run_of(settings: tuple[tuple[str, Any], ...]) -> str:
    return current_run(Config(**dict(settings)), datetime.now(UTC)).id


def warm_up(config: Config) -> None:
    """Loads this process's reader and reads a line with it, so that no article waits for what is built at first use."""
    _reader(config).read(Article(id="", title="Talks", text=_WARMING, date=DocumentDate()))


@lru_cache(maxsize=1)
def _reader(config: Config) -> Reader:
    return load_reader(config)


def _rows(partition: Partition, data: bytes, reader: Reader) -> Iterator[Row]:
    for item in chain.from_iterable(code_chunk(c, coded, reader) for c in chunks(partition.articles(data))):
        if isinstance(item, Failed):
            yield {"id": item.article.id, "error": item.why}
        elif isinstance(item, SourceError):
            yield {"id": item.source, "error": str(item)}
        else:
            yield item


def _part(partition: Partition, file: str, table: bytes, rows: list[Row]) -> Part:
    counts = Counter({name: sum(len(row.get(name, ())) for row in rows) for name in LISTS})
    return Part(
        **asdict(partition),
        file=file,
        sha256=hashlib.sha256(table).hexdigest(),
        articles=len(rows),
        gated=sum("gated" in row for row in rows),
        failed=sum("error" in row for row in rows),
        records=dict(counts),
    )
