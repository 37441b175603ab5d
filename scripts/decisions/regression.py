"""Logistic regression with an L2 penalty, by Newton's method."""

from collections.abc import Mapping, Sequence

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
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    mean, spread = x.mean(0), np.maximum(x.std(0), 1e-6)
    scaled = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    weights = _newton(scaled, np.array(right, float), penalty)
    plain = weights[:-1] / spread
    return dict(zip(names, plain.tolist(), strict=True)) | {"bias": float(weights[-1] - plain @ mean)}


def _newton(x: Matrix, truth: Matrix, penalty: float) -> Matrix:
    held = np.full(x.shape[1], penalty)
    held[-1] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        probability = 1 / (1 + np.exp(-(x @ weights)))
        slope = x.T @ (probability - truth) + held * weights
        curvature = (x * (probability * (1 - probability))[:, None]).T @ x + np.diag(held + 1e-9)
        step = np.linalg.solve(curvature, slope)
        weights = weights - step
        if np.abs(step).max() < _ENOUGH:
            break
    return weights
