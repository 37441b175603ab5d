"""Partitions coded by a Ray cluster: one that runs already, or one started on this machine."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from dragoman.engine.archive import Engine
from dragoman.engine.partitions import Partition
from dragoman.engine.parts import Job, Part
from dragoman.errors import DragomanError
from dragoman.extras import library

_AHEAD = 3
"""Partitions that a processor is given ahead of those it has finished."""

_TRIES = 20
"""How often a partition may be on a worker when it dies."""


def on_ray(*, address: str | None = None, workers: int = 1) -> Engine:
    """An engine of the Ray cluster at ``address`` (``auto``, ``ray://host:10001``), or of ``workers`` started here.

    Raises:
        UsageError: if Ray is not installed.
    """
    ray = library("ray", "ray")

    def run(job: Job, partitions: Sequence[Partition]) -> Iterator[Part]:
        with _cluster(ray, address, workers):
            yield from _coded(ray, job, partitions)

    return run


def _cluster(ray: Any, address: str | None, workers: int) -> Any:
    try:
        if address is not None:
            return ray.init(address, log_to_driver=False, logging_level="error")
        return ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, logging_level="error")
    except (ConnectionError, RuntimeError) as problem:
        raise DragomanError(f"no Ray cluster at {address or 'this machine'}: {problem}") from None


def _coded(ray: Any, job: Job, partitions: Sequence[Partition]) -> Iterator[Part]:
    """The parts as they are finished; Ray begins again elsewhere what a worker took with it."""
    code = ray.remote(num_cpus=1, max_retries=_TRIES)(_code)
    waiting = iter(partitions)
    ahead = _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
    pending = [code.remote(job, partition) for partition in islice(waiting, ahead)]
    while pending:
        (done, *_), pending = ray.wait(pending, num_returns=1)
        try:
            yield ray.get(done)
        except ray.exceptions.RayTaskError as problem:
            raise problem.cause from None
        except ray.exceptions.WorkerCrashedError:
            raise DragomanError("Ray's workers keep dying; see Ray's own logs") from None
        pending += [code.remote(job, partition) for partition in islice(waiting, 1)]


def _code(job: Job, partition: Partition) -> Part:
    return job(partition)
