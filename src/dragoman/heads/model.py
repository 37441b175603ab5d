"""The heads at work: one encoder pass per window, then small matrices over sentences, mentions and pairs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from dragoman.heads.encoding import Encoded, HeadInput, Place, Window, encode, windows
from dragoman.heads.labels import MENTION_CLASSES, MENTION_LABELS, NONE, PAIR_CLASSES, RELEVANCE, SENTENCE_LABELS
from dragoman.heads.layers import (
    NOBODY,
    Array,
    mention_odds,
    pair_features,
    pair_odds,
    pooled,
    read_sentences,
    relevance_odds,
    sentence_odds,
    sight,
)
from dragoman.heads.loading import Parts, load_parts
from dragoman.heads.relevance import GATE_SENTENCES, article_relevance
from dragoman.heads.scores import MentionScores, PairScores, Probabilities, SentenceScores, Side

PAIR_FLOOR: Final = 0.02
"""Pairs whose probability of any event is lower are left out of ``SentenceScores.pairs``, as are all pairs of a
sentence that carries no type of event more likely than this."""

_LABELS: Final[Mapping[str, Sequence[str]]] = {
    "sentence": SENTENCE_LABELS,
    "relevance": RELEVANCE,
    **{f"mention:{name}": labels for name, labels in MENTION_CLASSES.items()},
    "mention": MENTION_LABELS,
    **{f"pair:{name}": labels for name, labels in PAIR_CLASSES.items()},
}
_PLURALS: Final = {
    "type": "types",
    "event": "events",
    "position": "positions",
    "meeting": "meetings",
    "statement": "statements",
}
_FIELDS: Final = [(_PLURALS.get(g, g), name) for g, _, name in (label.partition(":") for label in SENTENCE_LABELS)]
_EVENTS: Final = [n for n, (field, _) in enumerate(_FIELDS) if field == "events"]


class Heads:
    """Trained heads over a sentence encoder.

    Attributes:
        thresholds: for each label (``sentence:event:AGREE``, ``mention:attendance:declined``, ``mention:actor``,
            ``pair:plover:ACCUSE``) the probability from which on it counts as said, chosen on held-out folds.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._scales = {
            head: parts.calibration.scale_of([f"{head}:{name}" for name in names]) for head, names in _LABELS.items()
        }
        self.thresholds: Mapping[str, float] = parts.calibration.thresholds

    def score(self, sentences: Iterable[HeadInput]) -> list[SentenceScores]:
        """The scores of each sentence, in order.

        Sentences of one headline that follow each other are read together, as many as a window holds, so that each has
        its neighbours' company. A window has an encoder pass to itself; on a processor a batch of them saves no time.
        The heads' own matrices take all sentences at once.
        """
        pieces = encode(self._parts.tokenizer, sentences)
        return list(self._scored(pieces)) if pieces else []

    def _scored(self, pieces: Sequence[Encoded]) -> Iterator[SentenceScores]:
        weights = self._parts.weights
        read = [self._pooled(window) for window in windows(self._parts.tokenizer, pieces)]
        counts = [sum(at is not None for at in piece.mentions) for piece in pieces]
        spans = np.concatenate([spans for _, spans in read])
        hidden = read_sentences(weights, np.concatenate([summaries for summaries, _ in read]))
        said = self._scales["sentence"].probabilities(sentence_odds(weights, hidden))
        relevance = self._named("relevance", relevance_odds(weights, hidden))
        mentions = self._mentions(mention_odds(weights, spans, np.repeat(hidden, counts, 0)))
        pairs = list(_pairs(counts, (said[:, _EVENTS].max(1) >= PAIR_FLOOR).tolist()))
        between = self._pair_scores(pair_odds(weights, spans, hidden, pairs), pairs)
        for number, piece in enumerate(pieces):
            there = [None if at is None else next(mentions) for at in piece.mentions]
            yield SentenceScores(
                **_grouped(said[number].tolist()),
                relevance=relevance[number],
                mentions=tuple(there),
                pairs=_renumbered(between.get(number, {}), sum(counts[:number]), there),
            )

    def _pooled(self, window: Window) -> tuple[Array, Array]:
        """What the encoder makes of a window's sentences and of their mentions."""
        inside = [at for place in window.places for at in place.mentions if at is not None]
        rows = pooled(self.states(window), [*map(_words, window.places), *inside])
        return rows[: len(window.places)], rows[len(window.places) :]

    def states(self, window: Window) -> Array:
        """The encoder's vectors (piece, width) of one window."""
        ids = np.array([window.ids], np.int64)
        (out,) = self._parts.session.run(None, {"ids": ids, "mask": sight(window.parts)[None]})
        states: Array = out[0]
        return states

    def pair_features(self, sentences: Sequence[HeadInput]) -> dict[str, Array]:
        """Features of each sentence's first mention towards its second, a row each, by part, to train other heads on.

        Raises:
            ValueError: if a sentence marks fewer than two mentions.
        """
        pieces = encode(self._parts.tokenizer, sentences)
        rows = [self._features(window) for piece in pieces for window in windows(self._parts.tokenizer, [piece])]
        return {name: np.array([row[name] for row in rows], np.float32) for name in (rows[0] if rows else ())}

    def _features(self, window: Window) -> dict[str, Array]:
        (sentence,) = window.places
        if len(sentence.mentions) < 2:
            raise ValueError("pair_features needs two mentions in every sentence")
        # A mention beyond what is read is taken to be the whole sentence, so that the row keeps its form.
        sides = [at or _words(sentence) for at in sentence.mentions[:2]]
        return pair_features(self._parts.weights, self.states(window), _words(sentence), sides)

    def relevance(self, title: str, sentences: Sequence[str]) -> dict[str, float]:
        """What an article is about (talks, conflict, other), from its headline and first sentences alone."""
        lead = [HeadInput(title=None, text=title)] if title.strip() else []
        lead += [HeadInput(title=title, text=text) for text in sentences[:GATE_SENTENCES]]
        return self.article_relevance(self.score(lead))

    def article_relevance(self, scored: Sequence[SentenceScores]) -> dict[str, float]:
        """What an article is about, from the scores of its headline and first sentences."""
        return article_relevance(self._parts.weights, scored)

    def _mentions(self, odds: Mapping[str, Array]) -> Iterator[MentionScores]:
        classes = [self._named(f"mention:{name}", odds[name]) for name in MENTION_CLASSES]
        labels = self._named("mention", odds["labels"])
        for *row, said in zip(*classes, labels, strict=True):
            yield MentionScores(**dict(zip(MENTION_CLASSES, row, strict=True)), **said)

    def _pair_scores(
        self, odds: Mapping[str, Array], pairs: Sequence[tuple[int, int, int]]
    ) -> dict[int, dict[tuple[int, int], PairScores]]:
        """The scores of the pairs that may carry an event, by sentence and the mentions' numbers."""
        plover = self._scales["pair:plover"].probabilities(odds["plover"])
        rows = np.flatnonzero(1 - plover[:, 0] >= PAIR_FLOOR)
        kinds = (dict(zip(PAIR_CLASSES["plover"], row, strict=True)) for row in plover[rows].tolist())
        found: dict[int, dict[tuple[int, int], PairScores]] = {}
        for row, kind, aux in zip(rows.tolist(), kinds, self._named("pair:aux", odds["aux"][rows]), strict=True):
            sentence, left, right = pairs[row]
            found.setdefault(sentence, {})[left, right] = PairScores(plover=kind, aux=aux)
        return found

    def _named(self, head: str, odds: Array) -> list[dict[str, float]]:
        """The probabilities of each row by name."""
        labels = _LABELS[head]
        return [dict(zip(labels, row, strict=True)) for row in self._scales[head].probabilities(odds).tolist()]


def _words(sentence: Place) -> tuple[int, int, int]:
    return sentence.start, sentence.start + 1, sentence.end


def _grouped(probabilities: Sequence[float]) -> dict[str, dict[str, float]]:
    """A sentence's probabilities by the fields of ``SentenceScores``."""
    out: dict[str, dict[str, float]] = {}
    for (group, name), value in zip(_FIELDS, probabilities, strict=True):
        out.setdefault(group, {})[name] = value
    return out


def _pairs(counts: Sequence[int], judged: Sequence[bool]) -> Iterator[tuple[int, int, int]]:
    """All ordered pairs of the mentions of each sentence that is to be judged, and of each with nobody."""
    first = 0
    for sentence, (count, wanted) in enumerate(zip(counts, judged, strict=True)):
        sides = (NOBODY, *range(first, first + count))
        yield from ((sentence, i, j) for i in sides for j in sides if wanted and i != j)
        first += count


def _renumbered(
    scores: Mapping[tuple[int, int], PairScores], first: int, there: Sequence[MentionScores | None]
) -> dict[tuple[Side, Side], PairScores]:
    """The pairs of a sentence by the numbers that its mentions have in the input; None for nobody."""
    numbers = [n for n, mention in enumerate(there) if mention is not None]
    return {
        (
            None if left == NOBODY else numbers[left - first],
            None if right == NOBODY else numbers[right - first],
        ): said
        for (left, right), said in scores.items()
    }


def best(scores: Probabilities, *, without: Iterable[str] = (NONE,)) -> tuple[str, float]:
    """The likeliest class and its probability, ``none`` left aside."""
    left_aside = frozenset(without)
    return max(((name, p) for name, p in scores.items() if name not in left_aside), key=lambda item: item[1])


def load_heads(path: Path | None = None, *, threads: int = 1) -> Heads:
    """The heads in folder ``path``, or those that ship with the package.

    Raises:
        ModelError: if a file is missing or altered.
    """
    return Heads(load_parts(path, threads=threads))
