"""Positions on the heads' word, and what the heads say of positions that rules found."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.extract.content import content_near
from dragoman.extract.context import Context
from dragoman.extract.decided import Decided, sifted
from dragoman.extract.learned import Judged, Reading, any_of, because
from dragoman.heads import best
from dragoman.language.coreference import party_of
from dragoman.model import Position


def positions_with_heads(found: Iterable[Position], context: Context, reading: Reading) -> Decided[Position]:
    """What rules found as far as the heads bear it out, its kind and issue by the heads, then what they alone say."""
    borne_out = sifted(found, lambda record: _objection(record, reading))
    kept = [_classified(record, reading) for record in borne_out.kept]
    taken = {(p.holder.name, p.evidence[0]) for p in kept}
    conditions = {(p.party, p.evidence[0]) for p in kept if p.kind == "precondition"}
    alone = [p for p in _by_heads(context, reading) if (p.holder.name, p.evidence[0]) not in taken]
    alone = [p for p in alone if p.kind != "precondition" or (p.party, p.evidence[0]) not in conditions]
    return Decided((*kept, *_once_a_side(alone)), borne_out.rejected)


def _objection(record: Position, reading: Reading) -> str | None:
    sureness = [any_of(s.holder) for s in reading.scores_of(record.holder.name, record.evidence)]
    if not sureness or max(sureness) >= reading.thresholds["positions"].objection:
        return None
    return f"heads give {record.holder.name} any position here only {max(sureness):.2f}"


def _classified(record: Position, reading: Reading) -> Position:
    """The record with the heads' issue, and their kind where they are sure of it."""
    scores = list(reading.scores_of(record.holder.name, record.evidence))
    if not scores or record.reason.stable:
        return record
    surest = max(scores, key=lambda s: any_of(s.holder))
    kind, probability = best(surest.holder)
    if kind != record.kind and probability >= reading.thresholds["positions"].correction:
        note = f"{record.reason.rule} said {record.kind}"
        record = replace(record, kind=kind, reason=because(f"position.{kind}", probability, note))  # type: ignore[arg-type]
    return replace(record, issue=record.issue if record.issue != "other" else best(surest.issue)[0])  # type: ignore[arg-type]


def _by_heads(context: Context, reading: Reading) -> Iterator[Position]:
    """Of each sentence and kind that the heads say the likeliest holder.

    A sentence's kinds are judged more surely than a mention's, so the sentence decides whether there is a position
    and the mentions only whose it is.
    """
    holders: dict[int, list[Judged]] = {}
    for judged in reading.mentions:
        if judged.mention.actors:
            holders.setdefault(judged.sentence.index, []).append(judged)
    for index, mentions in holders.items():
        for kind, probability in reading.sentences[index].positions.items():
            if probability >= reading.thresholds["positions"].alone:
                likeliest = max(mentions, key=lambda j: any_of(j.scores.holder) + j.scores.holder[kind])
                yield _record(likeliest, kind, probability, context)


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
