"""Months of ``dragoman watch`` compressed in time, against a site that lies, stalls and fails.

    python -m benchmarks.soak [--polls 20000] [--feeds 40] [--out FOLDER]

Waiting costs nothing here: the watch's clock jumps. All else is real: sockets, parser processes, the state file and a
SQLite ledger; only the grammar is left out. The watch crashes every 1,000 polls and goes on from its state. Prints
memory and descriptors, and whether every item that a feed has ever named is in the ledger, or told with a reason.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dragoman.engine.watch import LedgerDesk, Watch
from dragoman.engine.watch_config import Watched
from dragoman.engine.watch_state import WatchState
from dragoman.errors import SourceError
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.rows import Run
from dragoman.model import Article, Record
from dragoman.read.addresses import open_guard
from dragoman.read.fetch import Fetcher, FetchLimits
from dragoman.read.politeness import Politeness
from dragoman.read.workers import PageWorkers

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = 500
CRASH = 1_000
WARM_UP = 0.25


class Crash(BaseException):
    """The watch dies here."""


@dataclass(slots=True)
class JumpingClock:
    """A clock on which waiting takes no time."""

    time: float = 1_750_000_000.0

    def now(self) -> float:
        """Seconds since 1970."""
        return self.time

    def wait(self, seconds: float) -> None:
        """Be so many seconds later."""
        self.time += max(0.001, seconds)


@dataclass(slots=True)
class Meter:
    """Counts polls, samples memory and descriptors, and says when to crash and when to end.

    Attributes:
        wanted: polls until the end.
        polls: polls so far.
        samples: polls, resident memory in MB and open descriptors.
        crash_at: the poll after which the watch is to die in the middle of an entry.
    """

    wanted: int
    polls: int = 0
    samples: list[tuple[int, float, int]] = field(default_factory=list)
    crash_at: int = CRASH

    def poll(self, line: str) -> None:
        """Count one poll."""
        self.polls += 1
        if self.polls % SAMPLE == 0:
            self.samples.append((self.polls, resident_mb(), len(list(Path("/proc/self/fd").iterdir()))))

    def ended(self) -> bool:
        """Whether all polls are done."""
        return self.polls >= self.wanted


@dataclass(frozen=True, slots=True)
class FragileDesk:
    """A desk that dies before or after it has taken an article, when the meter says so."""

    desk: LedgerDesk
    meter: Meter

    def take(self, article: Article) -> None:
        """Take an article, or die."""
        dies = self.meter.polls >= self.meter.crash_at
        if dies and self.meter.crash_at % (2 * CRASH):
            self._die()
        self.desk.take(article)
        if dies:
            self._die()

    def fail(self, problem: SourceError) -> None:
        """Take the word of a failure."""
        self.desk.fail(problem)

    def _die(self) -> None:
        self.meter.crash_at += CRASH
        raise Crash


def main() -> None:
    """Run, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polls", type=int, default=20_000)
    parser.add_argument("--feeds", type=int, default=40)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "benchmarks")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, lying_server(seed=1) as server:
        figures = soak(Path(folder), server, polls=options.polls, feeds=options.feeds)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "watch_soak.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name}: {value}")
    sys.exit(figures["missed"])


def soak(folder: Path, server: str, *, polls: int, feeds: int) -> dict[str, Any]:
    """Watch for so many polls, then until nothing waits; the figures."""
    meter, clock = Meter(polls), JumpingClock()
    watched = [Watched(url=f"{server}/feed/{number}", kind="feed", seconds=900.0) for number in range(feeds)]
    began, crashes = time.perf_counter(), 0
    with open_ledger(folder / "ledger.db", create=True) as ledger, PageWorkers(1) as parsers:
        run = Run(id="soak", label="soak", started_at=datetime(2025, 1, 1, tzinfo=UTC))
        desk = LedgerDesk(ledger=ledger, run=run, code=lambda article: Record(article=article), clock=clock)
        politeness = Politeness(clock=clock, agent="Dragoman")
        limits = FetchLimits(wait_seconds=0.25, total_seconds=1.0)
        fetcher = Fetcher(guard=open_guard(["127.0.0.1"]), politeness=politeness, limits=limits)
        while not meter.ended():
            with WatchState(folder / "watch.db") as state:
                state.follow(watched)
                watch = Watch(
                    state=state, fetcher=fetcher, parser=parsers, desk=FragileDesk(desk, meter), clock=clock,
                    holder=f"watch {crashes}", stopped=meter.ended, told=meter.poll,
                )  # fmt: skip
                try:
                    watch.run()
                except Crash:
                    crashes += 1
        seconds = time.perf_counter() - began
        simulated = (clock.time - JumpingClock().time) / 86_400
        ask(f"{server}/honest")
        with WatchState(folder / "watch.db") as state:
            _drain(Watch(state=state, fetcher=fetcher, parser=parsers, desk=desk, clock=clock, holder="last"), clock)
            entries = state.counts()
        published = {f"{server}{path}" for path in ask(f"{server}/published")}
        kept = {str(document.article.url) for document in ledger.documents()}
        told = {failure.source for failure in ledger.failures()}
    return figures_of(meter) | {
        "polls": meter.polls, "simulated_days": round(simulated), "seconds": round(seconds), "crashes": crashes,
        "items_published": len(published), "items_in_ledger": len(published & kept), "failures_told": len(told),
        "items_lost": len(published - kept - told), "entries": entries,
        "missed": bool(published - kept - told) or figures_of(meter)["memory_slope_mb_per_1000_polls"] >= 1.0,
    }  # fmt: skip


def _drain(watch: Watch, clock: JumpingClock) -> None:
    """Poll everything once more and let every retry come."""
    for _ in range(20):
        clock.wait(6 * 3600.0)
        watch.run(once=True)


def figures_of(meter: Meter) -> dict[str, Any]:
    """Growth of memory and descriptors after warm-up."""
    steady = [sample for sample in meter.samples if sample[0] >= meter.wanted * WARM_UP] or meter.samples
    slope = 0.0
    if len(steady) > 2:
        slope = statistics.linear_regression([one[0] / 1_000 for one in steady], [one[1] for one in steady]).slope
    return {
        "memory_slope_mb_per_1000_polls": round(slope, 3),
        "memory_mb": [round(one[1], 1) for one in meter.samples],
        "descriptors": [one[2] for one in meter.samples],
    }


@contextmanager
def lying_server(seed: int) -> Iterator[str]:
    """The address of a site that misbehaves, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.soak.server", str(seed)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


def ask(url: str) -> Any:
    """What the site says of itself."""
    with urllib.request.urlopen(url) as answer:
        data = answer.read()
    return json.loads(data) if data.startswith(b"[") else data


def resident_mb() -> float:
    """Resident memory of this process, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    main()
