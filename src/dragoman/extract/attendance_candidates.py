"""Candidates for attendance: whoever a sentence mentions, with each status that rules, occasions or heads give him."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from dragoman.extract.arguments import is_outlet
from dragoman.extract.coding import main_sides
from dragoman.extract.context import Context
from dragoman.extract.decisions import Features, log_odds
from dragoman.extract.learned import Judged, Reading, any_of
from dragoman.extract.meetings import Cluster
from dragoman.extract.occasions import Occasion, keeps_away
from dragoman.extract.weighing import TOLD
from dragoman.language.coreference import party_of
from dragoman.language.pipeline import Sentence
from dragoman.model import Actor, Attendance, AttendanceStatus

_COMES = 0.08  # of whom the heads say less surely that he comes is not asked
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TOGETHER = frozenset({"with", "between", "among"})
_PLAIN: tuple[AttendanceStatus, ...] = ("attended", "confirmed")


@dataclass(slots=True)
class Comer:
    """Somebody whom a sentence mentions.

    Attributes:
        actor: the person or side.
        judged: the mentions of him there.
        said: what rules say of his coming in this sentence.
        met: what follows from the occasions that the sentence speaks of.
        before: the highest probability that an earlier sentence tells of his coming.
    """

    actor: Actor
    judged: list[Judged] = field(default_factory=list)
    said: list[Attendance] = field(default_factory=list)
    met: list[Attendance] = field(default_factory=list)
    before: float = 0.0

    def sureness(self, status: str | None = None) -> float:
        """The highest probability that he comes or came, in one status or any."""
        found = (j.scores.attendance[status] if status else any_of(j.scores.attendance) for j in self.judged)
        return max(found, default=0.005)

    def statuses(self) -> list[AttendanceStatus]:
        """The statuses to be weighed: that one came or comes by any word, a refusal, doubt or condition in words."""
        told = {r.status for r in (*self.said, *self.met)}
        likely = self.sureness() > _COMES
        return [s for s in get_args(AttendanceStatus) if s in told or (likely and s in _PLAIN)]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A status that somebody may have, with what speaks for and against it."""

    sentence: Sentence
    comer: Comer
    status: AttendanceStatus
    features: Features

    @property
    def stable(self) -> bool:
        """Whether a stable rule made it, which no decision overrules."""
        row = self.row()
        return row is not None and row.reason.stable

    @property
    def told(self) -> bool:
        """Whether a rule made it by the words of the text, or an occasion that names a person as taking part."""
        rows = self.comer.said + (self.comer.met if self.comer.actor.kind == "person" else [])
        return any(r.status == self.status for r in rows)

    @property
    def handicap(self) -> float:
        """What words tell needs less."""
        return TOLD if self.told else 1.0

    @property
    def excludes(self) -> tuple[Hashable, ...]:
        """One status of everybody in a sentence."""
        return ((self.sentence.index, self.comer.actor.name),)

    def row(self) -> Attendance | None:
        """What a rule, else an occasion, says so."""
        return next((r for r in (*self.comer.said, *self.comer.met) if r.status == self.status), None)

    def claim(self) -> dict[str, Any]:
        """What it says in the codebook's form."""
        span = {"field": self.sentence.field, "start": self.sentence.start, "end": self.sentence.end}
        return {"who": self.comer.actor.name, "status": self.status, "evidence": [span]}


def candidates(
    context: Context, reading: Reading, clusters: Sequence[Cluster], said: Sequence[Attendance],
    met: Sequence[Attendance],
) -> Iterator[Candidate]:  # fmt: skip
    """The candidates of an article, sentence by sentence."""
    judged: dict[int, list[Judged]] = defaultdict(list)
    for one in reading.mentions:
        if not one.mention.place and not any(is_outlet(actor) for actor in one.mention.actors):
            judged[one.sentence.index].append(one)
    occasions: dict[int, list[Occasion]] = defaultdict(list)
    for occasion in (o for c in clusters for o in c.occasions):
        occasions[occasion.sentence.index].append(occasion)
    ruled, followed = _by_sentence(said), _by_sentence(met)
    main = frozenset(a.name for a in main_sides(context))
    speaking = {(layer.field, a.source_head) for layer in context.analysis.layers for a in layer.attributions}
    surest: dict[str, float] = {}
    for sentence in context.analysis.sentences:
        place = sentence.field, sentence.start
        comers = _comers(judged[sentence.index], ruled[place], followed[place], surest)
        about = _sentence_features(sentence, occasions[sentence.index], reading)
        for name, comer in comers.items():
            roles = _roles(comer, speaking)
            for status in comer.statuses():
                features = {**about, **roles, **_features(comer, status, comers, main, reading, sentence)}
                yield Candidate(sentence, comer, status, features)
            surest[name] = max(surest.get(name, 0.0), comer.sureness())


def _by_sentence(records: Sequence[Attendance]) -> Mapping[tuple[str, int], list[Attendance]]:
    found: dict[tuple[str, int], list[Attendance]] = defaultdict(list)
    for record in records:
        for evidence in record.evidence:
            found[evidence.field, evidence.start].append(record)
    return found


def _comers(
    judged: Sequence[Judged], said: Sequence[Attendance], met: Sequence[Attendance], surest: Mapping[str, float]
) -> dict[str, Comer]:
    found: dict[str, Comer] = {}
    for one in judged:
        for actor in one.mention.actors:
            found.setdefault(actor.name, Comer(actor, before=surest.get(actor.name, 0.0))).judged.append(one)
    for record in said:
        found.setdefault(record.who.name, Comer(record.who)).said.append(record)
    for record in met:
        found.setdefault(record.who.name, Comer(record.who)).met.append(record)
    return found


def _sentence_features(sentence: Sentence, occasions: Sequence[Occasion], reading: Reading) -> Features:
    scores = reading.sentences[sentence.index]
    return {
        "any attendance": log_odds(scores.types["attendance"]),
        "meeting": log_odds(scores.types["meetings"]),
        "statement": log_odds(scores.types["statements"]),
        "consult": log_odds(scores.events["CONSULT"]),
        "held": log_odds(scores.meetings["held"]),
        "scheduled": log_odds(scores.meetings["scheduled"]),
        "headline": float(sentence.index == 0),
        "occasions": float(len(occasions)),
        "keeps away": float(any(keeps_away(o) for o in occasions)),
        "held occasion": float(any(o.status in ("held", "under_way") for o in occasions)),
        "occasion to come": float(any(o.status in ("scheduled", "proposed") for o in occasions)),
        "only mentioned": float(bool(occasions) and all(o.assumed for o in occasions)),
        "only proposed": float(bool(occasions) and all(o.status == "proposed" for o in occasions)),
        "talks": log_odds(reading.relevance.get("talks", 0.0)),
        "conflict": log_odds(reading.relevance.get("conflict", 0.0)),
    }


def _features(
    comer: Comer, status: AttendanceStatus, comers: Mapping[str, Comer], main: frozenset[str], reading: Reading,
    sentence: Sentence,
) -> Features:  # fmt: skip
    actor, own = comer.actor, log_odds(comer.sureness(status))
    of_side = actor.kind != "person" and any(
        c.actor.kind == "person" and party_of(c.actor) == party_of(actor) for c in comers.values()
    )
    return {
        status: 1.0,
        f"mention {status}": own,
        "mention": own,
        "mention any": log_odds(comer.sureness()),
        "share": comer.sureness(status) / (comer.sureness() + 0.02),
        "sentence": log_odds(reading.sentences[sentence.index].attendance[status]),
        "rule": float(any(r.status == status for r in comer.said)),
        "rule in words": float(any(r.status == status and r.reason.stable for r in comer.said)),
        "other rule": float(any(r.status != status for r in comer.said)),
        "met": float(any(r.status == status for r in comer.met)),
        "host": float(any(r.reason.rule.startswith("attendance.host") for r in comer.met)),
        "met otherwise": float(any(r.status != status for r in comer.met)),
        "person": float(actor.kind == "person"),
        "state": float(actor.kind == "state"),
        "its person": float(of_side),
        "stranger": float(not (actor.id or actor.country)),
        "pronoun": float(bool(comer.judged) and all(j.mention.pronominal for j in comer.judged)),
        "not named": float(not comer.judged),
        "party": log_odds(max((j.scores.party for j in comer.judged), default=0.02)),
        "mediator": log_odds(max((j.scores.mediator for j in comer.judged), default=0.02)),
        "before": log_odds(comer.before),
        "main side": float(party_of(actor) in main),
    }


def _roles(comer: Comer, speaking: Collection[tuple[str, int | None]]) -> Features:
    """How he stands in the sentence: who only speaks there, or is what somebody acts on, need be at no talks."""
    heads = [j.layer.doc[j.mention.head] for j in comer.judged]
    roles = {head.dep_ for head in heads}
    links = {head.head.lower_ for head in heads if head.dep_ == "pobj"}
    return {
        "speaks": float(any((j.layer.field, j.mention.head) in speaking for j in comer.judged)),
        "subject": float(not roles.isdisjoint(_SUBJECTS)),
        "object": float("dobj" in roles),
        "with": float(not links.isdisjoint(_TOGETHER)),
        "below": float(not links <= _TOGETHER),
    }
