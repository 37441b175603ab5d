"""How long each of the ten questions takes of the busiest processes and of others, in three states.

``cold``, put to a ledger just opened; ``in turn``, put for the first time to a ledger that stays open, among the other
questions on the process, in any order; ``again``, put once more to that ledger.
"""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median, quantiles
from typing import Any

from dragoman.api import Ledger
from dragoman.ledger.rows import Process

Question = Callable[[Ledger, str, Mapping[str, Any]], object]
_Clocks = tuple[float, float]
_Took = tuple[str, str, _Clocks]

_SEED = 20250515
_LATE = date(2020, 1, 1)
_BEFORE = timedelta(days=30)
QUESTIONS: Mapping[str, Question] = {
    "who": lambda ledger, name, at: ledger.who(name, **at),
    "changes": lambda ledger, name, at: ledger.changes(name, since=_LATE - _BEFORE, **at),
    "disagreements": lambda ledger, name, at: ledger.disagreements(name, **at),
    "positions": lambda ledger, name, at: ledger.positions(name, **at),
    "conditions": lambda ledger, name, at: ledger.conditions(name, **at),
    "delegations": lambda ledger, name, at: ledger.delegations(name, **at),
    "rounds": lambda ledger, name, at: ledger.rounds(name, **at),
    "quotes": lambda ledger, name, at: ledger.quotes(name, **at),
    "sources": lambda ledger, name, at: ledger.sources(name, **at),
    "doubts": lambda ledger, name, at: ledger.doubts(name, **at),
}
STATES = ("cold", "in turn", "again")
TIMES: Sequence[Mapping[str, Any]] = ({}, {"as_of": _LATE}, {"known_by": _LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one question took.

    Attributes:
        question: its name.
        group: ``busiest`` or ``others``: which processes it was put to.
        state: ``cold``, ``in turn`` or ``again``.
        count: how often it was put.
        p50: median milliseconds by the clock.
        p95: milliseconds that 95 % stay below.
        processor_p50: median milliseconds of the processor: what a machine of one's own would show.
        processor_p95: milliseconds of the processor that 95 % stay below.
    """

    question: str
    group: str
    state: str
    count: int
    p50: float
    p95: float
    processor_p50: float
    processor_p95: float


def ask(path: Path, busiest: int, others: int, minutes: float) -> tuple[list[Asked], float]:
    """The figures of each question, and the peak memory in megabytes; fewer processes are asked when time runs out."""
    spent: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    end = time.monotonic() + 60 * minutes
    for group, process in _chosen(path, busiest, others):
        for at in TIMES:
            for question, state, took in (*_cold(path, process.id, at), *_open(path, process.id, at)):
                spent[question, group, state].append(took)
        if time.monotonic() > end:
            break
    found = [_asked(*key, took) for key, took in spent.items()]
    names = list(QUESTIONS)
    found.sort(key=lambda one: (one.group, names.index(one.question), STATES.index(one.state)))
    return found, getrusage(RUSAGE_SELF).ru_maxrss / 1024


def _chosen(path: Path, busiest: int, others: int) -> list[tuple[str, Process]]:
    """The busiest processes and a random choice of the others, by turns, so that a cut leaves some of both."""
    with Ledger.open(path) as ledger:
        processes = ledger.processes()
    chance = random.Random(_SEED)
    drawn = chance.sample(processes[busiest:], min(others, len(processes) - busiest))
    chosen = [("busiest", process) for process in processes[:busiest]] + [("others", process) for process in drawn]
    chance.shuffle(chosen)
    return chosen


def _cold(path: Path, name: str, at: Mapping[str, Any]) -> Iterator[_Took]:
    """What opening the ledger and asking takes, for each question."""
    for question in QUESTIONS:
        start = _clocks()
        with Ledger.open(path) as ledger:
            QUESTIONS[question](ledger, name, at)
            yield question, "cold", _since(start)


def _open(path: Path, name: str, at: Mapping[str, Any]) -> Iterator[_Took]:
    """What asking one ledger takes, all questions in a random order and then all again."""
    order = random.Random(f"{name} {at}").sample(list(QUESTIONS), len(QUESTIONS))
    with Ledger.open(path) as ledger:
        for state in STATES[1:]:
            for question in order:
                start = _clocks()
                QUESTIONS[question](ledger, name, at)
                yield question, state, _since(start)


def _clocks() -> _Clocks:
    return time.perf_counter(), time.process_time()


def _since(start: _Clocks) -> _Clocks:
    """Seconds by the clock and of the processor."""
    now = _clocks()
    return now[0] - start[0], now[1] - start[1]


def _asked(question: str, group: str, state: str, took: Sequence[tuple[float, float]]) -> Asked:
    wall, processor = ([1000 * one[place] for one in took] for place in (0, 1))
    return Asked(
        question=question,
        group=group,
        state=state,
        count=len(took),
        p50=median(wall),
        p95=_p95(wall),
        processor_p50=median(processor),
        processor_p95=_p95(processor),
    )


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
