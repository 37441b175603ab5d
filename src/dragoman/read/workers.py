"""Parser processes that can be killed: a page that crashes, hangs or swells costs itself and nothing else."""

import io
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Self

from dragoman.errors import DragomanError, SourceError
from dragoman.model import Article
from dragoman.read.feeds import Feed
from dragoman.read.frames import receive, send
from dragoman.read.page import Page

_START_SECONDS = 120.0
_ANSWER_CLASSES = frozenset(
    {
        ("datetime", "date"),
        ("dragoman.errors", "SourceError"),
        ("dragoman.model.article", "Article"),
        ("dragoman.model.article", "DocumentDate"),
        ("dragoman.model.article", "Span"),
        ("dragoman.read.feeds", "Feed"),
        ("dragoman.read.feeds", "FeedEntry"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLimits:
    """What a parser process may take before it is killed.

    Attributes:
        seconds: of processor time for one page. The kernel counts them, so that a page that is read on an idle
            machine is read on a busy one too.
        wall_seconds: until a process is given up that does not even use the processor.
        memory_bytes: address space of the process; a warm one has 230 MB of it.
        pages: after so many a process is replaced, whatever a native library may have leaked.
    """

    seconds: int = 5
    wall_seconds: float = 120.0
    memory_bytes: int = 800_000_000
    pages: int = 2_000


class ParserProcess:
    """One process that parses one page at a time; it is started by the first page and after each death."""

    def __init__(self, limits: WorkerLimits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._link: socket.socket | None = None
        self._pages = 0

    def run(self, task: str, arguments: dict[str, Any], *, source: str) -> Any:
        """What the task gives, or a SourceError that says why it gave nothing.

        Raises:
            DragomanError: if no process can be started.
        """
        link = self._ready()
        self._pages += 1
        deadline = time.monotonic() + self._limits.wall_seconds
        try:
            send(link, pickle.dumps((task, arguments, source)), deadline=deadline)
            answer = receive(link, deadline=deadline)
        except TimeoutError:
            self.close()
            return SourceError(source, f"was not parsed within {self._limits.wall_seconds:g} s; given up")
        except OSError:
            answer = None
        if answer is None:
            return SourceError(source, self._cause())
        return _value(answer, source)

    def close(self) -> None:
        """End the process, whatever it does."""
        if self._link is not None:
            self._link.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._link = self._process = None

    def _ready(self) -> socket.socket:
        gone = self._process is None or self._process.poll() is not None
        if gone or self._link is None or self._pages >= self._limits.pages:
            self.close()
            self._start()
        assert self._link is not None
        return self._link

    def _start(self) -> None:
        self._link, theirs = socket.socketpair()
        limits = (theirs.fileno(), self._limits.memory_bytes, self._limits.seconds)
        command = [sys.executable, "-m", "dragoman.read.worker", *map(str, limits)]
        with theirs:
            self._process = subprocess.Popen(
                command, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            )  # fmt: skip
        self._pages, ready = 0, None
        with suppress(OSError):
            ready = receive(self._link, deadline=time.monotonic() + _START_SECONDS)
        if ready is None:
            self.close()
            raise DragomanError(
                "the parser process does not start; see what `python -m dragoman.read.worker 0 0 1` says"
            )

    def _cause(self) -> str:
        """How the process ended, in words; it is reaped."""
        assert self._process is not None
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1.0)
        code = self._process.returncode
        self.close()
        if code == -signal.SIGXCPU:
            return f"takes more than {self._limits.seconds} s to parse; given up"
        name = signal.strsignal(-code) if code is not None and code < 0 else f"exit code {code}"
        return f"its parser died ({name})"


class PageWorkers:
    """Parser processes for many pages; results come in the order of the pages.

    Use it as a context manager: at its end no process is left.
    """

    def __init__(self, count: int = 1, limits: WorkerLimits | None = None) -> None:
        self._processes = [ParserProcess(limits or WorkerLimits()) for _ in range(count)]
        self._free: SimpleQueue[ParserProcess] = SimpleQueue()
        for process in self._processes:
            self._free.put(process)
        # threads only carry bytes to and from the processes; no parser runs in one
        self._carriers = ThreadPoolExecutor(count, thread_name_prefix="parser")

    def parse(self, items: Iterable[Article | Page | SourceError]) -> Iterator[Article | SourceError]:
        """``items`` in their order, each page replaced by its article or by the SourceError that says why not.

        At most four pages for each process are taken ahead of the one that is waited for.
        """
        waiting: deque[Future[Article | SourceError]] = deque()
        most = 4 * len(self._processes)
        for item in items:
            waiting.append(self._begun(item))
            while waiting and (len(waiting) > most or waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def read_page(self, page: Page) -> Article | SourceError:
        """The article of one page, or why there is none."""
        answer: Article | SourceError = self._run("page", page.source, {"page": page})
        return answer

    def parse_feed(self, data: bytes, *, source: str, url: str | None = None) -> Feed:
        """The feed in ``data``.

        Raises:
            SourceError: if it is no feed that can be read within the limits.
        """
        answer: Feed | SourceError = self._run("feed", source, {"data": data, "source": source, "url": url})
        if isinstance(answer, SourceError):
            raise answer
        return answer

    def close(self) -> None:
        """End all processes."""
        self._carriers.shutdown(wait=True, cancel_futures=True)
        for process in self._processes:
            process.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _begun(self, item: Article | Page | SourceError) -> "Future[Article | SourceError]":
        if isinstance(item, Page):
            return self._carriers.submit(self.read_page, item)
        done: Future[Article | SourceError] = Future()
        done.set_result(item)
        return done

    def _run(self, task: str, source: str, arguments: dict[str, Any]) -> Any:
        process = self._free.get()
        try:
            return process.run(task, arguments, source=source)
        finally:
            self._free.put(process)


class _Answers(pickle.Unpickler):
    """Reads an answer; a process that a page has taken over cannot name any class but those of an answer."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ANSWER_CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of an answer")
        return super().find_class(module, name)


def _value(answer: bytes, source: str) -> Any:
    try:
        return _Answers(io.BytesIO(answer)).load()
    except Exception:
        # the bytes come from a process that has read a hostile page: whatever is wrong with them, it is no answer
        return SourceError(source, "its parser gave no answer that can be read")
