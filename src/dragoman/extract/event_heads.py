"""Events with the heads: of all candidates those that the decision keeps, then one record for what goes on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.extract.coding import event_of
from dragoman.extract.context import Context
from dragoman.extract.decided import Decided, joined, rejection
from dragoman.extract.decisions import Decision
from dragoman.extract.event_candidates import Candidate, Option, candidates
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
    kept = sorted((_event(run, context) for run in _runs(chosen)), key=_place)
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


def _event(run: Sequence[Weighed], context: Context) -> Event:
    event = _one_event(run[0], context)
    more = [context.analysis.evidence(one.candidate.sentence) for one in run]
    return replace(event, evidence=joined(event.evidence, more))


def _one_event(one: Weighed, context: Context) -> Event:
    candidate, option = one.candidate, one.candidate.option
    if option.ruled is not None:
        return replace(option.ruled, reason=replace(option.ruled.reason, probability=round(one.probability, 4)))
    note = f"{option.guessed} by the article's dealings" if option.guessed else ""
    reason = because(f"event.{candidate.plover}", one.probability, note)
    token = _token(option, candidate)
    return event_of(
        context, candidate.layer, token, option.actor, option.recipient, candidate.plover, candidate.aux, reason
    )


def _token(option: Option, candidate: Candidate) -> Token:
    """The word whose clause tells the event's mode and context: the verb over the actor, else the sentence's."""
    mention = option.pair and (option.pair.left or option.pair.right)
    root = candidate.sentence.span.root
    token = candidate.layer.doc[mention.head] if mention else root
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), root)
