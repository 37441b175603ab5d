"""Logistic regression over present or absent terms, for the small lexicons that are shipped as data."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Row = npt.NDArray[np.intp]
"""The numbers of the terms that one sample holds."""

EPOCHS, BATCH, RATE, PENALTY = 25, 32, 0.08, 3e-3


def fit(rows: Sequence[Row], truth: Floats, *, size: int, cost: Floats, rooted: bool) -> tuple[Floats, float]:
    """Weights of ``size`` terms and a bias, by AdaGrad (Duchi, Hazan and Singer 2011) with an L2 penalty.

    Args:
        rows: the samples.
        truth: 1 or 0 for each sample.
        size: how many terms there are.
        cost: how much each sample counts.
        rooted: the weights of a sample are divided by the root of the number of its terms.
    """
    weights, bias, past, past_bias = np.zeros(size), 0.0, np.full(size, 1e-8), 1e-8
    order, draw = np.arange(len(rows)), np.random.default_rng(0)
    for _ in range(EPOCHS):
        draw.shuffle(order)
        for batch in np.array_split(order, max(1, len(order) // BATCH)):
            terms, of, root = _joined([rows[n] for n in batch], rooted)
            odds = np.bincount(of, weights[terms] / root[of], len(batch)) + bias
            error = (1 / (1 + np.exp(-odds)) - truth[batch]) * cost[batch]
            touched = np.unique(terms)
            slope = np.bincount(terms, (error / root)[of], size)[touched] + PENALTY * weights[touched]
            past[touched] += slope**2
            weights[touched] -= RATE * slope / np.sqrt(past[touched])
            past_bias += error.mean() ** 2
            bias -= RATE * error.mean() / past_bias**0.5
    return weights, float(bias)


def _joined(rows: Sequence[Row], rooted: bool) -> tuple[Row, Row, Floats]:
    lengths = np.array([len(row) for row in rows])
    root = np.sqrt(np.maximum(lengths, 1)) if rooted else np.ones(len(rows))
    return np.concatenate(rows), np.repeat(np.arange(len(rows)), lengths), root
