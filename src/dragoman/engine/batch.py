"""A file of articles coded article by article: resumable, in input order, one bad article never stopping it."""

import json
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.api import Reader, load_reader
from dragoman.codebook import coded
from dragoman.errors import DragomanError, SourceError, UsageError
from dragoman.model import Article
from dragoman.read import iterate_jsonl

CHUNK = 32
"""Articles handed to a worker at a time: enough to batch the parser, few enough to share evenly."""

Row = dict[str, Any]
Task = list[Article | Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How a batch ended: articles coded now, kept from an earlier run, and failed."""

    coded: int
    kept: int
    failed: int


def code_file(
    source: Path, out: Path, *, workers: int = 1, progress: Callable[[int, int], None] = lambda done, total: None
) -> Summary:
    """Code the articles of a JSONL file into ``out``, one object a line in input order.

    Lines that ``out`` already holds are kept, so that a stopped run goes on where it stopped. An
    article that cannot be read or coded becomes a line ``{"id": ..., "error": ...}``.

    Raises:
        SourceError: if the file cannot be opened.
        UsageError: if ``out`` holds something else than such lines.
    """
    total = _count_lines(source)
    kept = _kept_lines(out)
    done, failed = kept, 0
    tasks = _chunks(islice(_tasks(source), kept, None), CHUNK)
    with out.open("a", encoding="utf-8") as sink:
        for row in _rows(tasks, workers):
            sink.write(json.dumps(row, ensure_ascii=False) + "\n")
            sink.flush()
            done, failed = done + 1, failed + ("error" in row)
            progress(done, total)
    return Summary(coded=done - kept - failed, kept=kept, failed=failed)


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


def _chunks(items: Iterable[Article | Row], size: int) -> Iterator[Task]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _rows(tasks: Iterator[Task], workers: int) -> Iterator[Row]:
    if workers == 1:
        reader = load_reader()
        for task in tasks:
            yield from code_task(task, reader)
        return
    # "spawn" gives each worker a fresh interpreter: models loaded before a fork would be shared by luck only
    with multiprocessing.get_context("spawn").Pool(workers, initializer=_start_worker) as pool:
        for rows in pool.imap(_code_in_worker, tasks):
            yield from rows


def code_task(task: Task, reader: Reader) -> list[Row]:
    """The coded objects of a chunk, in order; what fails together is tried again one by one."""
    articles = [item for item in task if isinstance(item, Article)]
    try:
        found = iter([coded(record) for record in reader.read_all(articles)])
    except Exception:
        found = iter([_coded_alone(article, reader) for article in articles])
    return [next(found) if isinstance(item, Article) else item for item in task]


def _coded_alone(article: Article, reader: Reader) -> Row:
    try:
        return coded(reader.read(article))
    except DragomanError as problem:
        return {"id": article.id, "error": str(problem)}
    except Exception as problem:
        return {"id": article.id, "error": f"{type(problem).__name__}: {problem}"}


class _Worker:
    """What a worker process keeps between chunks."""

    reader: Reader | None = None


def _start_worker() -> None:
    _Worker.reader = load_reader()


def _code_in_worker(task: Task) -> list[Row]:
    if _Worker.reader is None:
        _start_worker()
    assert _Worker.reader is not None
    return code_task(task, _Worker.reader)
