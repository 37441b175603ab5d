import math

import numpy as np
import pytest

from dragoman.heads.layers import gelu, logistic, odds


@pytest.mark.parametrize("x", [-6.0, -1.5, -0.1, 0.0, 0.3, 1.0, 4.0])
def test_gelu_is_the_exact_one(x):
    exact = 0.5 * x * (1 + math.erf(x / math.sqrt(2)))
    assert gelu(np.array([x], np.float32))[0] == pytest.approx(exact, abs=2e-6)


def test_odds_give_back_the_softmax_probability():
    logits = np.array([[2.0, -1.0, 0.5]], np.float32)
    share = np.exp(logits) / np.exp(logits).sum()
    assert logistic(odds(logits)) == pytest.approx(share, rel=1e-4)


def test_odds_stay_finite_when_one_class_has_all_the_mass():
    assert np.isfinite(odds(np.array([[80.0, -80.0, -80.0]], np.float32))).all()


def test_two_equal_classes_have_even_odds():
    assert odds(np.array([1.0, 1.0], np.float32)) == pytest.approx([0.0, 0.0], abs=1e-6)
