"""One worker and two: how fast they are once they are at work, and the memory of each process."""

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.model import Article

_EVERY = 0.2
_PARTS = 16
_CALL = """
import sys, time
from dragoman.config import Config
from dragoman.engine.archive import code_archive
from dragoman.engine.on_local import on_local
if __name__ == "__main__":
    source, out, workers, size = sys.argv[1:]
    engine = on_local(workers=int(workers))
    told = lambda done, total: print(time.perf_counter(), flush=True)
    code_archive([source], out, engine, config=Config(), part_bytes=int(size), progress=told)
"""
"""Codes an archive and prints the time at which each part is there."""
_LEAST = 100.0
"""Megabytes below which a process is no worker, but a helper of Python's own."""


@dataclass(slots=True)
class Run:
    """Articles a second once all workers are at work, and the peak memory of each process in megabytes."""

    rate: float
    peaks: list[float]


def measured(articles: Sequence[Article], *, rounds: int = 2) -> dict[str, Any]:
    """Two workers over one, by turns, and the memory of a worker.

    The articles are coded in parts of a sixteenth each, without the gate. The rate is that from the part with which the
    last worker has shown that it is at work to the last part, so that no start is in it.
    """
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "articles.jsonl"
        part = _write(source, articles) // _PARTS
        runs: dict[int, list[Run]] = {1: [], 2: []}
        for _ in range(rounds):
            for workers in runs:
                runs[workers].append(_run(source, workers, part, len(articles)))
    rates = {workers: max(run.rate for run in found) for workers, found in runs.items()}
    return {
        "articles": len(articles),
        "one worker articles/s": round(rates[1], 2),
        "two workers articles/s": round(rates[2], 2),
        "two over one": round(rates[2] / rates[1], 3),
        "memory of one process MB": round(max(max(run.peaks) for run in runs[1])),
        "memory of a worker of two MB": round(max(max(run.peaks) for run in runs[2])),
    }


def _write(path: Path, articles: Sequence[Article]) -> int:
    rows = ({"id": a.id, "title": a.title, "text": a.text, "date": _day(a)} for a in articles)
    return path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _day(article: Article) -> str | None:
    return article.date.best.isoformat() if article.date.best else None


def _run(source: Path, workers: int, part_bytes: int, articles: int) -> Run:
    with tempfile.TemporaryDirectory() as out:
        call = [sys.executable, "-c", _CALL, str(source), out, str(workers), str(part_bytes)]
        process = subprocess.Popen(call, stdout=subprocess.PIPE, text=True)
        watch = _Watch(process.pid)
        watch.start()
        told, _ = process.communicate()
        watch.join()
    if process.returncode != 0:
        raise RuntimeError(f"coding by {workers} workers failed")
    ends = [float(line) for line in told.split()][1:]
    rate = (len(ends) - workers) / (ends[-1] - ends[workers - 1]) * articles / len(ends)
    return Run(rate, [peak for peak in watch.peaks.values() if peak > _LEAST] or [0.0])


class _Watch(threading.Thread):
    """Reads, while a process lives, the peak memory of it and its children from /proc (Linux)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.peaks: dict[int, float] = {}

    def run(self) -> None:
        """Looks every fifth of a second until the process is gone."""
        while Path(f"/proc/{self._pid}/status").exists() and _state(self._pid) != "Z":
            for pid in (self._pid, *_children(self._pid)):
                self.peaks[pid] = max(self.peaks.get(pid, 0.0), _peak(pid))
            time.sleep(_EVERY)


def _children(pid: int) -> list[int]:
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [int(child) for child in found]


def _peak(pid: int) -> float:
    return float(_status(pid).get("VmHWM", "0 kB").split()[0]) / 1024


def _state(pid: int) -> str:
    return _status(pid).get("State", "Z")[0]


def _status(pid: int) -> dict[str, str]:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
