"""Events with the heads: of all candidates those that the decision keeps, then one record for what goes on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.extract.coding import event_of, planned
from dragoman.extract.context import Context
from dragoman.extract.decided import Decided, joined, rejection
from dragoman.extract.event_aux import likeliest_aux
from dragoman.extract.event_candidates import Candidate, candidates
from dragoman.extract.event_tellings import Telling, runs_of, told, with_more
from dragoman.extract.learned import Reading, because
from dragoman.extract.weighing import Weighed, apart, weighed
from dragoman.model import Event

MAX_EVENTS = 13
"""Events of an article that are kept, the likeliest; the codebook has about a dozen, the main ones first."""
_SENTENCES_AN_EVENT = 4  # of a longer text, as a day's live blog, more are: one in so many sentences


def events_with_heads(context: Context, reading: Reading, ruled: Sequence[Event]) -> Decided[Event]:
    """The events that the decision keeps of the heads' candidates and of what rules and meetings found."""
    decision = reading.decisions["events"]
    found = weighed(candidates(context, reading, ruled), decision)
    heard = list(told(found, decision.threshold))
    main = list(apart(heard))
    taken = {id(one) for one in main}
    most = max(MAX_EVENTS, len(context.analysis.sentences) // _SENTENCES_AN_EVENT)
    runs = runs_of(_telling(one, context, reading) for one in main)[:most]
    runs = with_more(runs, (_telling(one, context, reading) for one in heard if id(one) not in taken))
    kept = sorted((_event(run, context) for run in runs), key=_place)
    kept_ids = {id(telling.candidate.option.ruled) for run in runs for telling in run}
    refused = (rejection(e, f"decided against at {p:.2f}") for e, p in _ruled(found) if id(e) not in kept_ids)
    return Decided(tuple(kept), tuple(refused))


def _telling(one: Weighed[Candidate], context: Context, reading: Reading) -> Telling:
    candidate = one.candidate
    aux = likeliest_aux(candidate, candidate.clause_head(), context, reading)
    return Telling(candidate, one.probability, *planned(candidate.plover, aux))


def _place(event: Event) -> tuple[bool, int]:
    return event.evidence[0].field == "text", event.evidence[0].start


def _ruled(found: Iterable[Weighed[Candidate]]) -> Iterator[tuple[Event, float]]:
    return ((w.candidate.option.ruled, w.probability) for w in found if w.candidate.option.ruled is not None)


def _event(run: Sequence[Telling], context: Context) -> Event:
    event = _one_event(run[0], context)
    more = [context.analysis.evidence(telling.candidate.sentence) for telling in run]
    return replace(event, evidence=joined(event.evidence, more))


def _one_event(telling: Telling, context: Context) -> Event:
    candidate, plover, aux = telling.candidate, telling.plover, telling.aux
    option = candidate.option.in_full()
    if candidate.stable and option.ruled is not None:
        return option.ruled
    if option.ruled is not None and option.ruled.plover == plover:
        reason = replace(option.ruled.reason, probability=round(telling.probability, 4))
        older = option.ruled.historical and option.ruled.reason.rule == "events.meeting"
        aux = "historical" if older else aux  # "the first since 2019" says so outright
        return replace(option.ruled, aux=aux, historical=aux == "historical", reason=reason)
    note = f"{option.guessed} by the article's dealings" if option.guessed else ""
    reason = because(f"event.{plover}", telling.probability, note)
    token = candidate.clause_head()
    return event_of(context, candidate.layer, token, option.actor, option.recipient, plover, aux, reason)
