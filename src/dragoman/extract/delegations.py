"""Delegations: who goes or went for whom, heads and members, with the office as printed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.context import Context
from dragoman.extract.decided import joined
from dragoman.extract.frames import Match, matches
from dragoman.extract.meetings import Cluster, nearest_meeting
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer
from dragoman.model import Actor, Delegation, Reason

_UNKNOWN = "unknown"
_OPEN_LIST = frozenset({"including", "include", "among"})


def delegations(context: Context, clusters: Sequence[Cluster]) -> list[Delegation]:
    """The persons whom the text presents as a side's team, each once, heads before members.

    Whose side cannot be told was not sent by one: "union representative Bob Master".
    """
    every = (*_by_rules(context, clusters), *_by_office(context, clusters))
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
    sender = context.actors(match.role(match.rule.gives.get("party", "")), layer)
    whole = match.role(match.rule.gives["who"])
    for token in _with_members(whole, layer):
        for actor in context.actors((token,), layer):
            if actor.kind == "person":
                yield _record(match, token, actor, sender, layer, context, clusters)


def _with_members(tokens: Sequence[Token], layer: Layer) -> tuple[Token, ...]:
    """The tokens and, for "officials including A, B and C", those whom the list names."""
    found = list(tokens)
    for token in tokens:
        for child in token.children:
            if child.lower_ in _OPEN_LIST or child.dep_ == "appos":
                found += [t for t in child.subtree if any(m.kind == "person" for m in layer.by_head.get(t.i, ()))]
    return tuple(dict.fromkeys(found))


def _record(
    match: Match, token: Token, actor: Actor, sender: Sequence[Actor], layer: Layer, context: Context,
    clusters: Sequence[Cluster],
) -> Delegation:  # fmt: skip
    sentence = layer.sentence_at(match.predicate.token)
    party = sender[0].party or sender[0].name if sender else actor.party
    past = context.historical(match.predicate.token, layer)
    return Delegation(
        evidence=(context.analysis.evidence(sentence),),
        party=party or _UNKNOWN,
        who=actor,
        role=match.rule.gives.get("role", "member"),  # type: ignore[arg-type]
        office=actor.office,
        meeting=nearest_meeting(clusters, sentence.index, background=past),
        open_list=any(t.lemma_ in _OPEN_LIST or t.lower_ in _OPEN_LIST for t in sentence.span if t.i < token.i),
        historical=past,
        reason=match.rule.reason(),
        **context.attributed(match.predicate.token, layer),
    )


def _by_office(context: Context, clusters: Sequence[Cluster]) -> Iterator[Delegation]:
    """Persons whose printed office makes them a side's voice at talks: "chief negotiator NAME", "UN envoy NAME"."""
    for layer in context.analysis.layers:
        for mention in layer.mentions:
            actor = mention.actor
            if actor is None or actor.kind != "person" or mention.pronominal or not _sent(actor, context):
                continue
            yield _from_office(mention, actor, layer, context, clusters)


def _sent(actor: Actor, context: Context) -> bool:
    words = (actor.office or "").lower().replace("-", " ").split()
    return any(context.lexicon.has("delegates", word) for word in words) and "former" not in words


def _from_office(
    mention: Mention, actor: Actor, layer: Layer, context: Context, clusters: Sequence[Cluster]
) -> Delegation:
    token = layer.doc[mention.head]
    sentence = layer.sentence_at(token)
    return Delegation(
        evidence=(context.analysis.evidence(sentence),),
        party=actor.party or actor.country or _UNKNOWN,
        who=actor,
        role="head",
        office=actor.office,
        meeting=nearest_meeting(clusters, sentence.index),
        reason=Reason(rule="delegations.office", note=actor.office or ""),
        **context.attributed(token, layer),
    )
