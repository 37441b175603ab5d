"""Attendance with the heads: of all candidates those that the decision keeps, as far as the meetings allow."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.extract.attendance_candidates import Candidate, candidates
from dragoman.extract.context import Context
from dragoman.extract.decided import Decided, rejection
from dragoman.extract.decisions import Decision
from dragoman.extract.learned import Reading, any_of, because
from dragoman.extract.meetings import Cluster, nearest_meeting
from dragoman.model import Attendance


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with the probability that a coder has it."""

    candidate: Candidate
    probability: float
    told: Attendance | None

    @property
    def stable(self) -> bool:
        """Whether a stable rule made it, which no head overrules."""
        return self.told is not None and self.told.reason.stable


def reconciled(
    said: Sequence[Attendance], met: Sequence[Attendance], context: Context, reading: Reading,
    clusters: Sequence[Cluster],
) -> Decided[Attendance]:  # fmt: skip
    """What the decision keeps of the heads' candidates, of what rules say and of what follows from occasions."""
    decision = reading.decisions["attendance"]
    weighed = [
        Weighed(c, decision.probability(c.features), c.told())
        for c in candidates(context, reading, clusters, said, met)
    ]
    chosen = list(_chosen(weighed, decision))
    told = _unopposed([_fitted(_as_told(one, context), clusters) for one in chosen if one.told])
    heard = [r for one in chosen if one.told is None for r in _heard(one, context, clusters)]
    alone = [r for r in heard if not any(_covers(k, r) or _told_by(k, r) for k in told)]
    kept = [r for r in alone if r.who.kind == "person" or not any(_speaks_for(p, r) for p in (*told, *alone))]
    taken = {id(one.told) for one in chosen}
    refused = [rejection(r, "decided against") for r in (*said, *met) if id(r) not in taken]
    return Decided((*told, *kept), tuple(refused))


def _chosen(weighed: Iterable[Weighed], decision: Decision) -> Iterator[Weighed]:
    """The likeliest first: of each sentence one status of everybody."""
    taken: set[tuple[int, str]] = set()
    for one in sorted(weighed, key=lambda w: (not w.stable, -w.probability)):
        key = one.candidate.sentence.index, one.candidate.comer.actor.name
        if one.stable or (one.probability >= decision.threshold and key not in taken):
            taken.add(key)
            yield one


def _as_told(one: Weighed, context: Context) -> Attendance:
    """The row of a rule or an occasion, resting on the sentence that was decided on."""
    told = one.told
    assert told is not None
    evidence = told.evidence if one.stable else (context.analysis.evidence(one.candidate.sentence),)
    return replace(told, evidence=evidence, reason=replace(told.reason, probability=round(one.probability, 4)))


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


def _heard(one: Weighed, context: Context, clusters: Sequence[Cluster]) -> Iterator[Attendance]:
    """The row that only the heads make."""
    candidate = one.candidate
    judged = max(candidate.comer.judged, key=lambda j: any_of(j.scores.attendance))
    if judged.only_owner:
        return
    token = judged.layer.doc[judged.mention.head]
    past = context.historical(token, judged.layer)
    yield _fitted(
        Attendance(
            evidence=(context.analysis.evidence(candidate.sentence),),
            who=candidate.comer.actor,
            meeting=nearest_meeting(clusters, candidate.sentence.index, background=past),
            status=candidate.status,
            historical=past,
            reason=because(f"attendance.{candidate.status}", one.probability),
            **context.attributed(token, judged.layer),
        ),
        clusters,
    )
