"""What the learned heads say of an article, sentence by sentence and mention by mention.

A head never invents an argument: it judges mentions that the language layer found, and a record made on
its word names the head and its probability.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.extract.asking import Asking
from dragoman.extract.decisions import Decisions
from dragoman.extract.thresholds import Thresholds
from dragoman.heads import LEAD_SENTENCES, NONE, SILENCE, HeadInput, Heads, MentionScores, PairScores, SentenceScores
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Analysis, Layer, Sentence
from dragoman.model import Reason


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention with what the heads say of it."""

    mention: Mention
    scores: MentionScores
    sentence: Sentence
    layer: Layer

    @property
    def only_owner(self) -> bool:
        """Whether the mention only says whose somebody is: Putin of "Putin's aide Vladimir Medinsky"."""
        token = self.layer.doc[self.mention.head]
        return token.dep_ == "poss" and any(child.dep_ == "appos" for child in token.head.children)


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two mentions, either possibly missing, with what the heads say of the one's doing to the other."""

    left: Mention | None
    right: Mention | None
    scores: PairScores
    sentence: Sentence
    layer: Layer


@dataclass(frozen=True, slots=True)
class Reading:
    """The heads' scores of one article.

    Attributes:
        sentences: scores by sentence index (0 is the headline).
        mentions: all judged mentions in text order.
        pairs: all judged pairs.
        relevance: probability of each kind of article.
        thresholds: from which probability on the heads' word on an occasion counts.
        decisions: how candidates are decided on.
    """

    sentences: Mapping[int, SentenceScores]
    mentions: tuple[Judged, ...]
    pairs: tuple[JudgedPair, ...]
    relevance: Mapping[str, float]
    thresholds: Thresholds
    decisions: Decisions


def any_of(scores: Mapping[str, float]) -> float:
    """The probability that a class other than ``none`` holds."""
    return 1 - scores[NONE]


def read_by_heads(
    analysis: Analysis, heads: Heads, thresholds: Thresholds, decisions: Decisions, asking: Asking | None = None
) -> Reading:
    """What the heads say of an article; a sentence is read once, with the headline and its neighbours.

    Where ``asking`` is given only the sentences that it wants are read; of the others the heads say nothing.
    """
    every = [(layer, sentence) for layer in analysis.layers for sentence in layer.sentences]
    within = [_mentions_in(layer, sentence) for layer, sentence in every]
    asked = [n for n, (_, s) in enumerate(every) if asking is None or asking.wants(s, within[n])]
    places, inside = [every[n] for n in asked], [within[n] for n in asked]
    scored = heads.score([_input(analysis, every[n][1], within[n]) for n in asked])
    read = {sentence.index: scores for (_, sentence), scores in zip(places, scored, strict=True)}
    return Reading(
        sentences={sentence.index: read.get(sentence.index, SILENCE) for _, sentence in every},
        mentions=tuple(_judged(places, inside, scored)),
        pairs=tuple(_judged_pairs(places, inside, scored)),
        relevance=heads.article_relevance([read[i] for i in sorted(read) if i <= LEAD_SENTENCES]),
        thresholds=thresholds,
        decisions=decisions,
    )


def because(head: str, probability: float, note: str = "") -> Reason:
    """The reason of a record made on a head's word."""
    return Reason(rule=f"head.{head}", probability=round(probability, 4), note=note)


def _mentions_in(layer: Layer, sentence: Sentence) -> tuple[Mention, ...]:
    return tuple(m for m in layer.mentions if sentence.start <= m.start and m.end <= sentence.end)


def _input(analysis: Analysis, sentence: Sentence, mentions: Sequence[Mention]) -> HeadInput:
    article = analysis.article
    return HeadInput(
        title=None if sentence.field == "title" else article.title,
        text=article.of(sentence.field)[sentence.start : sentence.end],
        mentions=tuple((m.start - sentence.start, m.end - sentence.start, _kind(m)) for m in mentions),
    )


def _kind(mention: Mention) -> str:
    if mention.place:
        return "place"
    kinds = {actor.kind for actor in mention.actors}
    return kinds.pop() if len(kinds) == 1 else mention.kind


def _judged(
    places: Sequence[tuple[Layer, Sentence]], inside: Sequence[Sequence[Mention]], scored: Sequence[SentenceScores]
) -> Iterator[Judged]:
    for (layer, sentence), mentions, scores in zip(places, inside, scored, strict=True):
        for mention, said in zip(mentions, scores.mentions, strict=True):
            if said is not None:
                yield Judged(mention, said, sentence, layer)


def _judged_pairs(
    places: Sequence[tuple[Layer, Sentence]], inside: Sequence[Sequence[Mention]], scored: Sequence[SentenceScores]
) -> Iterator[JudgedPair]:
    for (layer, sentence), mentions, scores in zip(places, inside, scored, strict=True):
        for (left, right), said in scores.pairs.items():
            doer, done_to = (None if n is None else mentions[n] for n in (left, right))
            yield JudgedPair(doer, done_to, said, sentence, layer)
