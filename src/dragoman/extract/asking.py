"""Which sentences the heads are asked of: the encoder is the dearest part of reading, and most sentences yield nothing.

A weighted lexicon of lemmas says how likely a sentence is to bear a record. The weights are data, fitted by
``scripts/build_asking.py`` on articles of which every sentence was read.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Sentence

LEAD = 3
"""Sentences after the headline that are always read: what the article is about is told there."""

_BIAS, _LEAST = "\tbias", "\tleast"
_MANY, _LONG = 4, 5


@dataclass(frozen=True, slots=True)
class Asking:
    """A logistic decision over a sentence's lemmas.

    Attributes:
        weights: log-odds of each feature.
        bias: log-odds of a sentence without any.
        least: log-odds from which on a sentence is read.
    """

    weights: Mapping[str, float]
    bias: float
    least: float

    def wants(self, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
        """Whether the heads are asked of a sentence; of one that names nobody they have nothing to judge."""
        if sentence.index <= LEAD:
            return True
        return bool(mentions) and self.odds(sentence, mentions) >= self.least

    def odds(self, sentence: Sentence, mentions: Sequence[Mention]) -> float:
        """The log-odds that a sentence bears a record."""
        return math.fsum((self.bias, *(self.weights.get(f, 0.0) for f in features(sentence, mentions))))


def features(sentence: Sentence, mentions: Sequence[Mention]) -> set[str]:
    """A sentence's lemmas in small letters, how many it names, and how long it is."""
    lemmas = [token.lemma_.lower() for token in sentence.span if token.is_alpha]
    named = sum(bool(mention.actors) for mention in mentions)
    return {*lemmas, f"\tnamed {min(named, _MANY)}", f"\tlength {min(len(lemmas) // 8, _LONG)}"}


@cache
def load_asking() -> Asking:
    """The shipped weights, ``data/extract/asking.tsv``."""
    text = files("dragoman").joinpath("data/extract/asking.tsv").read_text(encoding="utf-8")
    weights = dict(_weights(text.splitlines()))
    return Asking(weights, weights.pop(_BIAS), weights.pop(_LEAST))


def _weights(lines: Sequence[str]) -> Iterator[tuple[str, float]]:
    for line in lines:
        if not line.startswith("#"):
            name, weight = line.rsplit("\t", 1)
            yield name, float(weight)
