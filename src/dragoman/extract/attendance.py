"""Attendance: who will come, came, declined or was only rumoured to come, by whose word."""

from collections.abc import Iterable, Iterator, Sequence

from dragoman.extract.context import Context
from dragoman.extract.frames import Match, matches
from dragoman.extract.meetings import Cluster, nearest_meeting
from dragoman.extract.occasions import Occasion
from dragoman.language.factuality import Judgement
from dragoman.language.mentions import Mention
from dragoman.model import Actor, Attendance, AttendanceStatus, Reason

_FROM_MEETING: dict[str, AttendanceStatus] = {
    "held": "attended",
    "under_way": "attended",
    "collapsed": "attended",
    "scheduled": "confirmed",
    "postponed": "confirmed",
}


def attendance(context: Context, clusters: Sequence[Cluster]) -> list[Attendance]:
    """What the text says of each one's coming: first by what it says in words, then by the occasions."""
    said = [record for layer in context.analysis.layers for m in matches(layer, "attendance", context.rules, context.lexicon) for record in _by_rule(m, context, clusters, layer.field)]
    taken = {(r.who.name, r.meeting) for r in said}
    from_meetings = [
        record
        for number, cluster in enumerate(clusters, 1)
        for record in _by_cluster(cluster, f"m{number}", context)
        if (record.who.name, record.meeting) not in taken
    ]
    return [*said, *from_meetings]


def status_by(judgement: Judgement | None) -> AttendanceStatus:
    """The attendance status of "X attends the talks" by how the clause is judged."""
    if judgement is None:
        return "attended"
    if judgement.negated:
        return _negative(judgement)
    if judgement.conditional:
        return "conditional"
    if judgement.rumoured:
        return "rumoured"
    if judgement.factuality in ("CTu", "Uu") and judgement.time != "past" and not judgement.planned:
        return "undetermined" if not judgement.possible else "considering"
    if judgement.possible:
        return "considering"
    if judgement.planned or judgement.time == "future":
        return "confirmed"
    return "attended"


def _negative(judgement: Judgement) -> AttendanceStatus:
    if judgement.unrealised and judgement.planned:
        return "withdrew"
    if judgement.refused or judgement.planned or judgement.time == "future":
        return "declined"
    return "absent"


def _by_rule(match: Match, context: Context, clusters: Sequence[Cluster], field: str) -> Iterator[Attendance]:
    told = match.rule.gives.get("status", "by_judgement")
    status = status_by(match.judgement) if told == "by_judgement" else told
    layer = context.analysis.layer(field)  # type: ignore[arg-type]
    sentence = layer.sentence_at(match.predicate.token)
    for token in match.role(match.rule.gives["who"]):
        for actor in context.actors((token,), layer):
            attributed = context.attributed(match.predicate.token, layer)
            yield Attendance(
                evidence=(context.analysis.evidence(sentence),),
                who=actor,
                meeting=nearest_meeting(clusters, sentence.index),
                status=status,  # type: ignore[arg-type]
                condition=context.condition(match.judgement, layer) if status == "conditional" else None,
                historical=bool(match.judgement and match.judgement.historical),
                reason=Reason(rule=match.rule.id),
                **attributed,
            )


def _by_cluster(cluster: Cluster, key: str, context: Context) -> Iterator[Attendance]:
    """Those whom the occasion's mentions name as taking part, each once for each status."""
    rows: dict[tuple[str, str], list[tuple[Occasion, Mention, Actor]]] = {}
    for occasion in cluster.occasions:
        status = _FROM_MEETING.get(occasion.status)
        for mention in occasion.participants if status else ():
            for actor in mention.actors:
                rows.setdefault((actor.name, str(status)), []).append((occasion, mention, actor))
    for (_, status), found in rows.items():
        yield _from_occasions(found, key, status, context)


def _from_occasions(
    found: Sequence[tuple[Occasion, Mention, Actor]], key: str, status: str, context: Context
) -> Attendance:
    first, _, actor = found[0]
    sentences = {o.sentence.index: o.sentence for o, _, _ in found}
    return Attendance(
        evidence=tuple(context.analysis.evidence(s) for _, s in sorted(sentences.items())),
        who=actor,
        meeting=key,
        status=status,  # type: ignore[arg-type]
        historical=bool(first.judgement and first.judgement.historical),
        reason=Reason(rule=f"attendance.participant-of-{first.kind}", note=f"meeting {first.status}"),
        **context.attributed(first.token, first.layer),
    )


def distinct(records: Iterable[Attendance]) -> list[Attendance]:
    """The records without repeats of who, status, meeting and source; evidence of repeats is joined."""
    merged: dict[tuple[str, str, str | None, str], Attendance] = {}
    for record in records:
        key = (record.who.name, record.status, record.meeting, record.source)
        if key not in merged:
            merged[key] = record
    return list(merged.values())
