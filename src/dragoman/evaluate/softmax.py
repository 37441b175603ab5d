"""A softmax classifier in numpy: enough to judge features, with nothing to install."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

_STEPS = 300
_RATE = 0.05


@dataclass(frozen=True, slots=True)
class Softmax:
    """A fitted multinomial logistic regression."""

    weight: Matrix
    bias: Matrix

    def predict(self, x: Matrix) -> Numbers:
        """The likeliest class of each row of ``x``."""
        return np.asarray((x @ self.weight + self.bias).argmax(1), np.int64)


def fit_softmax(x: Matrix, classes: Numbers, count: int, *, penalty: float) -> Softmax:
    """Multinomial logistic regression with balanced class weights and an L2 penalty, fitted by Adam with fixed steps.

    Args:
        x: (rows, features).
        classes: the class of each row, 0 to ``count`` - 1.
        count: how many classes there are.
        penalty: half the factor on the squared weights, against the mean loss of a row.
    """
    truth = np.eye(count)[classes]
    share = truth.mean(0)
    row_weight = (1 / np.maximum(share, 1e-9) / count)[classes][:, None] / len(x)
    values = np.zeros((x.shape[1] + 1, count))
    first, second = np.zeros_like(values), np.zeros_like(values)
    for step in range(1, _STEPS + 1):
        logits = x @ values[:-1] + values[-1]
        odds = np.exp(logits - logits.max(1, keepdims=True))
        error = (odds / odds.sum(1, keepdims=True) - truth) * row_weight
        gradient = np.vstack([x.T @ error + penalty * values[:-1], error.sum(0)])
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        rate = _RATE * (1 - step / (_STEPS + 1))
        values -= rate * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-12)
    return Softmax(values[:-1], values[-1])
