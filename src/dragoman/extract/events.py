"""Events: who did what to whom, in PLOVER 0.8 and CAMEO."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.extract.coding import ADDRESSED, counterpart, event_of, planned, sides
from dragoman.extract.context import Context
from dragoman.extract.decided import Decided, joined
from dragoman.extract.event_heads import events_with_heads
from dragoman.extract.frames import Match, matches
from dragoman.extract.meetings import Cluster
from dragoman.extract.occasions import Occasion
from dragoman.extract.standing import aux_of
from dragoman.language.pipeline import Layer
from dragoman.model import Actor, Aux, Event, PloverType, Reason

MUTUAL = frozenset({"CONSULT", "AGREE", "RETREAT"})


def events(context: Context, clusters: Sequence[Cluster]) -> Decided[Event]:
    """The events of an article: what rules and meetings tell; with the heads, what is kept of all candidates."""
    found = told_events(context, clusters)
    reading = context.reading
    if reading is None:
        return Decided(tuple(_distinct(found)))
    return events_with_heads(context, reading, found)


def told_events(context: Context, clusters: Sequence[Cluster]) -> list[Event]:
    """The events that rules and meetings tell."""
    return [*_from_rules(context), *_from_meetings(context, clusters)]


def _distinct(found: Iterable[Event]) -> Iterator[Event]:
    """One event for each type, aux and pair of sides; a report that comes back to it only adds a sentence."""
    first: dict[tuple[str, str, frozenset[str], frozenset[str]], Event] = {}
    for event in found:
        key = (
            event.plover,
            event.aux,
            frozenset(a.name for a in event.actor),
            frozenset(a.name for a in event.recipient),
        )
        held = first.get(key)
        first[key] = replace(held, evidence=joined(held.evidence, event.evidence)) if held else event
    yield from sorted(first.values(), key=lambda e: (e.evidence[0].field == "text", e.evidence[0].start))


def _from_rules(context: Context) -> Iterator[Event]:
    for layer in context.analysis.layers:
        for match in matches(layer, "events", context.rules, context.lexicon):
            event = _from_match(match, layer, context)
            if event is not None:
                yield event


def _from_match(match: Match, layer: Layer, context: Context) -> Event | None:
    gives = match.rule.gives
    actor = _actor(match, layer, context)
    recipient = sides(context.actors(match.role(gives.get("recipient", "")), layer))
    names = {a.name for a in actor}
    recipient = tuple(a for a in recipient if a.name not in names)
    if not recipient and "object" in gives.get("recipient", ""):
        recipient = tuple(a for a in sides(context.owners(match.role("object"), layer)) if a.name not in names)
    if actor and not recipient and gives["plover"] in ADDRESSED:
        recipient = counterpart(context, layer, layer.sentence_at(match.predicate.token), actor)
    if not actor or ("recipient" in gives and gives.get("alone") != "yes" and not recipient):
        return None
    plover, aux = planned(gives["plover"], aux_of(match.judgement))
    if aux == "actual" and context.historical(match.predicate.token, layer):
        aux = "historical"
    return event_of(context, layer, match.predicate.token, actor, recipient, plover, aux, match.rule.reason())


def _actor(match: Match, layer: Layer, context: Context) -> tuple[Actor, ...]:
    """Who acts: those in the rule's role, or the speaker where the rule says so."""
    if match.rule.gives["actor"] != "speaker":
        return sides(context.actors(match.role(match.rule.gives["actor"]), layer))
    speaker = context.attributed(match.predicate.token, layer)["source_actor"]
    return sides((speaker,)) if speaker else ()


_FROM_STATUS: dict[str, tuple[PloverType, Aux]] = {
    "held": ("CONSULT", "actual"),
    "under_way": ("CONSULT", "actual"),
    "scheduled": ("AGREE", "future"),
    "proposed": ("AGREE", "hypothetical"),
    "cancelled": ("REJECT", "actual"),
    "collapsed": ("SANCTION", "actual"),
}


def _from_meetings(context: Context, clusters: Sequence[Cluster]) -> Iterator[Event]:
    """CONSULT for talks held, AGREE for talks to come: one for each meeting and standing."""
    for cluster in clusters:
        done: set[str] = set()
        for occasion in cluster.occasions:
            coded = _FROM_STATUS.get(occasion.status)
            if coded and coded[0] in MUTUAL and occasion.status not in done:
                event = _consultation(occasion, coded, context)
                if event is not None:
                    done.add(occasion.status)
                    yield event


def _consultation(occasion: Occasion, coded: tuple[PloverType, Aux], context: Context) -> Event | None:
    actor = sides(a for m in occasion.participants for a in m.actors)
    if len(actor) < 2:
        return None
    plover, aux = coded
    if occasion.background and aux == "actual":
        aux = "historical"
    reason = Reason(rule="events.meeting", note=occasion.status)
    return event_of(context, occasion.layer, occasion.token, actor, (), plover, aux, reason)
