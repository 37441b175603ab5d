"""Positions on the heads' word, and what the heads say of positions that rules found."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.extract.arguments import party_of
from dragoman.extract.content import content_near
from dragoman.extract.context import Context
from dragoman.extract.decided import Decided, sifted
from dragoman.extract.learned import Judged, Reading, because
from dragoman.heads import MentionScores, best
from dragoman.model import Position

OBJECTION = 0.2
"""A rule's position is dropped where the heads give its holder any position with lower probability."""


def positions_with_heads(found: Iterable[Position], context: Context, reading: Reading) -> Decided[Position]:
    """What rules found as far as the heads bear it out, its kind and issue by the heads, then what they alone say."""
    borne_out = sifted(found, lambda record: _objection(record, reading))
    kept = [_classified(record, reading) for record in borne_out.kept]
    taken = {(p.holder.name, p.evidence[0]) for p in kept}
    alone = [p for p in _by_heads(context, reading) if (p.holder.name, p.evidence[0]) not in taken]
    return Decided((*kept, *_once_a_side(alone)), borne_out.rejected)


def _objection(record: Position, reading: Reading) -> str | None:
    sureness = [1 - s.holder["none"] for s in _scores_of(record, reading)]
    if not sureness or max(sureness) >= OBJECTION:
        return None
    return f"heads give {record.holder.name} any position here only {max(sureness):.2f}"


def _classified(record: Position, reading: Reading) -> Position:
    """The record with the heads' kind and issue: they saw many wordings, a rule only its own."""
    scores = list(_scores_of(record, reading))
    if not scores:
        return record
    surest = max(scores, key=lambda s: 1 - s.holder["none"])
    kind, probability = best(surest.holder)
    if kind != record.kind:
        note = f"{record.reason.rule} said {record.kind}"
        record = replace(record, kind=kind, reason=because(f"position.{kind}", probability, note))  # type: ignore[arg-type]
    return replace(record, issue=best(surest.issue)[0])  # type: ignore[arg-type]


def _scores_of(record: Position, reading: Reading) -> Iterator[MentionScores]:
    evidence = record.evidence[0]
    for judged in reading.mentions:
        here = judged.sentence.field == evidence.field and judged.sentence.start == evidence.start
        if here and any(a.name == record.holder.name for a in judged.mention.actors):
            yield judged.scores


def _by_heads(context: Context, reading: Reading) -> Iterator[Position]:
    for judged in reading.mentions:
        kind, probability = best(judged.scores.holder)
        if judged.mention.actors and reading.says(f"mention:holder:{kind}", probability):
            yield _record(judged, kind, probability, context)


def _record(judged: Judged, kind: str, probability: float, context: Context) -> Position:
    holder = judged.mention.actors[0]
    token = judged.layer.doc[judged.mention.head]
    return Position(
        evidence=(context.analysis.evidence(judged.sentence),),
        holder=holder,
        party=party_of(holder),
        kind=kind,  # type: ignore[arg-type]
        issue=best(judged.scores.issue)[0],  # type: ignore[arg-type]
        content=content_near(token, judged.layer),
        state="open" if kind == "precondition" else None,
        reason=because(f"position.{kind}", probability),
        **context.attributed(token, judged.layer),
    )


def _once_a_side(found: Iterable[Position]) -> list[Position]:
    """Of a sentence's positions of one kind and side the surest: a president and his office hold one between them."""
    ranked = sorted(found, key=lambda p: -(p.reason.probability or 0))
    best_of = {(p.party, p.kind, p.evidence[0]): p for p in reversed(ranked)}
    return sorted(best_of.values(), key=lambda p: (p.evidence[0].field == "text", p.evidence[0].start))
