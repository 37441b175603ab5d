"""Sources coded article by article into one file: resumable, in their order, one bad article never stopping it."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from dragoman.codebook import coded
from dragoman.config import Config
from dragoman.engine.coding import Failed, chunks, code_chunks
from dragoman.engine.finding import count_items, find_sources, is_there
from dragoman.errors import SourceError, UsageError
from dragoman.model import Article
from dragoman.read import Columns, iterate_sources
from dragoman.read.reading import is_address

Row = dict[str, Any]
_OWN_NAMES = Columns()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How a batch ended: articles coded now, kept from an earlier run, failed, and held back by the gate."""

    coded: int
    kept: int
    failed: int
    gated: int = 0


def code_file(
    sources: Sequence[str],
    out: Path,
    *,
    workers: int = 1,
    config: Config | None = None,
    columns: Columns = _OWN_NAMES,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Code the articles of sources into ``out``, one object a line in their order.

    Lines that ``out`` already holds are kept, so that a stopped run goes on where it stopped. A source or article that
    cannot be read or coded becomes a line ``{"id": ..., "error": ...}``; one that the gate held back has a field
    ``gated``.

    Args:
        sources: files, folders, patterns of file names, addresses, or ``-`` for standard input.
        out: the file to write or to go on with.
        workers: processes to share the work.
        config: settings to read with, None for the user's own.
        columns: the columns of tables and the fields of JSON lines.
        progress: told of the articles done and of about how many there are.

    Raises:
        SourceError: if a named file is not there.
        UsageError: if ``out`` holds something else than such lines.
    """
    kept = _kept_lines(out)
    named = list(find_sources(sources))
    _require_there(named)
    done, failed, gated, total = kept, 0, 0, count_items(named)
    with closing(iterate_sources(named, follow=sources, columns=columns)) as items:
        tasks = chunks(islice(_tasks(items), kept, None))
        with out.open("a", encoding="utf-8") as sink:
            for item in chain.from_iterable(code_chunks(tasks, coded, workers=workers, config=config)):
                row = {"id": item.article.id, "error": item.why} if isinstance(item, Failed) else item
                sink.write(json.dumps(row, ensure_ascii=False) + "\n")
                sink.flush()
                done, failed, gated = done + 1, failed + ("error" in row), gated + ("gated" in row)
                progress(done, max(done, total))
    return Summary(coded=done - kept - failed - gated, kept=kept, failed=failed, gated=gated)


def _require_there(sources: Iterable[str]) -> None:
    """A name mistyped would otherwise be kept as a line of the output, and later runs would go on behind it."""
    for source in sources:
        if source != "-" and not is_address(source) and not is_there(source):
            raise SourceError(source, "no such file or directory")


def _kept_lines(out: Path) -> int:
    """How many whole lines ``out`` holds; a last line cut off by a crash is taken away."""
    if not out.exists():
        return 0
    data = out.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    try:
        rows = [json.loads(line) for line in whole.splitlines()]
    except ValueError:
        raise UsageError(f"{out} exists and is no coding of articles; name another file") from None
    if len(whole) < len(data):
        with out.open("r+b") as sink:
            sink.truncate(len(whole))
    return len(rows)


def _tasks(items: Iterable[Article | SourceError]) -> Iterator[Article | Row]:
    for item in items:
        yield {"id": item.source, "error": item.problem} if isinstance(item, SourceError) else item
