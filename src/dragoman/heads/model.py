"""The heads at work: one encoder pass per sentence, then small matrices over sentences, mentions and pairs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from dragoman.heads.encoding import Encoded, HeadInput, encode
from dragoman.heads.labels import MENTION_CLASSES, MENTION_LABELS, NONE, PAIR_CLASSES, RELEVANCE, SENTENCE_LABELS
from dragoman.heads.layers import NOBODY, Array, Odds, apply_heads, pair_features
from dragoman.heads.loading import Parts, load_parts
from dragoman.heads.relevance import GATE_SENTENCES, article_relevance
from dragoman.heads.scores import MentionScores, PairScores, Probabilities, SentenceScores, Side

BATCH = 16
PAIR_FLOOR: Final = 0.02
"""Pairs whose probability of any event is lower are left out of ``SentenceScores.pairs``."""


class Heads:
    """Trained heads over a sentence encoder.

    Attributes:
        thresholds: for each label (``sentence:event:AGREE``, ``mention:attendance:declined``, ``mention:actor``,
            ``pair:plover:ACCUSE``) the probability from which on it counts as said, chosen on held-out folds.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.thresholds: Mapping[str, float] = parts.calibration.thresholds

    def score(self, sentences: Sequence[HeadInput]) -> list[SentenceScores]:
        """The scores of each sentence, in order; sentences of like length share an encoder pass."""
        pieces = [encode(self._parts.tokenizer, sentence) for sentence in sentences]
        order = sorted(range(len(pieces)), key=lambda n: len(pieces[n].ids))
        found: dict[int, SentenceScores] = {}
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            states = self.states([pieces[n] for n in batch])
            found.update((n, self._sentence(pieces[n], rows)) for n, rows in zip(batch, states, strict=True))
        return [found[n] for n in range(len(pieces))]

    def states(self, pieces: Sequence[Encoded]) -> Array:
        """The encoder's vectors (sentence, piece, width); pieces of padding hold noise."""
        longest = max(len(piece.ids) for piece in pieces)
        ids = np.zeros((len(pieces), longest), np.int64)
        mask = np.zeros((len(pieces), longest), np.int64)
        for row, piece in enumerate(pieces):
            ids[row, : len(piece.ids)] = piece.ids
            mask[row, : len(piece.ids)] = 1
        (out,) = self._parts.session.run(None, {"ids": ids, "mask": mask})
        states: Array = out
        return states

    def pair_features(self, sentences: Sequence[HeadInput]) -> dict[str, Array]:
        """Features of each sentence's first mention towards its second, a row each, by part, to train other heads on.

        Raises:
            ValueError: if a sentence marks fewer than two mentions.
        """
        rows = [self._features(encode(self._parts.tokenizer, sentence)) for sentence in sentences]
        return {name: np.array([row[name] for row in rows], np.float32) for name in (rows[0] if rows else ())}

    def _features(self, piece: Encoded) -> dict[str, Array]:
        if len(piece.mentions) < 2:
            raise ValueError("pair_features needs two mentions in every sentence")
        # A mention beyond what is read is taken to be the whole sentence, so that the row keeps its form.
        places = [place or (piece.text[0], *piece.text) for place in piece.mentions[:2]]
        return pair_features(self._parts.weights, self.states([piece])[0], piece.text, places)

    def relevance(self, title: str, sentences: Sequence[str]) -> dict[str, float]:
        """What an article is about (talks, conflict, other), from its headline and first sentences alone."""
        lead = [HeadInput(title="", previous="", text=title)] if title.strip() else []
        lead += [HeadInput(title=title, previous="", text=text) for text in sentences[:GATE_SENTENCES]]
        return self.article_relevance(self.score(lead))

    def article_relevance(self, scored: Sequence[SentenceScores]) -> dict[str, float]:
        """What an article is about, from the scores of its headline and first sentences."""
        return article_relevance(self._parts.weights, scored)

    def _sentence(self, piece: Encoded, states: Array) -> SentenceScores:
        there = [n for n, place in enumerate(piece.mentions) if place is not None]
        places = [place for place in piece.mentions if place is not None]
        pairs = list(_pairs(len(places)))
        odds = apply_heads(self._parts.weights, states, piece.text, places, pairs)
        mentions: list[MentionScores | None] = [None] * len(piece.mentions)
        for row, number in enumerate(there):
            mentions[number] = self._mention(odds, row)
        groups = self._grouped(odds.sentence)
        relevance = self._named("relevance", RELEVANCE, odds.relevance)
        return SentenceScores(
            types=groups["type"],
            events=groups["event"],
            positions=groups["position"],
            meetings=groups["meeting"],
            statements=groups["statement"],
            attendance=groups["attendance"],
            aux=groups["aux"],
            relevance=relevance,
            mentions=tuple(mentions),
            pairs=dict(self._pair_scores(odds, pairs, there)),
        )

    def _grouped(self, odds: Array) -> dict[str, dict[str, float]]:
        out: dict[str, dict[str, float]] = {}
        for label, value in self._named("sentence", SENTENCE_LABELS, odds).items():
            group, _, name = label.partition(":")
            out.setdefault(group, {})[name] = value
        return out

    def _mention(self, odds: Odds, row: int) -> MentionScores:
        classes = {
            name: self._named(f"mention:{name}", labels, odds.mention[name][row])
            for name, labels in MENTION_CLASSES.items()
        }
        labels = self._named("mention", MENTION_LABELS, odds.mention["labels"][row])
        return MentionScores(
            attendance=classes["attendance"],
            holder=classes["holder"],
            issue=classes["issue"],
            speaker=classes["speaker"],
            role=classes["role"],
            actor=labels["actor"],
            recipient=labels["recipient"],
            party=labels["party"],
            mediator=labels["mediator"],
        )

    def _pair_scores(
        self, odds: Odds, pairs: Sequence[tuple[int, int]], there: Sequence[int]
    ) -> Iterator[tuple[tuple[Side, Side], PairScores]]:
        names = [f"pair:plover:{name}" for name in PAIR_CLASSES["plover"]]
        plover = self._parts.calibration.probabilities(names, odds.pair["plover"])
        for row in np.flatnonzero(1 - plover[:, 0] >= PAIR_FLOOR).tolist():
            left, right = (None if side == NOBODY else there[side] for side in pairs[row])
            yield (
                (left, right),
                PairScores(
                    plover=dict(zip(PAIR_CLASSES["plover"], plover[row].tolist(), strict=True)),
                    aux=self._named("pair:aux", PAIR_CLASSES["aux"], odds.pair["aux"][row]),
                ),
            )

    def _named(self, head: str, labels: Sequence[str], odds: Array) -> dict[str, float]:
        values = self._parts.calibration.probabilities([f"{head}:{name}" for name in labels], odds)
        return dict(zip(labels, values.tolist(), strict=True))


def _pairs(count: int) -> Iterator[tuple[int, int]]:
    sides = (NOBODY, *range(count))
    return ((i, j) for i in sides for j in sides if i != j)


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
