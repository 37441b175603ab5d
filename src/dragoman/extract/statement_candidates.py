"""Candidates for an article's main statements: each attributed utterance in each kind that it may be coded as."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from dragoman.extract.coding import main_sides
from dragoman.extract.context import Context
from dragoman.extract.decisions import Features, log_odds
from dragoman.extract.learned import Judged, Reading, any_of, because
from dragoman.extract.statement_standing import Utterance, standings
from dragoman.heads import SentenceScores
from dragoman.language.coreference import party_of
from dragoman.model import Statement, StatementKind

_SPEAKS = 0.25  # a mention that the heads make a speaker less surely is not asked where grammar finds no utterance
_OF_THE_KIND = 0.08
_LEAD = 4  # sentences, the headline among them
_WORD = re.compile(r"\w+")
_SOFT: Mapping[StatementKind, tuple[StatementKind, ...]] = {
    "indirect": ("indirect", "quote", "assessment"),
    "assessment": ("assessment", "quote", "indirect"),
    "quote": ("quote", "indirect", "assessment"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An utterance in one kind, with what speaks for a coder's keeping it so.

    ``number`` is the utterance's place among those of the article; the kinds of one utterance share it.
    """

    number: int
    statement: Statement
    features: Features

    def claim(self) -> dict[str, Any]:
        """What it says in the codebook's form."""
        spans = [{"field": e.field, "start": e.start, "end": e.end} for e in self.statement.evidence]
        return {"speaker": self.statement.speaker.name, "kind": self.statement.kind, "evidence": spans}


def candidates(context: Context, reading: Reading, told: Sequence[Statement]) -> Iterator[Candidate]:
    """The utterances that grammar found, then those that only the heads hear, in every kind that may fit."""
    more = list(_by_heads(context, reading, told))
    heard = _Heard(context, reading, told)
    standing = list(standings([heard.utterance(statement) for statement in (*told, *(s for _, s in more))]))
    for number, statement in enumerate(told):
        for kind in _SOFT.get(statement.kind, (statement.kind,)):
            features = heard.features(statement, kind) | {"kind of the words": float(kind == statement.kind)}
            yield Candidate(number, replace(statement, kind=kind), features | standing[number])
        heard.before[statement.speaker.name] += 1
    for number, (judged, statement) in enumerate(more, len(told)):
        for kind in get_args(StatementKind):
            if judged.scores.speaker[kind] >= _OF_THE_KIND:
                features = heard.features(statement, kind) | standing[number]
                yield Candidate(number, replace(statement, kind=kind), features)


def _by_heads(context: Context, reading: Reading, told: Sequence[Statement]) -> Iterator[tuple[Judged, Statement]]:
    """Who the heads say speaks in a sentence in which grammar finds no utterance."""
    known = {(e.field, e.start) for s in told for e in s.evidence}
    heard: set[tuple[str, int, str]] = set()
    for judged in reading.mentions:
        actor = judged.mention.actors[0] if judged.mention.actors else None
        if actor is None or any_of(judged.scores.speaker) < _SPEAKS:
            continue
        key = judged.sentence.field, judged.sentence.start, actor.name
        if key[:2] not in known and key not in heard:
            heard.add(key)
            yield (
                judged,
                Statement(
                    evidence=(context.analysis.evidence(judged.sentence),),
                    speaker=actor,
                    kind="indirect",
                    words=" ".join(judged.sentence.text.split()),
                    source=actor.name,
                    voice="speaker",
                    reason=because("statement", any_of(judged.scores.speaker)),
                ),
            )


@dataclass(slots=True)
class _Heard:
    """What is known of an article's utterances as a whole."""

    context: Context
    reading: Reading
    told: Sequence[Statement]
    before: Counter[str] = field(default_factory=Counter)
    judged: dict[tuple[str, int], list[Judged]] = field(default_factory=lambda: defaultdict(list))
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    sides: frozenset[str] = frozenset()
    headline: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for one in self.reading.mentions:
            self.judged[one.sentence.field, one.sentence.start].append(one)
        self.numbers = {(s.field, s.start): s.index for s in self.context.analysis.sentences}
        self.sides = frozenset(a.name for a in main_sides(self.context))
        opening = [frozenset(_WORD.findall(s.text.lower())) for s in self.context.analysis.sentences[:_LEAD]]
        self.headline = opening[0] if opening else frozenset()
        self.lead = frozenset().union(*opening)

    def utterance(self, statement: Statement) -> Utterance:
        """A statement as one of the article's utterances."""
        numbers = frozenset(self.numbers[e.field, e.start] for e in statement.evidence)
        score = max(log_odds(self.reading.sentences[n].types["statements"]) for n in numbers)
        return Utterance(statement.speaker.name, numbers, score)

    def features(self, statement: Statement, kind: StatementKind) -> dict[str, float]:
        """What speaks for a coder's keeping an utterance in a kind."""
        where = [(e.field, e.start) for e in statement.evidence]
        scores = [self.reading.sentences[self.numbers[place]] for place in where]
        first = self.numbers[where[0]]
        name, speaker = statement.speaker.name, statement.speaker
        mine = [j for place in where for j in self.judged[place] if any(a.name == name for a in j.mention.actors)]
        return {
            kind: 1.0,
            f"told as {statement.kind}": 1.0,
            f"cue {statement.reason.note or 'none'}": 1.0,
            f"pattern {statement.reason.rule}": 1.0,
            f"speaker {speaker.kind}": 1.0,
            "in the headline": float(speaker.surname in self.headline),
            "in the lead": float(speaker.surname in self.lead),
            "main side": float(party_of(speaker) in self.sides),
            "named": float(bool(mine)),
            "speaks": log_odds(max((any_of(j.scores.speaker) for j in mine), default=0.02)),
            "speaks so": log_odds(max((j.scores.speaker[kind] for j in mine), default=0.01)),
            "headline": float(first == 0),
            "place": math.log1p(first),
            "part": first / max(1, len(self.reading.sentences)),
            "sentences": float(len(where)),
            "words": math.log1p(len(statement.words.split())),
            "before": math.log1p(self.before[name]),
            "utterances": math.log1p(len(self.told)),
            "talks": log_odds(self.reading.relevance.get("talks", 0.0)),
            "conflict": log_odds(self.reading.relevance.get("conflict", 0.0)),
            **_of_a_kind(scores, mine, kind),
            **_sentence_features(scores, kind),
        }


def _of_a_kind(scores: Sequence[SentenceScores], mine: Sequence[Judged], kind: StatementKind) -> Features:
    """What the heads say of the sentences and the speaker, weighed for each kind by itself."""
    return {
        f"{kind}: speaks": log_odds(max((any_of(j.scores.speaker) for j in mine), default=0.02)),
        f"{kind}: speaks so": log_odds(max((j.scores.speaker[kind] for j in mine), default=0.01)),
        f"{kind}: statement": max(log_odds(s.types["statements"]) for s in scores),
        f"{kind}: of the kind": max(log_odds(s.statements[kind]) for s in scores),
    }


def _sentence_features(scores: Sequence[SentenceScores], kind: StatementKind) -> Features:
    return {
        "statement": max(log_odds(s.types["statements"]) for s in scores),
        "of the kind": max(log_odds(s.statements[kind]) for s in scores),
        "quote": max(log_odds(s.statements["quote"]) for s in scores),
        "indirect": max(log_odds(s.statements["indirect"]) for s in scores),
        "position": max(log_odds(s.types["positions"]) for s in scores),
        "event": max(log_odds(s.types["events"]) for s in scores),
        "meeting": max(log_odds(s.types["meetings"]) for s in scores),
    }
