"""How alike texts are in their words and letters: tf-idf kernels in numpy."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
_WORD = re.compile(r"\w+")


def word_ngrams(text: str, longest: int = 3) -> Iterator[str]:
    """Sequences of one to ``longest`` lower-case words."""
    words = _WORD.findall(text.lower())
    for length in range(1, longest + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def letter_ngrams(text: str, shortest: int = 3, longest: int = 5) -> Iterator[str]:
    """Sequences of ``shortest`` to ``longest`` characters within blank-padded lower-case words."""
    for word in text.lower().split():
        padded = f" {word} "
        for length in range(shortest, longest + 1):
            for start in range(len(padded) - length + 1):
                yield padded[start : start + length]


def tfidf_kernel(texts: Sequence[str], grams: Callable[[str], Iterator[str]]) -> Matrix:
    """The cosine of every two texts over their n-grams, weighted by (1 + log tf) x smoothed idf."""
    rows: dict[str, list[int]] = defaultdict(list)
    values: dict[str, list[float]] = defaultdict(list)
    for number, text in enumerate(texts):
        for gram, count in Counter(grams(text)).items():
            rows[gram].append(number)
            values[gram].append(1 + math.log(count))
    kernel = np.zeros((len(texts), len(texts)))
    for gram, where in rows.items():
        weight = np.array(values[gram]) * (1 + math.log((1 + len(texts)) / (1 + len(where))))
        kernel[np.ix_(where, where)] += np.outer(weight, weight)
    length = np.sqrt(np.maximum(kernel.diagonal(), 1e-12))
    return np.asarray(kernel / length[:, None] / length, np.float64)
