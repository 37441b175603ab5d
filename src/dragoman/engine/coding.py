"""Articles coded in chunks by one process or several: in input order, one bad article never stopping the rest."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from dragoman.api import Reader, load_reader
from dragoman.config import Config
from dragoman.engine.threads import one_thread_each
from dragoman.errors import DragomanError
from dragoman.model import Article, Record

CHUNK = 32
"""Articles handed to a worker at a time: enough to batch the parser, few enough to share evenly."""

Item = TypeVar("Item")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that could not be coded, and why in one line."""

    article: Article
    why: str


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """The items in lists of ``size``, the last one shorter."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def code_chunks(
    tasks: Iterable[Sequence[Article | Item]],
    make: Callable[[Record], Made],
    *,
    workers: int = 1,
    config: Config | None = None,
) -> Iterator[list[Made | Failed | Item]]:
    """What is made of each article of each chunk, in order; items that are no articles are passed through.

    Args:
        tasks: chunks of articles; with several workers a few are taken ahead of those that are given.
        make: gives what is wanted of a record; a function of a module, so that it can be sent to a worker.
        workers: processes to share the work.
        config: the settings to read with, None for the user's own.

    Raises:
        DragomanError: if a worker process is killed.
    """
    if workers == 1:
        reader = None
        for task in tasks:  # where nothing is left to do, no model is loaded
            reader = reader or load_reader(config)
            yield code_chunk(task, make, reader)
        return
    # "spawn" gives each worker a fresh interpreter: models loaded before a fork would be shared by luck only
    fresh = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, fresh, initializer=_start_worker, initargs=(config,))
    with one_thread_each(), pool:
        try:
            yield from _in_order(pool, tasks, make, ahead=2 * workers)
        except BrokenProcessPool:
            raise DragomanError(
                "a worker process was killed (out of memory?); give the same command again with fewer --workers"
            ) from None


def _in_order(
    pool: ProcessPoolExecutor, tasks: Iterable[Sequence[Article | Item]], make: Callable[[Record], Made], *, ahead: int
) -> Iterator[list[Made | Failed | Item]]:
    waiting: deque[Future[list[Made | Failed | Item]]] = deque()
    try:
        for task in tasks:
            waiting.append(pool.submit(_code_in_worker, task, make))
            if len(waiting) >= ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def code_chunk(
    task: Sequence[Article | Item], make: Callable[[Record], Made], reader: Reader
) -> list[Made | Failed | Item]:
    """What is made of a chunk, in order; articles that fail together are tried again one by one."""
    articles = [item for item in task if isinstance(item, Article)]
    found: Iterator[Made | Failed]
    try:
        found = iter([make(record) for record in reader.read_all(articles)])
    except Exception:
        found = iter([_alone(article, make, reader) for article in articles])
    return [next(found) if isinstance(item, Article) else item for item in task]


def _alone(article: Article, make: Callable[[Record], Made], reader: Reader) -> Made | Failed:
    try:
        return make(reader.read(article))
    except DragomanError as problem:
        return Failed(article, str(problem))
    except Exception as problem:
        return Failed(article, f"{type(problem).__name__}: {problem}")


class _Worker:
    """What a worker process keeps between chunks."""

    reader: Reader | None = None


def _start_worker(config: Config | None) -> None:
    _Worker.reader = load_reader(config)


def _code_in_worker(task: Sequence[Article | Item], make: Callable[[Record], Made]) -> list[Made | Failed | Item]:
    assert _Worker.reader is not None
    return code_chunk(task, make, _Worker.reader)
