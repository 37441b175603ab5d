"""A job whose workers die: once before the work, once between its two files, and once after both."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from dragoman.engine.partitions import Partition
from dragoman.engine.parts import Job, Part
from dragoman.engine.storage import Folder


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlyJob(Job):
    """Kills its own process the first time that it gets one of the first partitions.

    Attributes:
        marks: a folder that remembers which.
        deaths: how many.
    """

    marks: str
    deaths: int

    def __call__(self, partition: Partition) -> Part:
        """The part, unless this worker's hour has come."""
        mark = Path(self.marks) / str(partition.number)
        if mark.exists() or partition.number >= self.deaths:
            return Job.__call__(self, partition)
        mark.touch()
        if partition.number % 3:
            part = Job.__call__(self, partition)
            if partition.number % 3 == 1:
                Folder(self.out).remove(part.file.replace(".parquet", ".json"))
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("killed")
