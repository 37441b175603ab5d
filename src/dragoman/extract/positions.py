"""Positions: what a side demands, offers, makes a condition of, concedes, refuses or accepts."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.extract.arguments import party_of
from dragoman.extract.context import Context
from dragoman.extract.frames import Match, matches
from dragoman.extract.issues import IssueWords, issue_of
from dragoman.language.pipeline import Layer
from dragoman.model import Actor, Position, PositionKind, Reason

_MAX_WORDS = 15


def positions(context: Context, issues: IssueWords) -> list[Position]:
    """The positions that the article reports, each once per holder, kind and sentence."""
    found: dict[tuple[str, str, int, int], Position] = {}
    for layer in context.analysis.layers:
        for match in matches(layer, "positions", context.rules, context.lexicon):
            for record in _from_match(match, layer, context, issues):
                evidence = record.evidence[0]
                found.setdefault((record.holder.name, record.kind, evidence.start, evidence.end), record)
    return list(found.values())


def _from_match(match: Match, layer: Layer, context: Context, issues: IssueWords) -> Iterator[Position]:
    holders = _holders(match, layer, context)
    towards = _towards(match, layer, context, holders)
    content = content_of(match.role(match.rule.gives.get("content", "clause|object")), match.predicate.token)
    sentence = layer.sentence_at(match.predicate.token)
    if not holders:
        return
    yield Position(
        evidence=(context.analysis.evidence(sentence),),
        holder=holders[0],
        party=party_of(holders[0]),
        towards=towards,
        kind=_kind(match),
        issue=issue_of(content + " " + sentence.text, issues),
        content=content,
        state="open" if _kind(match) == "precondition" else None,
        historical=bool(match.judgement and match.judgement.historical),
        reason=Reason(rule=match.rule.id),
        **context.attributed(match.predicate.token, layer),
    )


def _kind(match: Match) -> PositionKind:
    """The rule's kind; with a condition hung on it what is offered or accepted becomes a precondition."""
    kind = match.rule.gives["kind"]
    conditional = match.judgement is not None and match.judgement.conditional
    if conditional and kind in ("offer", "acceptance", "concession"):
        return "precondition"
    return kind  # type: ignore[return-value]


def _holders(match: Match, layer: Layer, context: Context) -> tuple[Actor, ...]:
    named = context.actors(match.role(match.rule.gives["holder"]), layer)
    if named:
        return named
    speaker = context.attributed(match.predicate.token, layer)["source_actor"]
    return (speaker,) if speaker and match.rule.gives.get("or_speaker") == "yes" else ()


def _towards(match: Match, layer: Layer, context: Context, holders: Sequence[Actor]) -> str | None:
    sides = {party_of(a) for a in context.actors(match.role(match.rule.gives.get("towards", "")), layer)}
    sides -= {party_of(a) for a in holders}
    return next(iter(sides)) if len(sides) == 1 else None


def content_of(tokens: Sequence[Token], fallback: Token) -> str:
    """At most fifteen words of what is demanded, offered or refused, as printed."""
    head = tokens[0] if tokens else fallback
    words = [t for t in head.subtree if not t.is_space]
    return " ".join(words[0].doc[words[0].i : words[-1].i + 1].text.split()[:_MAX_WORDS])
