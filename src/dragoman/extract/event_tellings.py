"""How sure an event is by all the sentences that tell it, and which of them tell of one event."""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.extract.event_candidates import Candidate
from dragoman.extract.event_options import JOINT
from dragoman.extract.weighing import Weighed
from dragoman.model import Aux, PloverType

_FAINT = 0.1  # a sentence that tells it less surely speaks for no other
_NEXT = 1  # sentences; the next one goes on about the event
_SURE = 0.5  # what is as likely as this by itself, and further off, is an event of its own
_NEAR, _UNSURE = 10, 0.4  # so far off, what is less likely than this is no other meeting of one of the sides
_SENTENCES = 4
"""How many sentences a record names, the surest: coders name no more in 99 of 100."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells of an event, with the type and aux under which it is coded."""

    candidate: Candidate
    probability: float
    plover: PloverType
    aux: Aux

    @property
    def event(self) -> Hashable:
        """What is told: the type as coded, and the sides."""
        return self.plover, self.candidate.option.sides

    def is_of(self, run: Sequence["Telling"]) -> bool:
        """Whether it is of a run's event: the same sides, or in the next sentence sides that fit.

        A sure telling of the same sides further on is another event: they are accused again, of something else. An
        unsure one of what parties do together goes on about what one of them does near by, whoever else it may be with.
        """
        if self.plover != run[0].plover:
            return False
        distance = min(map(self.distance, run))
        if self.event == run[0].event:
            return distance <= _NEXT or self.probability < _SURE
        first, own = run[0].candidate.option, self.candidate.option
        if self.plover in JOINT and self.probability < _UNSURE:
            return distance <= _NEAR and bool(first.everyone & own.everyone)
        fits = not first.recipients or not own.recipients or bool(first.recipients & own.recipients)
        return distance <= _NEXT and fits and bool(first.actors & own.actors)

    def distance(self, other: "Telling") -> int:
        """How many sentences lie between two tellings."""
        return abs(self.candidate.sentence.index - other.candidate.sentence.index)


def told(found: Iterable[Weighed[Candidate]], threshold: float) -> Iterator[Weighed[Candidate]]:
    """What a stable rule made, and what reaches the threshold by all sentences together that tell it.

    Sentences of one article are no independent witnesses, so each of the others counts half: of two that are 0.2 sure
    the doubt left is 0.8 times the root of 0.8.
    """
    every = list(found)
    doubt: dict[Hashable, float] = defaultdict(lambda: 1.0)
    for one in every:
        if one.probability >= _FAINT:
            doubt[one.candidate.event] *= math.sqrt(1 - one.probability)
    for one in every:
        own = math.sqrt(1 - one.probability)
        sureness = 1 - own * (doubt[one.candidate.event] if one.probability >= _FAINT else own)
        if one.candidate.stable or sureness >= threshold * one.candidate.handicap:
            yield one


def runs_of(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """What tells of one event together, the likeliest telling of it first, and the likeliest event first."""
    runs: list[list[Telling]] = []
    for telling in tellings:
        run = next((r for r in runs if telling.is_of(r)), None)
        if run is None:
            runs.append([telling])
        else:
            run.append(telling)
    return runs


def with_more(runs: Sequence[Sequence[Telling]], more: Iterable[Telling]) -> list[list[Telling]]:
    """The runs with what else tells of the same, each added to the nearest run, of which the surest are kept.

    The one record of a sentence may be of something likelier: "Iran, which shelled Iraq, urged Iraq to talk" still
    tells of the shelling that another sentence has. What was is no telling of what may come, nor the reverse.
    """
    longer = [list(run) for run in runs]
    for telling in more:
        same = [run for run in longer if run[0].event == telling.event and run[0].aux == telling.aux]
        if same:
            min(same, key=lambda run: min(map(telling.distance, run))).append(telling)
    return [[run[0], *sorted(run[1:], key=lambda r: -r.probability)[: _SENTENCES - 1]] for run in longer]
