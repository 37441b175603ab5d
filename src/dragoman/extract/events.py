"""Events: who did what to whom, in PLOVER 0.8 and CAMEO."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from dragoman.codes import codes_for
from dragoman.extract.arguments import party_of
from dragoman.extract.context import Context
from dragoman.extract.frames import Match, matches
from dragoman.extract.meetings import Cluster
from dragoman.extract.occasions import Occasion
from dragoman.language.factuality import Judgement
from dragoman.language.pipeline import Layer, Sentence
from dragoman.model import Actor, Aux, Event, PloverType, Reason

MUTUAL = frozenset({"CONSULT", "AGREE", "RETREAT"})
_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})


def events(context: Context, clusters: Sequence[Cluster]) -> list[Event]:
    """The events of an article, at most one for each sentence, type and pair of sides."""
    found = [*_from_rules(context), *_from_meetings(context, clusters)]
    kept: dict[tuple[int, str, frozenset[str], frozenset[str]], Event] = {}
    for event in found:
        sides = frozenset(party_of(a) for a in event.actor), frozenset(party_of(a) for a in event.recipient)
        kept.setdefault((event.evidence[0].start, event.plover, *sides), event)
    return list(kept.values())


def aux_of(judgement: Judgement | None) -> Aux:
    """The auxiliary mode of an event by how its clause is judged."""
    if judgement is None:
        return "actual"
    if judgement.negated:
        return "negated"
    if judgement.conditional or judgement.antecedent or judgement.possible:
        return "hypothetical"
    if judgement.planned or judgement.time == "future":
        return "future"
    return "historical" if judgement.historical else "actual"


def sides(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors as sides: a person or official stands for the party that he belongs to, each side once."""
    found: dict[str, Actor] = {}
    for actor in actors:
        name = party_of(actor)
        found.setdefault(name, actor if actor.name == name else _as_party(actor, name))
    return tuple(found.values())


def _as_party(actor: Actor, name: str) -> Actor:
    kind = "state" if len(name) == 3 and name.isupper() and name == actor.country else "organisation"
    return Actor(
        name=name, kind=kind, party=name, country=actor.country, plover=actor.plover, cameo=actor.cameo,
        printed=actor.printed, score=actor.score,
    )  # fmt: skip


def _from_rules(context: Context) -> Iterator[Event]:
    for layer in context.analysis.layers:
        for match in matches(layer, "events", context.rules, context.lexicon):
            event = _from_match(match, layer, context)
            if event is not None:
                yield event


def _from_match(match: Match, layer: Layer, context: Context) -> Event | None:
    gives = match.rule.gives
    actor = sides(context.actors(match.role(gives["actor"]), layer))
    recipient = sides(context.actors(match.role(gives.get("recipient", "")), layer))
    names = {a.name for a in actor}
    recipient = tuple(a for a in recipient if a.name not in names)
    if not actor or ("recipient" in gives and gives.get("alone") != "yes" and not recipient):
        return None
    plover, aux = _planned(gives["plover"], aux_of(match.judgement))
    return event_of(
        context, layer, match.predicate.token, actor, recipient, plover, aux, Reason(rule=match.rule.id)
    )


def _planned(plover: str, aux: Aux) -> tuple[PloverType, Aux]:
    """Cooperation that is only planned is AGREE (PLOVER manual; codebook: planned meetings)."""
    if plover in _COOPERATIVE and aux in ("future", "hypothetical"):
        return "AGREE", aux
    return plover, aux  # type: ignore[return-value]


def event_of(
    context: Context, layer: Layer, token: Token, actor: tuple[Actor, ...], recipient: tuple[Actor, ...],
    plover: PloverType, aux: Aux, reason: Reason, *, sentences: Sequence[Sentence] = (),
) -> Event:  # fmt: skip
    """The event with its codes and scores filled in from the words of its clause."""
    codes = codes_for(plover, [t.lemma_.lower() for t in token.subtree])
    where = sentences or (layer.sentence_at(token),)
    return Event(
        evidence=tuple(context.analysis.evidence(s) for s in where),
        actor=actor,
        recipient=recipient,
        plover=plover,
        mode=codes.mode,
        context=codes.context,
        cameo=codes.cameo,
        aux=aux,
        historical=aux == "historical",
        goldstein=codes.goldstein,
        plover_score=codes.plover_score,
        quad=codes.quad,
        reason=reason,
        **context.attributed(token, layer),
    )


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
    if occasion.judgement and occasion.judgement.historical and aux == "actual":
        aux = "historical"
    reason = Reason(rule="events.meeting", note=occasion.status)
    return event_of(context, occasion.layer, occasion.token, actor, (), plover, aux, reason)
