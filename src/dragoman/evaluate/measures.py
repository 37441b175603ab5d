"""Counts and the measures that are read from them; every evaluation of Dragoman reports in these."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are, how many were given, how many of these are right.

    Attributes:
        gold: records in the gold.
        predicted: records given.
        hits: records given that are right, each gold record met at most once.
    """

    gold: int = 0
    predicted: int = 0
    hits: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.gold + other.gold, self.predicted + other.predicted, self.hits + other.hits)

    @property
    def precision(self) -> float:
        """Share of the given records that are right; 0 when none was given."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold records that were found; 0 when there are none."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 when both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many of ``total`` decisions are right."""

    right: int = 0
    total: int = 0

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.right + other.right, self.total + other.total)

    @property
    def value(self) -> float | None:
        """The share that is right, or None when nothing was decided."""
        return self.right / self.total if self.total else None


def sum_counts(parts: Iterable[Counts]) -> Counts:
    """The counts of all parts together."""
    return sum(parts, Counts())


def set_counts(gold: frozenset[T], predicted: frozenset[T]) -> Counts:
    """The counts of two sets in which equal members agree."""
    return Counts(len(gold), len(predicted), len(gold & predicted))
