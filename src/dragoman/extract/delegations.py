"""Delegations: who goes or went for whom, heads and members, with the office as printed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.context import Context
from dragoman.extract.decided import joined
from dragoman.extract.envoys import Envoy, envoys
from dragoman.extract.frames import Match, matches
from dragoman.extract.meetings import Cluster, nearest_meeting
from dragoman.language.pipeline import Layer
from dragoman.language.predicates import below, spread
from dragoman.model import Actor, Delegation, Reason

_UNKNOWN = "unknown"
_ELSEWHERE = 0.5  # from which probability on an article is about something else
_OPEN_LIST = frozenset({"including", "include", "among"})


def delegations(context: Context, clusters: Sequence[Cluster]) -> list[Delegation]:
    """The persons whom the text presents as a side's team, each once, heads before members.

    Whose side cannot be told was not sent by one: "union representative Bob Master".
    """
    every = (*_by_rules(context, clusters), *_envoys(context, clusters))
    found = [record for record in every if record.party != _UNKNOWN]
    best: dict[tuple[str, bool], Delegation] = {}
    for record in found:
        kept = best.get((record.who.name, record.historical))
        best[record.who.name, record.historical] = record if kept is None else _better(kept, record)
    return list(best.values())


def _better(one: Delegation, other: Delegation) -> Delegation:
    """The record that tells more of a person, a head rather than a member, by all sentences that tell the same."""
    if one.role != other.role:
        return one if one.role == "head" else other
    fuller = other if one.office is None and other.office is not None else one
    return replace(fuller, evidence=joined(one.evidence, other.evidence))


def _by_rules(context: Context, clusters: Sequence[Cluster]) -> Iterator[Delegation]:
    for layer in context.analysis.layers:
        for match in matches(layer, "delegations", context.rules, context.lexicon):
            yield from _from_match(match, layer, context, clusters)


def _from_match(match: Match, layer: Layer, context: Context, clusters: Sequence[Cluster]) -> Iterator[Delegation]:
    sender = _sender(match, layer, context)
    if _is_returned(match) or (sender is None and match.rule.gives.get("sender") == "told"):
        return
    role = match.rule.gives.get("role", "member")
    for token in _with_members(match.role(match.rule.gives["who"]), layer):
        for actor in context.actors((token,), layer):
            if actor.kind == "person" and _is_himself(token, layer):
                yield _record(match, token, actor, sender, role, context, clusters)
                role = match.rule.gives.get("rest", role)


def _is_returned(match: Match) -> bool:
    """Whether the verb tells of a return: who is "sent back" or "sent home" goes for nobody."""
    return any(c.dep_ == "advmod" and c.lower_ in ("back", "home") for c in match.predicate.token.children)


def _sender(match: Match, layer: Layer, context: Context) -> str | None:
    """The side that sends: for whom one acts ("on behalf of the six powers"), else what the rule says names it."""
    acts_for = tuple(t for token in match.predicate.under("on") if token.lemma_ == "behalf" for t in below(token, "of"))
    tokens = acts_for or match.role(match.rule.gives.get("party", ""))
    sides = (a.party or (a.name if a.kind != "person" else None) for a in context.actors(tokens, layer))
    return next((side for side in sides if side), None)


def _is_himself(token: Token, layer: Layer) -> bool:
    """Whether a phrase is of the person himself: not "Trump's son-in-law", and no "Patriot missiles"."""
    owned = any(child.dep_ == "case" for child in token.children)
    only_before = any(m.kind == "person" and m.end <= token.idx for m in layer.by_head.get(token.i, ()))
    return token.dep_ not in ("dative", "poss") and not owned and not only_before


def _with_members(tokens: Sequence[Token], layer: Layer) -> tuple[Token, ...]:
    """The tokens and, for "officials including A, B and C", those whom the list names."""
    found = list(tokens)
    for token in tokens:
        for child in token.children:
            if child.lower_ in _OPEN_LIST or child.dep_ == "appos":
                found += [t for t in _listed(child) if any(m.kind == "person" for m in layer.by_head.get(t.i, ()))]
    return tuple(dict.fromkeys(found))


def _listed(child: Token) -> tuple[Token, ...]:
    """The members of a list below "including" or set beside, with names set to offices: "the head of Mossad, NAME"."""
    first = (child,) if child.dep_ == "appos" else tuple(c for c in child.children if c.dep_ == "pobj")
    heads = [t for token in first for t in spread(token)]
    return (*heads, *(c for head in heads for c in head.children if c.dep_ == "appos"))


def _record(
    match: Match, token: Token, actor: Actor, sender: str | None, role: str, context: Context,
    clusters: Sequence[Cluster],
) -> Delegation:  # fmt: skip
    layer = match.layer
    sentence = layer.sentence_at(match.predicate.token)
    past = context.historical(match.predicate.token, layer)
    return Delegation(
        evidence=(context.analysis.evidence(sentence),),
        party=sender or actor.party or _UNKNOWN,
        who=actor,
        role=role,  # type: ignore[arg-type]
        office=actor.office,
        meeting=nearest_meeting(clusters, sentence.index, background=past),
        open_list=any(t.lemma_ in _OPEN_LIST or t.lower_ in _OPEN_LIST for t in sentence.span if t.i < token.i),
        historical=past,
        reason=match.rule.reason(),
        **context.attributed(match.predicate.token, layer),
    )


def _envoys(context: Context, clusters: Sequence[Cluster]) -> Iterator[Delegation]:
    """Those whom the article calls envoys; one about neither talks nor conflict may call a film star so."""
    if context.reading is not None and context.reading.relevance.get("other", 0.0) > _ELSEWHERE:
        return
    for layer in context.analysis.layers:
        yield from (_from_envoy(envoy, context, clusters) for envoy in envoys(layer, context))


def _from_envoy(envoy: Envoy, context: Context, clusters: Sequence[Cluster]) -> Delegation:
    sentence = envoy.layer.sentence_at(envoy.token)
    actor = envoy.actor
    return Delegation(
        evidence=(context.analysis.evidence(sentence),),
        party=envoy.party or actor.party or actor.country or _UNKNOWN,
        who=actor,
        role=envoy.role,
        office=actor.office,
        meeting=nearest_meeting(clusters, sentence.index),
        reason=Reason(rule=f"delegations.{envoy.how}", note=actor.office or ""),
        **context.attributed(envoy.token, envoy.layer),
    )
