"""Events with the heads: of all candidates those that the decision keeps, then one record for what goes on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.extract.coding import event_of, planned
from dragoman.extract.context import Context
from dragoman.extract.decided import Decided, joined, rejection
from dragoman.extract.decisions import Decision
from dragoman.extract.event_aux import likeliest_aux
from dragoman.extract.event_candidates import Candidate, candidates
from dragoman.extract.learned import Reading, because
from dragoman.model import Event

_NEXT = 1  # sentences; a report goes on about one event in the next


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with the probability that a coder has it."""

    candidate: Candidate
    probability: float

    @property
    def stable(self) -> bool:
        """Whether a stable rule made it, which no head overrules."""
        ruled = self.candidate.option.ruled
        return ruled is not None and ruled.reason.stable


def events_with_heads(context: Context, reading: Reading, ruled: Sequence[Event]) -> Decided[Event]:
    """The events that the decision keeps of the heads' candidates and of what rules and meetings found."""
    decision = reading.decisions["events"]
    weighed = [Weighed(c, decision.probability(c.features)) for c in candidates(context, reading, ruled)]
    chosen = list(_chosen(weighed, decision))
    kept = sorted((_event(run, context, reading) for run in _runs(chosen)), key=_place)
    taken = {id(one.candidate.option.ruled) for one in chosen}
    refused = (rejection(e, f"decided against at {p:.2f}") for e, p in _ruled(weighed) if id(e) not in taken)
    return Decided(tuple(kept), tuple(refused))


def _place(event: Event) -> tuple[bool, int]:
    return event.evidence[0].field == "text", event.evidence[0].start


def _ruled(weighed: Iterable[Weighed]) -> Iterator[tuple[Event, float]]:
    return ((w.candidate.option.ruled, w.probability) for w in weighed if w.candidate.option.ruled is not None)


def _chosen(weighed: Iterable[Weighed], decision: Decision) -> Iterator[Weighed]:
    """The likeliest first: one of each type in a sentence, and one type for the same sides (codebook)."""
    types: set[tuple[int, str]] = set()
    between: set[tuple[int, frozenset[str]]] = set()
    for one in sorted(weighed, key=lambda w: (not w.stable, -w.probability)):
        index, option = one.candidate.sentence.index, one.candidate.option
        key, who = (index, one.candidate.plover), (index, option.actors | option.recipients)
        if one.stable or (one.probability >= decision.threshold and key not in types and who not in between):
            types.add(key)
            between.add(who)
            yield one


def _runs(chosen: Iterable[Weighed]) -> list[list[Weighed]]:
    """What tells of one event together, the likeliest report of it first."""
    runs: list[list[Weighed]] = []
    for one in chosen:
        run = next((r for r in runs if _same_event(r, one)), None)
        if run is None:
            runs.append([one])
        else:
            run.append(one)
    return runs


def _same_event(run: Sequence[Weighed], one: Weighed) -> bool:
    """Whether a report is of the run's event: the same sides, or in the next sentence sides that fit."""
    first, other = run[0].candidate.option, one.candidate.option
    if run[0].candidate.plover != one.candidate.plover:
        return False
    if (first.actors, first.recipients) == (other.actors, other.recipients):
        return True
    near = min(abs(w.candidate.sentence.index - one.candidate.sentence.index) for w in run) <= _NEXT
    fits = not first.recipients or not other.recipients or bool(first.recipients & other.recipients)
    return near and fits and bool(first.actors & other.actors)


def _event(run: Sequence[Weighed], context: Context, reading: Reading) -> Event:
    event = _one_event(run[0], context, reading)
    more = [context.analysis.evidence(one.candidate.sentence) for one in run]
    return replace(event, evidence=joined(event.evidence, more))


def _one_event(one: Weighed, context: Context, reading: Reading) -> Event:
    candidate, option = one.candidate, one.candidate.option
    if one.stable and option.ruled is not None:
        return option.ruled
    token = candidate.clause_head()
    plover, aux = planned(candidate.plover, likeliest_aux(candidate, token, context, reading))
    if option.ruled is not None and option.ruled.plover == plover:
        reason = replace(option.ruled.reason, probability=round(one.probability, 4))
        return replace(option.ruled, aux=aux, historical=aux == "historical", reason=reason)
    note = f"{option.guessed} by the article's dealings" if option.guessed else ""
    reason = because(f"event.{plover}", one.probability, note)
    return event_of(context, candidate.layer, token, option.actor, option.recipient, plover, aux, reason)
