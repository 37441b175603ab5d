"""The heads' arithmetic in numpy: from the encoder's vectors of sentences to the log-odds of every class."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
Weights = Mapping[str, Array]

NOBODY = -1
"""Stands for the missing side of a pair."""


def read_sentences(weights: Weights, summaries: Array) -> Array:
    """The hidden layer of sentences, a row each, from what the encoder made of them."""
    return gelu(linear(weights, "sentence", summaries))


def sentence_odds(weights: Weights, sentences: Array) -> Array:
    """The log-odds of each sentence's labels, from its hidden layer."""
    return linear(weights, "sentence_out", sentences)


def relevance_odds(weights: Weights, sentences: Array) -> Array:
    """The log-odds of each sentence's relevance, from its hidden layer."""
    return odds(linear(weights, "relevance_out", sentences))


def mention_odds(weights: Weights, spans: Array, contexts: Array) -> dict[str, Array]:
    """The log-odds of mentions, a row each, by head.

    Args:
        weights: the heads' matrices, named as ``scripts/heads/network.py`` names them.
        spans: what the encoder made of each mention.
        contexts: the hidden layer of each mention's sentence.
    """
    hidden = gelu(linear(weights, "mention", np.concatenate([spans, contexts], 1)))
    return {name: _out(weights, "mention_out", name, hidden) for name in _names(weights, "mention_out")}


def pair_odds(
    weights: Weights, spans: Array, sentences: Array, pairs: Sequence[tuple[int, int, int]]
) -> dict[str, Array]:
    """The log-odds of pairs of mentions, a row each, by head.

    Args:
        weights: the heads' matrices.
        spans: what the encoder made of each mention.
        sentences: the hidden layer of each sentence.
        pairs: numbers of the sentence, of the left and of the right mention, ``NOBODY`` for a missing side.
    """
    hidden = _pair(weights, spans, sentences, pairs)
    return {name: _out(weights, "pair_out", name, hidden) for name in _names(weights, "pair_out")}


def sight(parts: Sequence[int]) -> npt.NDArray[np.int64]:
    """Which pieces (columns) each piece of a window (rows) sees: the headline, its own sentence and the one before."""
    part = np.array(parts)
    of, other = part[:, None], part[None, :]
    seen: npt.NDArray[np.bool_] = (other == 0) | (other == of) | (other == of - 1)
    return seen.astype(np.int64)


def pooled(states: Array, places: Sequence[tuple[int, int, int]]) -> Array:
    """A row for each place: the vector of its first position, then the mean of those from the second to the third.

    A sentence's first position is its ``[CLS]``, a mention's its marker. The mean of nothing is zero, as in training.
    """
    first, start, end = np.array(places, int).reshape(-1, 3, 1).swapaxes(0, 1)
    at = np.arange(len(states))
    share = ((start <= at) & (at < end)) / np.maximum(end - start, 1).astype(np.float32)
    return np.concatenate([states[first[:, 0]], share @ states], 1)


def pair_features(
    weights: Weights, states: Array, sentence_at: tuple[int, int, int], mentions: Sequence[tuple[int, int, int]]
) -> dict[str, Array]:
    """What is made of the first mention towards the second: pooled vectors and hidden layers, by part."""
    summary, *spans = pooled(states, [sentence_at, *mentions])
    sentence = read_sentences(weights, summary)
    hidden = _pair(weights, np.stack(spans), sentence[None], [(0, 0, 1), (0, 1, 0), (0, 0, NOBODY)])
    return {"summary": summary, "left": spans[0], "right": spans[1], "sentence": sentence, "pair": hidden.ravel()}


def _pair(weights: Weights, spans: Array, sentences: Array, pairs: Sequence[tuple[int, int, int]]) -> Array:
    left, right = (np.concatenate([spans, row[None]]) for row in weights["nobody"])
    of, i, j = np.array(pairs, int).reshape(-1, 3).T
    both = linear(weights, "reduce", left)[i] * linear(weights, "reduce", right)[j]
    sides = linear(weights, "pair_left", left)[i] + linear(weights, "pair_right", right)[j]
    return gelu(sides + linear(weights, "pair_product", both) + linear(weights, "pair_sentence", sentences)[of])


def _names(weights: Weights, group: str) -> list[str]:
    return [key.split(".")[1] for key in weights if key.startswith(f"{group}.") and key.endswith(".weight")]


def _out(weights: Weights, group: str, name: str, hidden: Array) -> Array:
    logits = linear(weights, f"{group}.{name}", hidden)
    return logits if name == "labels" else odds(logits)


def linear(weights: Weights, name: str, x: Array) -> Array:
    """``x`` times the matrix ``name``, plus its bias where it has one."""
    out: Array = x @ weights[f"{name}.weight"].T
    return out + weights[f"{name}.bias"] if f"{name}.bias" in weights else out


def gelu(x: Array) -> Array:
    """The Gaussian error linear unit, exact to 3e-7 (erf by Abramowitz and Stegun 7.1.26)."""
    z = np.abs(x) / np.float32(math.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - series * np.exp(-z * z))
    return (0.5 * x * (1 + erf)).astype(np.float32)


def odds(logits: Array) -> Array:
    """Log-odds of each class of a softmax against all the others together."""
    shifted = logits - logits.max(-1, keepdims=True)
    share = np.exp(shifted)
    # Two classes may hold all the mass; the floor keeps the logarithm finite.
    rest = np.maximum(share.sum(-1, keepdims=True) - share, 1e-9)
    out: Array = (shifted - np.log(rest)).astype(np.float32)
    return out


def logistic(x: Array) -> Array:
    """Log-odds to probability."""
    out: Array = (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
    return out
