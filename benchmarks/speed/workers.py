"""One worker and two: wall time of whole commands without their start, and memory of each process."""

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
_LEAST = 100.0
"""Megabytes below which a process is no worker, but a helper of Python's own."""


@dataclass(slots=True)
class Run:
    """How long a command took, and the peak memory of each of its processes in megabytes."""

    seconds: float
    peaks: list[float]


def measured(articles: Sequence[Article], *, rounds: int = 2) -> dict[str, Any]:
    """Two workers over one, by turns, and the memory of a worker.

    The articles are coded in parts of a sixteenth each, without the gate. What a command takes for no more than a few
    of the articles is its start, and is taken off.
    """
    with tempfile.TemporaryDirectory() as scratch:
        many, few = Path(scratch) / "many.jsonl", Path(scratch) / "few.jsonl"
        part = _write(many, articles) // 16
        _write(few, articles[:2])
        runs: dict[int, list[Run]] = {1: [], 2: []}
        starts: dict[int, list[Run]] = {1: [], 2: []}
        for _ in range(rounds):
            for workers in (1, 2):
                starts[workers].append(_run(few, workers, 1))
                runs[workers].append(_run(many, workers, part))
    best = {n: min(run.seconds for run in runs[n]) - min(run.seconds for run in starts[n]) for n in (1, 2)}
    return {
        "articles": len(articles),
        "one worker s": round(best[1], 2),
        "two workers s": round(best[2], 2),
        "two over one": round(best[1] / best[2], 3),
        "memory of one process MB": round(max(max(run.peaks) for run in runs[1])),
        "memory of a worker of two MB": round(max(sorted(run.peaks)[-1] for run in runs[2])),
    }


def _write(path: Path, articles: Sequence[Article]) -> int:
    rows = ({"id": a.id, "title": a.title, "text": a.text, "date": _day(a)} for a in articles)
    return path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _day(article: Article) -> str | None:
    return article.date.best.isoformat() if article.date.best else None


def _run(source: Path, workers: int, part_bytes: int) -> Run:
    out = tempfile.mkdtemp()
    call = (
        "from dragoman.config import Config; from dragoman.engine.archive import code_archive; "
        "from dragoman.engine.on_local import on_local; "
        f"code_archive([{str(source)!r}], {out!r}, on_local(workers={workers}), "
        f"config=Config(), part_bytes={part_bytes})"
    )
    begin = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", call])
    watch = _Watch(process.pid)
    watch.start()
    if process.wait() != 0:
        raise RuntimeError(f"coding by {workers} workers failed")
    seconds = time.perf_counter() - begin
    watch.join()
    return Run(seconds, [peak for peak in watch.peaks.values() if peak > _LEAST] or [0.0])


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
