"""Which kind of position a match tells: the rule's own, or another by a condition hung on it and by who holds it."""

from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.extract.frames import Match
from dragoman.extract.lexicon import Lexicon
from dragoman.extract.preconditions import condition_in, opening_of
from dragoman.model import Actor, PositionKind

_CONDITIONS = frozenset({"condition", "precondition", "prerequisite"})
_EARLIER = frozenset({"before", "until"})


def worded_kind(match: Match) -> PositionKind:
    """The rule's kind; with a condition hung on it what is offered or accepted becomes a precondition."""
    kind = match.rule.gives["kind"]
    conditional = match.judgement is not None and match.judgement.conditional
    if conditional and kind in ("offer", "acceptance", "concession"):
        return "precondition"
    return kind  # type: ignore[return-value]


def kind_of(match: Match, holders: Sequence[Actor], lexicon: Lexicon) -> PositionKind:
    """The kind by what is asked or given and by how many: what several promise each other, each accepts.

    "Iran agreed to release the sailors" concedes, "Kim and Trump agreed to suspend the drills" strikes a bargain, and
    "Seoul insisted that Pyongyang disarm before talks begin" sets a condition.
    """
    kind, joint = worded_kind(match), len(holders) > 1
    if kind == "demand" and any(_comes_first(token) for token in _asked(match)):
        return "precondition"
    if kind == "acceptance" and not joint and any(lexicon.has("yields", t.lemma_) for t in match.role("infinitive")):
        return "concession"
    return "acceptance" if kind in ("offer", "concession") and joint and _is_of_an_act(match) else kind


def _is_of_an_act(match: Match) -> bool:
    """Whether an act is promised, not a thing: "promised to end hostilities", "agreed to suspend tariffs"."""
    return bool(match.role("infinitive")) or match.predicate.token.dep_ == "xcomp"


def is_demanded(match: Match) -> bool:
    """Whether a demand tells the position: one that must come first says of nothing that it will come if it is met."""
    return match.rule.gives["kind"] == "demand"


def waits(match: Match) -> bool:
    """Whether a connective says what a match waits for: "will not negotiate until the siege ends" refuses no talks."""
    judged = ((t, match.layer.judgements.get(t.i)) for t in (match.predicate.token, *match.role("clause")))
    return any(condition_in(token, judgement) is not None for token, judgement in judged if judgement is not None)


def _asked(match: Match) -> tuple[Token, ...]:
    """The words of a demand that another thing may wait for; a noun's clauses tell what the demand does."""
    token = match.predicate.token
    return (token, *match.role("clause"), *match.role("object|for|on")) if token.pos_ == "VERB" else ()


def _comes_first(token: Token) -> bool:
    """Whether something is to be done before another thing: "disarm before sanctions are lifted", "guarantees first".

    The parser may hang "before talks begin" below the object: "give up its weapons drive before talks begin".
    """
    objects = (child for child in token.children if child.dep_ == "dobj")
    return any(_makes_wait(child) for over in (token, *objects) for child in over.children)


def _makes_wait(child: Token) -> bool:
    if child.dep_ == "advmod":
        return child.lower_ == "first" and child.i > child.head.i
    below = tuple(child.children)
    if child.dep_ == "prep" and child.lower_ == "as":  # "demands, as a condition of a truce, that ..."
        return any(t.lemma_ in _CONDITIONS for t in below)
    dated = any(t.ent_type_ in ("DATE", "TIME") for t in below)
    return child.dep_ in ("advcl", "prep") and bool(opening_of(child) & _EARLIER) and not dated
