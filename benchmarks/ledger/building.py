"""A ledger filled with resampled codings by the code that ingest writes with, and what that took."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from benchmarks.ledger.resampled import resampled, words_of

from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import Repository
from dragoman.ledger.rows import Coding

_TOGETHER = 500
_TOLD_EVERY = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What writing a ledger took.

    Attributes:
        documents: documents written.
        reports: rows written.
        copies: links between near-copies that were found.
        wall: seconds of writing by the clock.
        processor: seconds of writing by the processor; on a shared machine the fairer figure.
        last_rate: documents a second of processor time among the last tenth.
        size: bytes of the file, its log written back.
        memory: peak resident megabytes of the process.
    """

    documents: int
    reports: int
    copies: int
    wall: float
    processor: float
    last_rate: float
    size: int
    memory: float


NOTHING = Built(documents=0, reports=0, copies=0, wall=0, processor=0, last_rate=0, size=0, memory=0)


def build(path: Path, lines: Sequence[str], count: int, minutes: float, before: Built = NOTHING) -> Built:
    """Write codings until there are ``count``, or as many as the minutes allow; made codings are not timed.

    Args:
        path: the ledger; a new one is made where there is none.
        lines: the records to resample, as JSON.
        count: how many documents the ledger is to hold.
        minutes: when to stop.
        before: what writing took before, where a ledger is gone on with.
    """
    end, done = time.monotonic() + 60 * minutes, before.documents
    spent = [(done, before.wall, before.processor)]
    with open_ledger(path, create=True) as ledger:
        for batch in _batches(lines, done, count):
            wall, processor = _written(ledger, batch)
            done += len(batch)
            spent.append((done, spent[-1][1] + wall, spent[-1][2] + processor))
            if done % _TOLD_EVERY == 0:
                print(f"{done} documents, {spent[-1][1]:.0f} s, {spent[-1][2]:.0f} s of the processor", flush=True)
            if time.monotonic() > end:
                break
        counts = ledger.counts()
    return Built(
        documents=counts["documents"],
        reports=counts["rows"],
        copies=counts["copy links"],
        wall=spent[-1][1],
        processor=spent[-1][2],
        last_rate=_last_rate(spent),
        size=_size(path),
        memory=max(before.memory, getrusage(RUSAGE_SELF).ru_maxrss / 1024),
    )


def _batches(lines: Sequence[str], first: int, count: int) -> Iterator[list[Coding]]:
    """Codings by the batch; another process makes the next one while this one is written."""
    words = words_of(lines)
    starts = range(first, count, _TOGETHER)
    parts = [[lines[number % len(lines)] for number in range(at, min(at + _TOGETHER, count))] for at in starts]
    with ProcessPoolExecutor(1) as maker:
        coming = maker.submit(resampled, parts[0], words, first)
        for at, part in zip(starts[1:], parts[1:], strict=True):
            made = coming.result()
            coming = maker.submit(resampled, part, words, at)
            yield made
        yield coming.result()


def _written(ledger: Repository, batch: Sequence[Coding]) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    with ledger.transaction():
        for coding in batch:
            ledger.add(coding)
    return time.perf_counter() - wall, time.process_time() - processor


def _last_rate(spent: Sequence[tuple[int, float, float]]) -> float:
    first, last = spent[-1 - max(1, len(spent) // 10)], spent[-1]
    return (last[0] - first[0]) / max(last[2] - first[2], 1e-9)


def _size(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.stat().st_size
