"""Events with the heads: of all candidates those that the decision keeps, then one record for what goes on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.extract.coding import event_of, planned
from dragoman.extract.context import Context
from dragoman.extract.decided import Decided, joined, rejection
from dragoman.extract.event_aux import likeliest_aux
from dragoman.extract.event_candidates import Candidate, candidates
from dragoman.extract.learned import Reading, because
from dragoman.extract.weighing import Weighed, chosen, weighed
from dragoman.model import Event

_NEXT = 1  # sentences; a report goes on about one event in the next
_SURE = 0.5  # what is as likely as this by itself, and further off, is an event of its own
MAX_EVENTS = 13
"""Events of an article that are kept, the likeliest; the codebook has about a dozen, the main ones first."""


def events_with_heads(context: Context, reading: Reading, ruled: Sequence[Event]) -> Decided[Event]:
    """The events that the decision keeps of the heads' candidates and of what rules and meetings found."""
    decision = reading.decisions["events"]
    found = weighed(candidates(context, reading, ruled), decision)
    runs = runs_of(chosen(found, decision))[:MAX_EVENTS]
    kept = sorted((_event(run, context, reading) for run in runs), key=_place)
    kept_ids = {id(one.candidate.option.ruled) for run in runs for one in run}
    refused = (rejection(e, f"decided against at {p:.2f}") for e, p in _ruled(found) if id(e) not in kept_ids)
    return Decided(tuple(kept), tuple(refused))


def _place(event: Event) -> tuple[bool, int]:
    return event.evidence[0].field == "text", event.evidence[0].start


def _ruled(found: Iterable[Weighed[Candidate]]) -> Iterator[tuple[Event, float]]:
    return ((w.candidate.option.ruled, w.probability) for w in found if w.candidate.option.ruled is not None)


def runs_of(taken: Iterable[Weighed[Candidate]]) -> list[list[Weighed[Candidate]]]:
    """What tells of one event together, the likeliest report of it first, and the likeliest event first."""
    runs: list[list[Weighed[Candidate]]] = []
    for one in taken:
        run = next((r for r in runs if _same_event(r, one)), None)
        if run is None:
            runs.append([one])
        else:
            run.append(one)
    return runs


def _same_event(run: Sequence[Weighed[Candidate]], one: Weighed[Candidate]) -> bool:
    """Whether a report is of the run's event: the same sides, or in the next sentence sides that fit.

    A sure report of the same sides further on is another event: they are accused again, of something else.
    """
    first, other = run[0].candidate.option, one.candidate.option
    if run[0].candidate.plover != one.candidate.plover:
        return False
    near = min(abs(w.candidate.sentence.index - one.candidate.sentence.index) for w in run) <= _NEXT
    if (first.actors, first.recipients) == (other.actors, other.recipients):
        return near or one.probability < _SURE
    fits = not first.recipients or not other.recipients or bool(first.recipients & other.recipients)
    return near and fits and bool(first.actors & other.actors)


def _event(run: Sequence[Weighed[Candidate]], context: Context, reading: Reading) -> Event:
    event = _one_event(run[0], context, reading)
    more = [context.analysis.evidence(one.candidate.sentence) for one in run]
    return replace(event, evidence=joined(event.evidence, more))


def _one_event(one: Weighed[Candidate], context: Context, reading: Reading) -> Event:
    candidate, option = one.candidate, one.candidate.option
    if candidate.stable and option.ruled is not None:
        return option.ruled
    token = candidate.clause_head()
    plover, aux = planned(candidate.plover, likeliest_aux(candidate, token, context, reading))
    if option.ruled is not None and option.ruled.plover == plover:
        reason = replace(option.ruled.reason, probability=round(one.probability, 4))
        older = option.ruled.historical and option.ruled.reason.rule == "events.meeting"
        aux = "historical" if older else aux  # "the first since 2019" says so outright
        return replace(option.ruled, aux=aux, historical=aux == "historical", reason=reason)
    note = f"{option.guessed} by the article's dealings" if option.guessed else ""
    reason = because(f"event.{plover}", one.probability, note)
    return event_of(context, candidate.layer, token, option.actor, option.recipient, plover, aux, reason)
