"""Candidates for positions: each kind that a sentence may tell, with each side that may hold it."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from dragoman.extract.context import Context
from dragoman.extract.decisions import Features, log_odds
from dragoman.extract.kind_words import is_worded, load_kind_words
from dragoman.extract.learned import Judged, Reading, any_of
from dragoman.extract.lexicon import load_lexicon
from dragoman.extract.penalties import lifts_penalties
from dragoman.extract.weighing import TOLD
from dragoman.heads import SentenceScores
from dragoman.language.coreference import party_of
from dragoman.language.pipeline import Layer, Sentence
from dragoman.model import Actor, Position, PositionKind

_OF_PENALTIES = frozenset({"threat", "concession"})  # to lift sanctions is no threat
_FLOOR = 0.06  # a sentence that the heads give a kind less surely than this is not asked for it


@dataclass(slots=True)
class Holder:
    """A side that may hold a position: its mentions in the sentence and what else points to it.

    Attributes:
        actor: the side, or the person who stands for it.
        judged: its mentions in the sentence.
        ruled: the positions that rules give it there.
        speaks: it is a source of what the sentence says.
    """

    actor: Actor
    judged: list[Judged] = field(default_factory=list)
    ruled: list[Position] = field(default_factory=list)
    speaks: bool = False

    def sureness(self, kind: str | None = None) -> float:
        """The highest probability that it holds a position, of one kind or any."""
        found = (j.scores.holder[kind] if kind else any_of(j.scores.holder) for j in self.judged)
        return max(found, default=0.002)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A position that a side may hold, with what speaks for and against it."""

    sentence: Sentence
    layer: Layer
    kind: PositionKind
    holder: Holder
    ruled: Position | None
    features: Features

    @property
    def stable(self) -> bool:
        """Whether a stable rule made it, which no decision overrules."""
        return self.ruled is not None and self.ruled.reason.stable

    @property
    def told(self) -> bool:
        """Whether a rule made it by the words of the text."""
        return self.ruled is not None

    @property
    def handicap(self) -> float:
        """What words tell needs less."""
        return TOLD if self.told else 1.0

    @property
    def place(self) -> tuple[int, PositionKind]:
        """The sentence and the kind, that of a demand for what must come first: what several may be given."""
        return self.sentence.index, _asked(self.kind)

    @property
    def of_another(self) -> bool:
        """Whether only the heads give it to a side, and words give it to another."""
        return bool(self.features["told of another"])

    @property
    def excludes(self) -> tuple[Hashable, ...]:
        """One position of a kind in a sentence for each holder."""
        return ((self.sentence.index, self.kind, party_of(self.holder.actor)),)

    @property
    def side(self) -> Hashable:
        """The sentence and the side: a second position there is less likely than the first."""
        return self.sentence.index, party_of(self.holder.actor)

    def claim(self) -> dict[str, Any]:
        """What it says in the codebook's form."""
        return {
            "holder": self.holder.actor.name,
            "party": party_of(self.holder.actor),
            "kind": self.kind,
            "evidence": [{"field": self.sentence.field, "start": self.sentence.start, "end": self.sentence.end}],
        }


def candidates(context: Context, reading: Reading, ruled: Sequence[Position]) -> Iterator[Candidate]:
    """The candidates of an article, sentence by sentence."""
    judged: dict[int, list[Judged]] = defaultdict(list)
    for one in reading.mentions:
        judged[one.sentence.index].append(one)
    by_start: dict[tuple[str, int], list[Position]] = defaultdict(list)
    for position in ruled:
        by_start[position.evidence[0].field, position.evidence[0].start].append(position)
    for layer in context.analysis.layers:
        speakers = _speakers(context, layer)
        before: Actor | None = None
        for sentence in layer.sentences:
            told = by_start[sentence.field, sentence.start]
            here = speakers.get(sentence.index, [])
            holders = _holders(judged[sentence.index], told, here, before)
            yield from _of_sentence(sentence, layer, holders, told, reading)
            goes_on = before if any(mark in sentence.text for mark in '"“”') else None
            before = here[0] if here else goes_on


def _speakers(context: Context, layer: Layer) -> Mapping[int, list[Actor]]:
    """Who says something in each sentence."""
    found: dict[int, list[Actor]] = defaultdict(list)
    for attribution in layer.attributions:
        speaker = context.speaker(attribution, layer) if context.is_speech(attribution) else None
        for sentence in layer.sentences if speaker else ():
            if any(sentence.start < b and a < sentence.end for a, b in (*attribution.content, attribution.cue)):
                found[sentence.index].append(speaker)  # type: ignore[arg-type]
    return found


def _holders(
    judged: Sequence[Judged], ruled: Sequence[Position], speakers: Sequence[Actor], before: Actor | None
) -> dict[str, Holder]:
    """The sides that may hold a position, by name: those mentioned, those who speak, who spoke on before."""
    found: dict[str, Holder] = {}
    for position in ruled:
        found.setdefault(party_of(position.holder), Holder(position.holder)).ruled.append(position)
    for one in sorted(judged, key=lambda j: -any_of(j.scores.holder)):
        for actor in one.mention.actors:
            found.setdefault(party_of(actor), Holder(actor)).judged.append(one)
    for actor in speakers:
        found.setdefault(party_of(actor), Holder(actor)).speaks = True
    if before is not None and not speakers:
        found.setdefault(party_of(before), Holder(before))
    return found


def _of_sentence(
    sentence: Sentence, layer: Layer, holders: Mapping[str, Holder], ruled: Sequence[Position], reading: Reading
) -> Iterator[Candidate]:
    scores = reading.sentences[sentence.index]
    near = [reading.sentences[n] for n in (sentence.index - 1, sentence.index + 1) if n in reading.sentences]
    for kind in get_args(PositionKind):
        told = [p for p in ruled if p.kind == kind]
        asked = [p for p in ruled if _asked(p.kind) == _asked(kind)]
        if scores.positions[kind] < _FLOOR and not told:
            continue
        about = _sentence_features(kind, sentence, scores, near, told, reading)
        surest = max(holder.sureness(kind) for holder in holders.values()) if holders else 0.0
        nobody = float(not any(holder.speaks for holder in holders.values()))
        for holder in holders.values():
            own = next((p for p in holder.ruled if p.kind == kind), None)
            features = {
                **about,
                **_holder_features(holder, kind, own, surest),
                "nobody speaks": nobody,
                "told of another": float(own is None and any(_is_another(holder, position) for position in asked)),
            }
            yield Candidate(sentence, layer, kind, holder, own, features)


def _asked(kind: PositionKind) -> PositionKind:
    """A demand for a precondition, too: what must come first is demanded, and by one side only."""
    return "demand" if kind == "precondition" else kind


def _is_another(holder: Holder, told: Position) -> bool:
    """Whether words give the position to another than him who tells of it, or whom it is put to.

    "Umerov said Russia had rejected a ceasefire" is no rejection of Umerov's, "Russia demanded that Ukraine withdraw
    its troops" no demand of Ukraine's.
    """
    return holder.speaks or any(one.mention.text in (told.content or "") for one in holder.judged)


def _sentence_features(
    kind: PositionKind, sentence: Sentence, scores: SentenceScores, near: Sequence[SentenceScores],
    told: Sequence[Position], reading: Reading,
) -> Features:  # fmt: skip
    worded = "waits" if kind == "precondition" else "worded"  # "unless" tells more surely than "pledged" does
    return {
        kind: 1.0,
        "sentence": log_odds(scores.positions[kind]),
        "any position": log_odds(scores.types["positions"]),
        "other kind": log_odds(max(p for name, p in scores.positions.items() if name != kind)),
        "likelier kinds": float(sum(p > scores.positions[kind] for p in scores.positions.values())),
        "beside": log_odds(max((s.positions[kind] for s in near), default=0.01)),
        "statement": log_odds(scores.types["statements"]),
        "agreed": log_odds(scores.events["AGREE"]),
        "accused": log_odds(scores.events["ACCUSE"]),
        "headline": float(sentence.index == 0),
        "talks": log_odds(reading.relevance.get("talks", 0.0)),
        "conflict": log_odds(reading.relevance.get("conflict", 0.0)),
        "rule of the kind": float(bool(told)),
        worded: float(is_worded(kind, sentence.text, load_kind_words())),
        f"lifts, {kind}": float(kind in _OF_PENALTIES and lifts_penalties(sentence, load_lexicon())),
    }


def _holder_features(holder: Holder, kind: str, own: Position | None, surest: float) -> Features:
    mine = holder.sureness(kind)
    return {
        "holder": log_odds(mine),
        "holder any": log_odds(holder.sureness()),
        "surest": float(mine >= surest),
        "rule": float(own is not None),
        "rule's holder": float(bool(holder.ruled)),
        "speaks": float(holder.speaks),
        "not named": float(not holder.judged),
        "acts": log_odds(max((j.scores.actor for j in holder.judged), default=0.02)),
        "suffers": log_odds(max((j.scores.recipient for j in holder.judged), default=0.02)),
    }
