"""Attendance on the heads' word, and what the heads say of attendance that rules and occasions found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.extract.context import Context
from dragoman.extract.decided import Decided, sifted
from dragoman.extract.learned import Judged, Reading, any_of, because
from dragoman.extract.meetings import Cluster, nearest_meeting
from dragoman.extract.occasions import keeps_away
from dragoman.heads import best
from dragoman.model import Attendance


def reconciled(
    found: Iterable[Attendance], context: Context, reading: Reading, clusters: Sequence[Cluster]
) -> Decided[Attendance]:
    """What rules found, as far as the heads bear it out, then what the heads alone say."""
    borne_out = sifted(found, lambda record: _objection(record, reading))
    kept = _unopposed([_fitted(_corrected(record, reading), clusters) for record in borne_out.kept])
    away = {o.sentence.start for c in clusters for o in c.occasions if keeps_away(o)} | _only_proposed(clusters)
    said = (_fitted(r, clusters) for r in _by_heads(context, reading, clusters) if r.evidence[0].start not in away)
    alone = [r for r in said if not any(_covers(k, r) or _told_by(k, r) for k in kept)]
    people = [r for r in alone if r.who.kind == "person"]
    sides = [r for r in alone if r.who.kind != "person" and not any(_speaks_for(p, r) for p in (*kept, *people))]
    return Decided((*kept, *people, *sides), borne_out.rejected)


def _only_proposed(clusters: Iterable[Cluster]) -> set[int]:
    """Sentences that speak of nothing but a proposed occasion: who calls for talks has not said that he comes."""
    statuses: dict[int, set[str]] = {}
    for occasion in (o for c in clusters for o in c.occasions):
        statuses.setdefault(occasion.sentence.start, set()).add(occasion.status)
    return {start for start, told in statuses.items() if told == {"proposed"}}


def _unopposed(records: list[Attendance]) -> list[Attendance]:
    """Without a coming that follows only from the meeting where words of the text say otherwise of the same one."""
    said = {(r.who.name, r.meeting) for r in records if r.reason.stable and not r.historical}
    return [r for r in records if r.reason.stable or r.historical or (r.who.name, r.meeting) not in said]


def _fitted(record: Attendance, clusters: Sequence[Cluster]) -> Attendance:
    """The record with a status that the meeting allows: nobody has attended talks that are still to come."""
    number = int(record.meeting[1:]) - 1 if record.meeting else None
    if record.status != "attended" or number is None:
        return record
    cluster = clusters[number].occasions
    here = [o for o in cluster if o.sentence.start == record.evidence[0].start] or cluster
    to_come = all(o.status in ("scheduled", "proposed") for o in here)
    return replace(record, status="confirmed") if to_come else record


def _covers(kept: Attendance, alone: Attendance) -> bool:
    """Whether a row is told already: of the same one, in the same sentence or of the same meeting."""
    if kept.who.name != alone.who.name:
        return False
    return alone.evidence[0] in kept.evidence or (kept.meeting == alone.meeting and not kept.historical)


def _told_by(kept: Attendance, alone: Attendance) -> bool:
    """Whether the heads mean the one who tells of another's coming: "Rubio will attend, Trump said"."""
    same = kept.source_actor is not None and kept.source_actor.name == alone.who.name
    return same and kept.who.name != alone.who.name and alone.evidence[0] in kept.evidence


def _speaks_for(person: Attendance, side: Attendance) -> bool:
    """Whether a side's row only repeats its person's: "US President Donald Trump" is no second attendance of the US."""
    return person.who.party == side.who.name and side.evidence[0] in person.evidence


def _objection(record: Attendance, reading: Reading) -> str | None:
    sureness = [any_of(s.attendance) for s in reading.scores_of(record.who.name, record.evidence)]
    if not sureness or max(sureness) >= reading.thresholds["attendance"].objection:
        return None
    return f"heads give {record.who.name} any attendance here only {max(sureness):.2f}"


def _corrected(record: Attendance, reading: Reading) -> Attendance:
    """The record under the heads' status where they are surer of another one than the rules can be.

    Only whether one has come or will come is theirs to correct: a condition, a rumour, a refusal stand in words.
    """
    if record.status not in ("attended", "confirmed") or record.reason.stable:
        return record
    scores = list(reading.scores_of(record.who.name, record.evidence))
    if not scores:
        return record
    status, probability = max((best(s.attendance) for s in scores), key=lambda item: item[1])
    if status == record.status or record.historical or probability < reading.thresholds["attendance"].correction:
        return record
    note = f"{record.reason.rule} said {record.status}"
    return replace(record, status=status, reason=because(f"attendance.{status}", probability, note))  # type: ignore[arg-type]


def _by_heads(context: Context, reading: Reading, clusters: Sequence[Cluster]) -> Iterator[Attendance]:
    for judged in reading.mentions:
        probability = any_of(judged.scores.attendance)
        if judged.mention.place or judged.only_owner:
            continue
        if probability >= reading.thresholds["attendance"].alone:
            yield from _records(judged, best(judged.scores.attendance)[0], probability, context, clusters)


def _records(
    judged: Judged, status: str, probability: float, context: Context, clusters: Sequence[Cluster]
) -> Iterator[Attendance]:
    token = judged.layer.doc[judged.mention.head]
    past = context.historical(token, judged.layer)
    for actor in judged.mention.actors:
        yield Attendance(
            evidence=(context.analysis.evidence(judged.sentence),),
            who=actor,
            meeting=nearest_meeting(clusters, judged.sentence.index, background=past),
            status=status,  # type: ignore[arg-type]
            historical=past,
            reason=because(f"attendance.{status}", probability),
            **context.attributed(token, judged.layer),
        )
