"""A file of articles coded article by article: resumable, in input order, one bad article never stopping it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from dragoman.codebook import coded
from dragoman.config import Config
from dragoman.engine.coding import Failed, chunks, code_chunks
from dragoman.errors import SourceError, UsageError
from dragoman.model import Article
from dragoman.read import iterate_jsonl

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How a batch ended: articles coded now, kept from an earlier run, failed, and held back by the gate."""

    coded: int
    kept: int
    failed: int
    gated: int = 0


def code_file(
    source: Path,
    out: Path,
    *,
    workers: int = 1,
    config: Config | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Code the articles of a JSONL file into ``out``, one object a line in input order.

    Lines that ``out`` already holds are kept, so that a stopped run goes on where it stopped. An
    article that cannot be read or coded becomes a line ``{"id": ..., "error": ...}``; one that the gate
    held back has a field ``gated``.

    Args:
        source: the file.
        out: the file to write or to go on with.
        workers: processes to share the work.
        config: settings to read with, None for the user's own.
        progress: told of the articles done and of all.

    Raises:
        SourceError: if the file cannot be opened.
        UsageError: if ``out`` holds something else than such lines.
    """
    total = _count_lines(source)
    kept = _kept_lines(out)
    done, failed, gated = kept, 0, 0
    tasks = chunks(islice(_tasks(source), kept, None))
    with out.open("a", encoding="utf-8") as sink:
        for item in chain.from_iterable(code_chunks(tasks, coded, workers=workers, config=config)):
            row = {"id": item.article.id, "error": item.why} if isinstance(item, Failed) else item
            sink.write(json.dumps(row, ensure_ascii=False) + "\n")
            sink.flush()
            done, failed, gated = done + 1, failed + ("error" in row), gated + ("gated" in row)
            progress(done, total)
    return Summary(coded=done - kept - failed - gated, kept=kept, failed=failed, gated=gated)


def _count_lines(source: Path) -> int:
    try:
        with source.open("rb") as lines:
            return sum(1 for line in lines if line.strip())
    except OSError as problem:
        raise SourceError(str(source), (problem.strerror or "cannot be opened").lower()) from None


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


def _tasks(source: Path) -> Iterator[Article | Row]:
    with source.open("rb") as stream:
        for number, item in enumerate(iterate_jsonl(stream), 1):
            yield {"id": f"line {number}", "error": str(item)} if isinstance(item, SourceError) else item
