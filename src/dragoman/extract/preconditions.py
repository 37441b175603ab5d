"""Preconditions told by a connective: "only if", "unless", "not until", "not without", "provided that", "must first".

A rule for each verb would never end, since anything can be made to wait for something; the connective decides.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from dragoman.extract.content import MAX_WORDS, cut
from dragoman.extract.context import Context
from dragoman.extract.frames import auxiliaries_of
from dragoman.extract.issues import IssueWords, issue_of
from dragoman.language.coreference import party_of
from dragoman.language.factuality import Judgement
from dragoman.language.pipeline import Layer
from dragoman.model import Actor, Position, Reason

_ALWAYS = frozenset({"unless", "provided", "providing"})
_WITH_ONLY = frozenset({"if", "when", "once", "after", "as"})
_WITH_NOT = frozenset({"until", "till", "before", "without"})
_WITH_MUST = frozenset({"before"})
_OBLIGES = frozenset({"must", "should", "need", "needs", "has", "have"})
_PERMITS = frozenset({"can", "could", "may", "cannot", *_OBLIGES})
_PHRASES = ("as long as", "so long as", "on condition", "on the condition", "under the condition", "provided")
_WE = frozenset({"we", "i"})
_REASON = Reason(rule="positions.connective")


def preconditions(layer: Layer, context: Context, issues: IssueWords) -> Iterator[Position]:
    """What somebody makes a condition of something, in one field of an article."""
    for index in sorted(layer.predicates):
        token = layer.predicates[index].token
        judgement = layer.judgements.get(index)
        if token.pos_ not in ("VERB", "AUX") or judgement is None or not _still_open(token, judgement):
            continue
        condition = condition_in(token, judgement)
        holder = holder_of(token, layer, context) if condition is not None else None
        if condition is not None and holder is not None:
            sentence = layer.sentence_at(token)
            content = cut(" ".join(condition.text.split()), MAX_WORDS)
            yield Position(
                evidence=(context.analysis.evidence(sentence),),
                holder=holder,
                party=party_of(holder),
                kind="precondition",
                issue=issue_of(content + " " + sentence.text, issues),
                content=content,
                state="open",
                historical=context.historical(token, layer),
                reason=_REASON,
                **context.attributed(token, layer),
            )


def _still_open(token: Token, judgement: Judgement) -> bool:
    """Whether the clause speaks of what may come: "the shelling did not stop until May" makes no condition."""
    to_come = judgement.time == "future" or judgement.conditional or judgement.possible or judgement.planned
    return to_come or judgement.refused or bool(auxiliaries_of(token) & _PERMITS)


def condition_in(token: Token, judgement: Judgement) -> Span | None:
    """The words that the clause of a verb waits for, None when no connective says that it waits."""
    only = any(child.lower_ == "only" for child in token.children)
    for child in token.children:
        if child.dep_ in ("advcl", "prep"):
            opening = opening_of(child)
            strong = bool(opening & _ALWAYS)
            waits = judgement.negated and bool(opening & _WITH_NOT)
            bound = (only or "only" in opening or _only_before(child)) and bool(opening & _WITH_ONLY)
            first = bool(opening & _WITH_MUST) and bool(auxiliaries_of(token) & _OBLIGES)
            if strong or waits or bound or first:
                return token.doc[child.left_edge.i : child.right_edge.i + 1]
    return _by_phrase(token, judgement)


def _by_phrase(token: Token, judgement: Judgement) -> Span | None:
    """The words of a condition that a fixed phrase opens, wherever the parser hangs it."""
    if judgement.condition is None:
        return None
    span = token.doc.char_span(*judgement.condition, alignment_mode="expand")
    if span is None:
        return None
    whole = token.doc[max(0, span.start - 2) : span.end]  # the parser leaves "as long" of "as long as" outside
    return next((s for s in (span, whole) if s.text.lower().startswith(_PHRASES)), None)


def opening_of(child: Token) -> set[str]:
    """The words that open a clause or phrase: itself a preposition, else its conjunctions and adverbs before it."""
    if child.dep_ == "prep":
        return {child.lower_, *(c.lower_ for c in child.children if c.i < child.i)}
    return {c.lower_ for c in child.children if c.dep_ in ("mark", "advmod", "prep") and c.i < child.i}


def _only_before(child: Token) -> bool:
    start = child.left_edge.i
    return start > 0 and child.doc[start - 1].lower_ == "only"


def holder_of(token: Token, layer: Layer, context: Context) -> Actor | None:
    """Whose condition it is: the side's that would do it; the speaker's where he lets another, says "we" or no side.

    "The United States can only attend if it returns to the accord," Zarif said: the condition is his.
    """
    subjects = layer.predicates[token.i].subjects
    speaker = context.attributed(token, layer)["source_actor"]
    sides = context.actors(subjects, layer)
    speaks_for_himself = any(t.lower_ in _WE for t in subjects) or not sides
    if speaker is not None and (speaks_for_himself or _lets_another(token, sides[0], speaker)):
        return speaker
    return sides[0] if sides else None


def _lets_another(token: Token, side: Actor, speaker: Actor) -> bool:
    return bool(auxiliaries_of(token) & _PERMITS) and party_of(side) != party_of(speaker)
