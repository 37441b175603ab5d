"""What an article is about, from what the heads say of its headline and first sentences."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from dragoman.heads.labels import RELEVANCE, REPORT_TYPES
from dragoman.heads.layers import Array, Weights
from dragoman.heads.scores import SentenceScores

LEAD_SENTENCES: Final = 8
"""How many sentences after the headline are asked at most; more told no more on held-out folds."""

GATE_SENTENCES: Final = 3
"""How many are asked where only relevance is wanted: as good on held-out folds, within chance, at half the cost."""

NOTHING: Final[Mapping[str, float]] = {"talks": 0.0, "conflict": 0.0, "other": 1.0}
"""What an article without a word is about."""


def article_features(scored: Sequence[SentenceScores]) -> Array:
    """Mean log-probability of each relevance, then mean probability of each report type, over headline and lead."""
    lead = scored[: LEAD_SENTENCES + 1]
    about = np.array([[s.relevance[name] for name in RELEVANCE] for s in lead])
    types = np.array([[s.types[name] for name in REPORT_TYPES] for s in lead])
    # The types' shares are scaled to the spread of the logarithms, so that the penalty treats them alike.
    return np.concatenate([np.log(np.clip(about, 1e-4, 1)).mean(0), 4 * types.mean(0)]).astype(np.float32)


def article_relevance(weights: Weights, scored: Sequence[SentenceScores]) -> dict[str, float]:
    """The probability of each relevance, from the scores of a headline and the sentences after it."""
    if not scored:
        return dict(NOTHING)
    odds = weights["article.weight"] @ article_features(scored) + weights["article.bias"]
    share = np.exp(odds - odds.max())
    return dict(zip(RELEVANCE, (share / share.sum()).tolist(), strict=True))
