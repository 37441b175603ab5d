"""Attendance with the heads: of all candidates those that the decision keeps, as far as the meetings allow."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.attendance_candidates import Candidate, candidates
from dragoman.extract.context import Context
from dragoman.extract.decided import Decided, rejection
from dragoman.extract.learned import Reading, any_of, because
from dragoman.extract.meetings import Cluster, nearest_meeting
from dragoman.extract.weighing import Weighed, chosen, weighed
from dragoman.model import Attendance

_UNSAID = 0.35  # from which probability on somebody comes whom no rule and no occasion has coming


def reconciled(
    said: Sequence[Attendance], met: Sequence[Attendance], context: Context, reading: Reading,
    clusters: Sequence[Cluster],
) -> Decided[Attendance]:  # fmt: skip
    """What the decision keeps of the heads' candidates, of what rules say and of what follows from occasions."""
    decision = reading.decisions["attendance"]
    taken = list(chosen(weighed(candidates(context, reading, clusters, said, met), decision), decision))
    told = _unopposed([_fitted(r, clusters) for one in taken for r in _as_told(one, context)])
    unsaid = (one for one in taken if one.candidate.row() is None and one.probability >= _UNSAID)
    heard = [r for one in unsaid for r in _heard(one, context, clusters)]
    alone = [r for r in heard if not any(_covers(k, r) or _told_by(k, r) for k in told)]
    kept = [r for r in alone if r.who.kind == "person" or not any(_speaks_for(p, r) for p in (*told, *alone))]
    told = [r for r in told if r.reason.stable or not any(_speaks_for(p, r) for p in told)]
    kept_ids = {id(one.candidate.row()) for one in taken}
    refused = [rejection(r, "decided against") for r in (*said, *met) if id(r) not in kept_ids]
    return Decided((*told, *kept), tuple(refused))


def _as_told(one: Weighed[Candidate], context: Context) -> Iterator[Attendance]:
    """The row of a rule or an occasion, resting on the sentence that was decided on."""
    told = one.candidate.row()
    if told is not None:
        stable = one.candidate.stable
        evidence = told.evidence if stable else (context.analysis.evidence(one.candidate.sentence),)
        yield replace(told, evidence=evidence, reason=replace(told.reason, probability=round(one.probability, 4)))


def _unopposed(records: list[Attendance]) -> list[Attendance]:
    """Without a coming that follows only from the meeting where words of the text say otherwise of the same one."""
    said = {(r.who.name, r.meeting) for r in records if r.reason.stable and not r.historical}
    return [r for r in records if r.reason.stable or r.historical or (r.who.name, r.meeting) not in said]


def _fitted(record: Attendance, clusters: Sequence[Cluster]) -> Attendance:
    """The record with a status that its sentence allows: nobody has attended talks that it says are still to come."""
    number = int(record.meeting[1:]) - 1 if record.meeting else None
    if record.status != "attended" or number is None:
        return record
    here = [o for o in clusters[number].occasions if o.sentence.start == record.evidence[0].start]
    to_come = bool(here) and all(o.status in ("scheduled", "proposed") for o in here)
    return replace(record, status="confirmed") if to_come else record


def _covers(kept: Attendance, alone: Attendance) -> bool:
    """Whether a row is told already: of the same one, in the same sentence or otherwise of the same meeting."""
    if kept.who.name != alone.who.name:
        return False
    otherwise = kept.meeting == alone.meeting and kept.status != alone.status and not kept.historical
    return otherwise or alone.evidence[0] in kept.evidence


def _told_by(kept: Attendance, alone: Attendance) -> bool:
    """Whether the heads mean the one who tells of another's coming: "Rubio will attend, Trump said"."""
    same = kept.source_actor is not None and kept.source_actor.name == alone.who.name
    return same and kept.who.name != alone.who.name and alone.evidence[0] in kept.evidence


def _speaks_for(person: Attendance, side: Attendance) -> bool:
    """Whether a side's row only repeats its person's: "US President Donald Trump" is no second attendance of the US."""
    is_his = person.who.kind == "person" != side.who.kind and person.who.party == side.who.name
    return is_his and side.evidence[0] in person.evidence


def _heard(one: Weighed[Candidate], context: Context, clusters: Sequence[Cluster]) -> Iterator[Attendance]:
    """The row that only the heads make."""
    candidate = one.candidate
    judged = max(candidate.comer.judged, key=lambda j: any_of(j.scores.attendance))
    if judged.only_owner:
        return
    token = judged.layer.doc[judged.mention.head]
    past, who = context.historical(token, judged.layer), candidate.comer.actor
    yield _fitted(
        Attendance(
            evidence=(context.analysis.evidence(candidate.sentence),),
            who=who,
            meeting=nearest_meeting(clusters, candidate.sentence.index, background=past, side=who.party),
            status=candidate.status,
            historical=past,
            reason=because(f"attendance.{candidate.status}", one.probability),
            **context.attributed(token, judged.layer),
        ),
        clusters,
    )
