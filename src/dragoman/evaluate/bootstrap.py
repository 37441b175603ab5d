"""Intervals for scores: how far they would move with other articles of the same kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from dragoman.evaluate.agreement import GROUPS, Group
from dragoman.evaluate.measures import Counts
from dragoman.evaluate.score import Run

MEAN = "mean_strict_f1"
_SCORED = tuple(group for group in GROUPS if group != "statements")


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


def bootstrap(run: Run, *, seed: int, samples: int = 1000) -> Mapping[str, Interval]:
    """95 % intervals of the strict F1 of every report type, and of their mean (statements left out).

    Percentile bootstrap over whole articles (Efron 1979): records of one article stand or fall together, so
    that single records are no independent draws.

    Args:
        run: the judged run; one without articles has no intervals.
        seed: fixes the draws; equal seeds give equal intervals.
        samples: how many times the articles are drawn.
    """
    if not run.articles:
        return {}
    columns = {group: _column(run, group) for group in GROUPS}
    drawn: dict[str, list[float]] = {name: [] for name in (*GROUPS, MEAN)}
    for picks in _draws(len(run.articles), seed, samples):
        f1: dict[str, float] = {group: _f1(column, picks) for group, column in columns.items()}
        f1[MEAN] = sum(f1[group] for group in _SCORED) / len(_SCORED)
        for name, value in f1.items():
            drawn[name].append(value)
    return {name: _interval(values) for name, values in drawn.items()}


Column = tuple[list[int], list[int], list[int]]


def _column(run: Run, group: Group) -> Column:
    counts = [one.groups[group].strict for one in run.articles]
    return [c.gold for c in counts], [c.predicted for c in counts], [c.hits for c in counts]


def _draws(articles: int, seed: int, samples: int) -> Sequence[list[int]]:
    random = Random(seed)
    return [random.choices(range(articles), k=articles) for _ in range(samples)]


def _f1(column: Column, picks: Sequence[int]) -> float:
    gold, predicted, hits = (sum(map(values.__getitem__, picks)) for values in column)
    return Counts(gold, predicted, hits).f1


def _interval(values: list[float]) -> Interval:
    ordered = sorted(values)
    tail = int(0.025 * len(ordered))
    return Interval(ordered[tail], ordered[-1 - tail])
