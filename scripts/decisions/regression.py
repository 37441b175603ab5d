"""Logistic regression and the choice of one candidate or none, with an L2 penalty, by Newton's method."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
_STEPS = 12
_ENOUGH = 1e-6


def fit_logistic(rows: Sequence[Mapping[str, float]], right: Sequence[bool], *, penalty: float) -> dict[str, float]:
    """Weights by feature, the intercept as ``bias``, for features as given.

    Features are scaled to unit spread while fitting, so that the penalty treats them alike.

    Args:
        rows: features by name; one that is left out is 0.
        right: whether each row is right.
        penalty: half the factor on the squared weights, against the summed loss of all rows.
    """
    names, x = _matrix(rows)
    mean, spread = x.mean(0), np.maximum(x.std(0), 1e-6)
    scaled = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    weights = _newton(scaled, np.array(right, float), penalty)
    plain = weights[:-1] / spread
    return dict(zip(names, plain.tolist(), strict=True)) | {"bias": float(weights[-1] - plain @ mean)}


def fit_choice(
    groups: Sequence[Sequence[Mapping[str, float]]], right: Sequence[Sequence[bool]], *, penalty: float
) -> dict[str, float]:
    """Weights by feature, the intercept as ``bias``, of a choice between the candidates of a group and none of them.

    Args:
        groups: the candidates' features of each group; groups without candidates say nothing.
        right: which candidates are right: several of a group may be, or none.
        penalty: half the factor on the squared weights of features scaled to unit spread.
    """
    names, x = _matrix([row for rows in groups for row in rows])
    spread = np.maximum(x.std(0), 1e-6)
    scaled = np.hstack([x / spread, np.ones((len(x), 1))])
    truth = np.array([one for ones in right for one in ones], float)
    of_group = np.repeat(np.arange(len(groups)), [len(rows) for rows in groups])
    weights = _newton_of_choice(scaled, truth, of_group, penalty)
    return dict(zip(names, (weights[:-1] / spread).tolist(), strict=True)) | {"bias": float(weights[-1])}


def _matrix(rows: Sequence[Mapping[str, float]]) -> tuple[list[str], Matrix]:
    names = sorted({name for row in rows for name in row})
    return names, np.array([[row.get(name, 0.0) for name in names] for row in rows])


def _newton_of_choice(x: Matrix, truth: Matrix, of_group: npt.NDArray[np.intp], penalty: float) -> Matrix:
    """The weights at which the right ones (none, where none is) have most of each group's odds."""
    groups = np.unique(of_group, return_inverse=True)[1]
    none_right = np.bincount(groups, truth) == 0

    def bent(weights: Matrix) -> tuple[Matrix, Matrix]:
        odds = np.exp(x @ weights)
        share = odds / (1 + np.bincount(groups, odds))[groups]
        told = odds * truth / (none_right + np.bincount(groups, odds * truth))[groups]
        means = np.zeros((len(none_right), x.shape[1]))
        np.add.at(means, groups, x * share[:, None])
        return x.T @ (share - told), (x * share[:, None]).T @ x - means.T @ means

    return _minimum(bent, x.shape[1], penalty)


def _newton(x: Matrix, truth: Matrix, penalty: float) -> Matrix:
    def bent(weights: Matrix) -> tuple[Matrix, Matrix]:
        probability = 1 / (1 + np.exp(-(x @ weights)))
        return x.T @ (probability - truth), (x * (probability * (1 - probability))[:, None]).T @ x

    return _minimum(bent, x.shape[1], penalty)


def _minimum(bent: Callable[[Matrix], tuple[Matrix, Matrix]], size: int, penalty: float) -> Matrix:
    """The weights of least loss and penalty; ``bent`` gives the loss's slope and curvature at weights."""
    held = np.full(size, penalty)
    held[-1] = 0.0
    weights = np.zeros(size)
    for _ in range(_STEPS):
        slope, curvature = bent(weights)
        step = np.linalg.solve(curvature + np.diag(held + 1e-9), slope + held * weights)
        weights = weights - step
        if np.abs(step).max() < _ENOUGH:
            break
    return weights
