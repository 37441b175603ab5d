"""Partitions coded by processes of this machine."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from dragoman.engine.archive import Engine
from dragoman.engine.partitions import Partition
from dragoman.engine.parts import Job, Part, warm_up
from dragoman.engine.threads import one_thread_each
from dragoman.errors import DragomanError

_DEATHS = 5
"""How often in a row workers may die without finishing a partition before the run is given up."""


def on_local(*, workers: int = 1) -> Engine:
    """An engine of ``workers`` processes; with one, partitions are coded in this process."""

    def run(job: Job, partitions: Sequence[Partition]) -> Iterator[Part]:
        return map(job, partitions) if workers == 1 else _pooled(job, partitions, workers)

    return run


def _pooled(job: Job, partitions: Sequence[Partition], workers: int) -> Iterator[Part]:
    """The parts as they are finished; when a worker dies, what is not finished is begun again by fresh ones."""
    left = {partition.number: partition for partition in partitions}
    deaths = 0
    while left:
        try:
            for part in _by_pool(job, list(left.values()), min(workers, len(left))):
                del left[part.number]
                deaths = 0
                yield part
        except BrokenProcessPool:
            deaths += 1
            if deaths == _DEATHS:
                raise DragomanError(
                    "worker processes keep dying (out of memory?); give the same command again with fewer --workers"
                ) from None


def _by_pool(job: Job, partitions: Sequence[Partition], workers: int) -> Iterator[Part]:
    # "spawn" gives each worker a fresh interpreter: a fork would copy this process's locks and threads
    fresh = multiprocessing.get_context("spawn")
    with one_thread_each(), ProcessPoolExecutor(workers, fresh, warm_up, (job.config,)) as pool:
        futures = [pool.submit(job, partition) for partition in partitions]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
