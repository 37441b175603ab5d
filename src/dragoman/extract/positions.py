"""Positions: what a side demands, offers, makes a condition of, concedes, refuses or accepts."""

from collections.abc import Iterator, Sequence

from dragoman.extract.content import MAX_WORDS, content_of, cut
from dragoman.extract.context import Context
from dragoman.extract.decided import Decided
from dragoman.extract.frames import Match, matches
from dragoman.extract.issues import IssueWords, issue_of
from dragoman.extract.position_heads import positions_with_heads
from dragoman.extract.position_joining import told_once
from dragoman.extract.position_kinds import is_demanded, kind_of, waits, worded_kind
from dragoman.extract.preconditions import holder_of, preconditions
from dragoman.extract.proposals import rejected_proposals
from dragoman.language.coreference import party_of
from dragoman.language.pipeline import Layer
from dragoman.model import Actor, Position, PositionKind


def positions(context: Context, issues: IssueWords) -> Decided[Position]:
    """The positions that the article reports, each once per holder, kind and issue."""
    found = told_positions(context, issues)
    if context.reading is None:
        return Decided(tuple(told_once(found)))
    return positions_with_heads(found, context, context.reading, issues)


def told_positions(context: Context, issues: IssueWords) -> list[Position]:
    """The positions that rules and connectives find."""
    return [record for layer in context.analysis.layers for record in _told_in(layer, context, issues)]


def _told_in(layer: Layer, context: Context, issues: IssueWords) -> Iterator[Position]:
    for match in matches(layer, "positions", context.rules, context.lexicon):
        yield from _from_match(match, layer, context, issues)
        yield from rejected_proposals(match, context, issues)
    yield from preconditions(layer, context, issues)


def _from_match(match: Match, layer: Layer, context: Context, issues: IssueWords) -> Iterator[Position]:
    holders = _holders(match, layer, context)
    towards = _towards(match, layer, context, holders)
    kind = kind_of(match, holders, context.lexicon)
    content = _content(match, kind, layer, context)
    sentence = layer.sentence_at(match.predicate.token)
    if _is_untold(kind, match):
        return
    for holder in holders if kind == "acceptance" else holders[:1]:  # what both agree to, each side accepts
        yield Position(
            evidence=(context.analysis.evidence(sentence),),
            holder=holder,
            party=party_of(holder),
            towards=towards,
            kind=kind,
            issue=issue_of(content + " " + sentence.text, issues),
            content=content,
            state="open" if kind == "precondition" and not is_demanded(match) else None,
            historical=context.historical(match.predicate.token, layer),
            reason=match.rule.reason(),
            **context.attributed(match.predicate.token, layer),
        )


def _is_untold(kind: PositionKind, match: Match) -> bool:
    """Whether a concession is only wanted, or a refusal only waits, which the connective tells as a precondition."""
    if kind == "rejection":
        return waits(match)
    return kind == "concession" and match.judgement is not None and match.judgement.wanted


def _content(match: Match, kind: PositionKind, layer: Layer, context: Context) -> str:
    """What is demanded, offered or refused; of whatever is told under a condition the condition."""
    condition = context.condition(match.judgement, layer)
    if kind == "precondition" and condition:
        return cut(condition, MAX_WORDS)
    return content_of(match.role(match.rule.gives.get("content", "clause|object")), match.predicate.token)


def _holders(match: Match, layer: Layer, context: Context) -> tuple[Actor, ...]:
    named = context.actors(match.role(match.rule.gives["holder"]), layer)
    if named and worded_kind(match) == "precondition" and match.predicate.token.pos_ == "VERB":
        holder = holder_of(match.predicate.token, layer, context)
        return (holder,) if holder else ()
    if named:
        return named
    speaker = context.attributed(match.predicate.token, layer)["source_actor"]
    return (speaker,) if speaker and match.rule.gives.get("or_speaker") == "yes" else ()


def _towards(match: Match, layer: Layer, context: Context, holders: Sequence[Actor]) -> str | None:
    sides = {party_of(a) for a in context.actors(match.role(match.rule.gives.get("towards", "")), layer)}
    sides -= {party_of(a) for a in holders}
    return next(iter(sides)) if len(sides) == 1 else None
