"""Candidates weighed against each other: the likeliest first, and of those that exclude each other only one."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from dragoman.extract.decisions import Decision, Features


class Candidate(Protocol):
    """Something that may be a record."""

    @property
    def features(self) -> Features:
        """What speaks for and against it."""

    @property
    def stable(self) -> bool:
        """Whether a stable rule made it, which no decision overrules."""

    @property
    def handicap(self) -> float:
        """By what the threshold is multiplied for it."""

    @property
    def excludes(self) -> tuple[Hashable, ...]:
        """Keys of which no two chosen candidates share one."""


TOLD = 0.5
"""The handicap of what the text says in words: a reader would look for it in the record."""
C = TypeVar("C", bound=Candidate)


@dataclass(frozen=True, slots=True)
class Weighed(Generic[C]):
    """A candidate with the probability that a coder has it."""

    candidate: C
    probability: float


def weighed(candidates: Iterable[C], decision: Decision) -> list[Weighed[C]]:
    """The candidates with their probabilities."""
    return [Weighed(one, decision.probability(one.features)) for one in candidates]


def chosen(found: Iterable[Weighed[C]], decision: Decision) -> Iterator[Weighed[C]]:
    """What a stable rule made, then the likeliest that reach the threshold and are not excluded by a likelier one."""
    least = decision.threshold
    return apart(w for w in found if w.candidate.stable or w.probability >= least * w.candidate.handicap)


def apart(found: Iterable[Weighed[C]]) -> Iterator[Weighed[C]]:
    """What a stable rule made, then the likeliest that are not excluded by a likelier one."""
    taken: set[Hashable] = set()
    for one in sorted(found, key=lambda w: (not w.candidate.stable, -w.probability)):
        keys = one.candidate.excludes
        if one.candidate.stable or taken.isdisjoint(keys):
            taken.update(keys)
            yield one
