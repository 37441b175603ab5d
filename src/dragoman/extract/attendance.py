"""Attendance: who will come, came, declined or was only rumoured to come, by whose word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.extract.attendance_heads import reconciled
from dragoman.extract.coming import told_status
from dragoman.extract.context import Attributed, Context
from dragoman.extract.decided import Decided, joined
from dragoman.extract.frames import Match, matches
from dragoman.extract.lexicon import Lexicon
from dragoman.extract.meetings import Cluster, nearest_meeting
from dragoman.extract.occasions import Occasion, keeps_away
from dragoman.extract.setting import place_of
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer
from dragoman.language.predicates import is_noun
from dragoman.model import Actor, Attendance, AttendanceStatus, Delegation, Reason

_IN_WORDS = frozenset({"conditional", "rumoured", "undetermined", "considering"})
"""Statuses that rest on words of their own."""
_CALLED = frozenset({f"delegations.{how}" for how in ("office", "called", "listed", "counterpart")})
"""Delegations that rest on what somebody is called, and tell of no journey to the talks."""
_AUTHOR = Attributed(source="author", source_actor=None, voice="author", factuality="CT+", said_at=None)
_TOOK_PLACE = frozenset({"held", "under_way", "collapsed"})
_FROM_MEETING: dict[str, AttendanceStatus] = {
    "held": "attended",
    "under_way": "attended",
    "collapsed": "attended",
    "scheduled": "confirmed",
    "postponed": "confirmed",
}


def attendance(context: Context, clusters: Sequence[Cluster]) -> Decided[Attendance]:
    """What the text says of each one's coming: by what it says in words, by the occasions, and by the heads."""
    said, met = told_attendance(context, clusters)
    if context.reading is None:
        return Decided(tuple(_distinct([*said, *met])))
    decided = reconciled(said, met, context, context.reading, clusters)
    return Decided(tuple(_distinct(decided.kept)), decided.rejected)


def told_attendance(context: Context, clusters: Sequence[Cluster]) -> tuple[list[Attendance], list[Attendance]]:
    """What words say of each one's coming, and what follows from the occasions for those of whom they say nothing."""
    said = [
        record
        for layer in context.analysis.layers
        for match in matches(layer, "attendance", context.rules, context.lexicon)
        for record in _by_rule(match, context, clusters, layer)
    ]
    taken = {(r.who.name, where) for r in said for where in (r.meeting, *r.evidence)}
    met = [
        record
        for number, cluster in enumerate(clusters, 1)
        for record in _by_cluster(cluster, f"m{number}", context)
        if not any((record.who.name, where) in taken for where in (record.meeting, *record.evidence))
    ]
    return said, met


def with_delegates(
    came: Sequence[Attendance], sent: Iterable[Delegation], clusters: Sequence[Cluster]
) -> tuple[Attendance, ...]:
    """The attendance with those who are sent: who is named for a delegation comes, unless the text tells more of it."""
    told = {(row.who.name, where) for row in came for where in (row.meeting, *row.evidence)}
    going = [d for d in sent if d.reason.rule not in _CALLED]
    untold = [d for d in going if not any((d.who.name, where) in told for where in (d.meeting, *d.evidence))]
    return (*came, *(_sent(delegate, delegate.meeting, clusters) for delegate in untold if delegate.meeting))


def _sent(delegate: Delegation, meeting: str, clusters: Sequence[Cluster]) -> Attendance:
    return Attendance(
        evidence=delegate.evidence,
        source=delegate.source,
        source_actor=delegate.source_actor,
        voice=delegate.voice,
        factuality=delegate.factuality,
        said_at=delegate.said_at,
        historical=delegate.historical,
        who=delegate.who,
        meeting=meeting,
        status="attended" if _took_place(meeting, clusters) else "confirmed",
        reason=Reason(rule="attendance.delegate", note=delegate.reason.rule),
    )


def _by_rule(match: Match, context: Context, clusters: Sequence[Cluster], layer: Layer) -> Iterator[Attendance]:
    sentence = layer.sentence_at(match.predicate.token)
    for token in match.role(match.rule.gives["who"]):
        for actor in context.actors((token,), layer):
            meeting = _meeting_of(match, clusters, actor.party, context.lexicon)
            status = told_status(match, context, took_place=meeting is not None and _took_place(meeting, clusters))
            if status is not None:
                yield Attendance(
                    evidence=(context.analysis.evidence(sentence),),
                    who=actor,
                    meeting=meeting,
                    status=status,
                    condition=context.condition(match.judgement, layer) if status == "conditional" else None,
                    historical=bool(match.judgement and match.judgement.historical),
                    reason=replace(match.rule.reason(), stable=match.rule.status == "stable" or status in _IN_WORDS),
                    **context.attributed(match.predicate.token, layer),
                )


def _meeting_of(match: Match, clusters: Sequence[Cluster], side: str | None, lexicon: Lexicon) -> str | None:
    """The meeting that a match tells of: the one that its words name, else the nearest in no other city than theirs.

    "A mutiny made him miss the summit in Kampala" says nothing of the talks in Cairo that were told before, nor does
    "made him miss the summit" where a summit was told of as well.
    """
    layer, verb = match.layer, match.predicate.token
    words = (verb, *(t for tokens in match.filled.values() for t in tokens))
    for number, cluster in enumerate(clusters, 1):
        if any(o.layer is layer and o.token in words for o in cluster.occasions):
            return f"m{number}"
    named = [t for t in words if is_noun(t) and lexicon.has("occasions", t.lemma_.lower())]
    place = next((place_of(t, verb, layer) for t in named), None)
    city, called = place.city if place else None, {t.lemma_.lower() for t in named}
    return nearest_meeting(clusters, layer.sentence_at(verb).index, side=side, city=city, called=called)


def _took_place(meeting: str, clusters: Sequence[Cluster]) -> bool:
    return bool(clusters[int(meeting[1:]) - 1].statuses & _TOOK_PLACE)


def _by_cluster(cluster: Cluster, key: str, context: Context) -> Iterator[Attendance]:
    """Those whom the occasion's mentions name as taking part, each once for each status."""
    rows: dict[tuple[str, AttendanceStatus], list[tuple[Occasion, Mention, Actor]]] = {}
    for occasion in cluster.occasions:
        status = _FROM_MEETING.get(cluster.standing if occasion.assumed else occasion.status)
        if status is None or keeps_away(occasion):
            continue
        for mention in (*occasion.participants, *occasion.attendees):
            for actor in mention.actors:
                rows.setdefault((actor.name, status), []).append((occasion, mention, actor))
    for (_, told), found in rows.items():
        yield _from_occasions(found, key, told, context)


def _from_occasions(
    found: Sequence[tuple[Occasion, Mention, Actor]], key: str, status: AttendanceStatus, context: Context
) -> Attendance:
    first, mention, actor = found[0]
    sentences = {o.sentence.index: o.sentence for o, _, _ in found}
    return Attendance(
        evidence=tuple(context.analysis.evidence(s) for _, s in sorted(sentences.items())),
        who=actor,
        meeting=key,
        status=status,
        historical=first.background,
        # "X is to meet Y" says of both that they come, whatever the heads make of the sentence
        reason=Reason(
            rule=f"attendance.{_part(first, mention, actor)}-of-{first.kind}",
            note=f"meeting {first.status}",
            stable=_meets(first),
        ),
        **(_AUTHOR if _taken_for_granted(first) else context.attributed(first.token, first.layer)),
    )


def _part(occasion: Occasion, mention: Mention, actor: Actor) -> str:
    """What part in an occasion one takes: China of "Abe's trip to China" is only where the visit goes."""
    there = occasion.layer.doc[mention.head].dep_ in ("pobj", "dobj", "conj")
    return "host" if occasion.kind == "visit" and actor.kind == "state" and there else "participant"


def _meets(occasion: Occasion) -> bool:
    return occasion.token.pos_ == "VERB" and occasion.token.lemma_ == "meet"


def _taken_for_granted(occasion: Occasion) -> bool:
    """Whether the text itself, and not who speaks, says that the talks are held: "he would go to Thursday's talks"."""
    return any(child.dep_ == "poss" and child.ent_type_ in ("DATE", "TIME") for child in occasion.token.children)


def _distinct(records: Iterable[Attendance]) -> list[Attendance]:
    """One record for each person, status and source; what the author repeats of a named source goes with it."""
    kept: list[Attendance] = []
    for record in sorted(records, key=lambda r: r.source == "author"):
        same = next((n for n, other in enumerate(kept) if _repeats(record, other)), None)
        if same is None:
            kept.append(record)
        else:
            kept[same] = replace(kept[same], evidence=joined(kept[same].evidence, record.evidence))
    return sorted(kept, key=lambda r: (r.evidence[0].field == "text", r.evidence[0].start))


def _repeats(record: Attendance, other: Attendance) -> bool:
    if (record.who.name, record.status) != (other.who.name, other.status):
        return False
    if record.source not in ("author", other.source):
        return False
    return record.meeting == other.meeting or bool(set(record.evidence) & set(other.evidence))
