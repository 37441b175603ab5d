"""Partitions coded by a Dask cluster: one that runs already, or workers of this machine."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from dragoman.engine.archive import Engine
from dragoman.engine.partitions import Partition
from dragoman.engine.parts import Job, Part
from dragoman.errors import DragomanError
from dragoman.extras import library

_AHEAD = 3
"""Partitions that a worker's thread is given ahead of those it has finished."""

_TRIES = 20
"""How often a partition may be on a worker when it dies."""


def on_dask(*, address: str | None = None, workers: int = 1) -> Engine:
    """An engine of the Dask scheduler at ``address``, or without one of ``workers`` processes started here.

    Raises:
        UsageError: if ``distributed`` is not installed.
    """
    distributed = library("distributed", "dask")

    def run(job: Job, partitions: Sequence[Partition]) -> Iterator[Part]:
        with _client(distributed, address, workers) as client:
            yield from _coded(distributed, client, job, partitions)

    return run


@contextmanager
def _client(distributed: Any, address: str | None, workers: int) -> Iterator[Any]:
    if address is None:
        with _cluster(distributed, workers) as cluster, distributed.Client(cluster) as client:
            yield client
        return
    try:
        client = distributed.Client(address, timeout="20s")
    except OSError:
        raise DragomanError(f"no Dask scheduler answers at {address}") from None
    with client:
        yield client


def _cluster(distributed: Any, workers: int) -> Any:
    # A worker has one thread: the models are not made for several, and Python would not run them at once.
    cluster = distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, memory_limit=0
    )
    # Dask gives up a worker that dies while it starts; after some of those nobody would be left to work.
    cluster.adapt(minimum=workers, maximum=workers)
    return cluster


def _coded(distributed: Any, client: Any, job: Job, partitions: Sequence[Partition]) -> Iterator[Part]:
    """The parts as they are finished; Dask begins again elsewhere what a worker took with it, and so do we."""
    waiting = iter(partitions)
    pending: dict[str, Partition] = {}
    tries: dict[int, int] = {}

    def submitted(partition: Partition) -> Any:
        tries[partition.number] = tries.get(partition.number, 0) + 1
        future = client.submit(job, partition, pure=False)
        pending[future.key] = partition
        return future

    threads = max(1, sum(client.nthreads().values()))
    done = distributed.as_completed([submitted(p) for p in islice(waiting, _AHEAD * threads)])
    for future in done:
        partition = pending.pop(future.key)
        try:
            yield future.result()
        except distributed.KilledWorker:
            if tries[partition.number] == _TRIES:
                raise DragomanError(f"workers keep dying on {partition.source}, byte {partition.start}") from None
            done.add(submitted(partition))
            continue
        for following in islice(waiting, 1):
            done.add(submitted(following))
