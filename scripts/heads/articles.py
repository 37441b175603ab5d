"""What an article is about: a linear layer over the heads' answers on its headline and first sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scripts.heads.samples import Sample
from sklearn.linear_model import LogisticRegression

from dragoman.heads import Heads
from dragoman.heads.labels import RELEVANCE, REPORT_TYPES
from dragoman.heads.relevance import LEAD_SENTENCES, article_features

Layer = dict[str, Any]

NO_LAYER: Layer = {
    "weight": np.zeros((len(RELEVANCE), len(RELEVANCE) + len(REPORT_TYPES))),
    "bias": np.zeros(len(RELEVANCE)),
}
"""Stands in until the layer is fitted, which needs the heads exported first."""


@dataclass(slots=True)
class Articles:
    """Features and relevance of articles."""

    features: list[Any]
    relevance: list[str]

    def __add__(self, other: "Articles") -> "Articles":
        return Articles(self.features + other.features, self.relevance + other.relevance)


def judged(heads: Heads, samples: Sequence[Sample]) -> Articles:
    """The features of every article of ``samples``, by the very code that runs in the package."""
    leads: dict[str, list[Sample]] = {}
    for sample in samples:
        if sample.number <= LEAD_SENTENCES:
            leads.setdefault(sample.article, []).append(sample)
    features = [article_features(heads.score([s.item for s in lead])) for lead in leads.values()]
    return Articles(features, [lead[0].relevance for lead in leads.values()])


def fit_layer(articles: Articles) -> Layer:
    """``weight`` and ``bias`` of the layer, fitted on articles that their heads never saw."""
    model = LogisticRegression(C=0.5, max_iter=2000)
    model.fit(np.array(articles.features), [RELEVANCE.index(name) for name in articles.relevance])
    return {"weight": model.coef_, "bias": model.intercept_}


def accuracy(articles: Articles, layer: Mapping[str, Any]) -> float:
    """Share of articles whose relevance the layer gives."""
    said = (np.array(articles.features) @ layer["weight"].T + layer["bias"]).argmax(1)
    return float(np.mean([RELEVANCE[s] == name for s, name in zip(said, articles.relevance, strict=True)]))


def cross_validated(articles: Articles, folds: int = 10) -> float:
    """Accuracy with the layer itself fitted without the articles that it is judged on."""
    which = np.arange(len(articles.relevance)) % folds
    right = 0.0
    for held in range(folds):
        inside, outside = (_chosen(articles, which == held), _chosen(articles, which != held))
        right += accuracy(inside, fit_layer(outside)) * len(inside.relevance)
    return right / len(articles.relevance)


def _chosen(articles: Articles, which: Any) -> Articles:
    numbers = np.flatnonzero(which).tolist()
    return Articles([articles.features[n] for n in numbers], [articles.relevance[n] for n in numbers])
