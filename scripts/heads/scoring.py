"""Held-out scores of every head: what calibration, thresholds and the figures of the model card are computed from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from scripts.heads.batches import Bags, Cut, batches
from scripts.heads.network import Encoder, HeadNetwork, Logits
from scripts.heads.training import forward, head_logits
from torch import Tensor

from dragoman.heads.labels import MENTION_CLASSES, MENTION_LABELS, NONE, PAIR_CLASSES, RELEVANCE, SENTENCE_LABELS

Array = npt.NDArray[np.float64]


@dataclass(slots=True)
class Scores:
    """Scores and truth of one label over all its units (sentences, bags of mentions, bags of pairs).

    Attributes:
        logit: log-odds of the label before calibration.
        truth: 1 where the gold has it.
    """

    logit: Array
    truth: Array


def label_scores(encoder: Encoder, heads: HeadNetwork, cuts: Sequence[Cut]) -> dict[str, Scores]:
    """Scores of every label, named ``head:class``, on the samples of ``cuts``."""
    encoder.eval()
    heads.eval()
    parts: dict[str, list[tuple[Tensor, Tensor]]] = {}
    with torch.inference_mode():
        for batch in batches(cuts, budget=4096, seed=None):
            logits = forward(encoder, heads, batch)
            for column, name in enumerate(SENTENCE_LABELS):
                _put(parts, f"sentence:{name}", logits.sentence[:, column], batch.sentence[:, column])
            for name, bags in batch.heads.items():
                _collect(parts, name, logits, bags)
            odds = log_odds(logits.relevance)
            for column, name in enumerate(RELEVANCE):
                _put(parts, f"relevance:{name}", odds[:, column], (batch.relevance == column).float())
    return {name: _joined(found) for name, found in parts.items()}


def _collect(parts: dict[str, list[tuple[Tensor, Tensor]]], name: str, logits: Logits, bags: Bags) -> None:
    if not len(bags.target):
        return
    chosen = head_logits(logits, name)[bags.member]
    if name in MENTION_LABELS:
        _put(parts, f"mention:{name}", _highest(chosen, bags)[:, 0], bags.target[:, 0])
        return
    classes = MENTION_CLASSES.get(name) or PAIR_CLASSES[name]
    kind = "mention" if name in MENTION_CLASSES else "pair"
    odds = log_odds(chosen)
    for column, label in enumerate(classes):
        sign = -1 if label == NONE else 1
        score = _highest(sign * odds[:, column : column + 1], bags)[:, 0] * sign
        _put(parts, f"{kind}:{name}:{label}", score, (bags.target[:, column] > 0).float())


def _highest(values: Tensor, bags: Bags) -> Tensor:
    out = torch.full((len(bags.target), values.shape[1]), -torch.inf)
    return out.scatter_reduce(0, bags.bag[:, None].expand_as(values), values, "amax")


def log_odds(logits: Tensor) -> Tensor:
    """Log-odds of each class against all the others."""
    log = logits.log_softmax(-1)
    rest = torch.stack([torch.cat([log[:, :c], log[:, c + 1 :]], 1).logsumexp(1) for c in range(log.shape[1])], 1)
    return log - rest


def _put(parts: dict[str, list[tuple[Tensor, Tensor]]], name: str, score: Tensor, truth: Tensor) -> None:
    parts.setdefault(name, []).append((score, truth))


def _joined(found: list[tuple[Tensor, Tensor]]) -> Scores:
    score, truth = (torch.cat(side).double().numpy() for side in zip(*found, strict=True))
    return Scores(score, truth)


def merged(many: Sequence[dict[str, Scores]]) -> dict[str, Scores]:
    """The scores of several folds as one."""
    names = {name for one in many for name in one}
    return {
        name: Scores(
            np.concatenate([one[name].logit for one in many if name in one]),
            np.concatenate([one[name].truth for one in many if name in one]),
        )
        for name in sorted(names)
    }


def best_threshold(probability: Array, truth: Array) -> tuple[float, float]:
    """The probability from which on "yes" gives the highest F1, and that F1."""
    order = np.argsort(-probability, kind="stable")
    hits = np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + max(truth.sum(), 1))
    top = int(np.argmax(f1)) if len(f1) else 0
    return (float(probability[order][top]), float(f1[top])) if len(f1) else (0.5, 0.0)


def precision_recall(probability: Array, truth: Array, threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of "yes" from ``threshold`` on."""
    said = probability >= threshold
    hit = float((said * truth).sum())
    precision = hit / said.sum() if said.any() else 0.0
    recall = hit / truth.sum() if truth.any() else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


def average_precision(score: Array, truth: Array) -> float:
    """Area under the precision-recall curve."""
    ranked = truth[np.argsort(-score, kind="stable")]
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float((precision * ranked).sum() / ranked.sum()) if ranked.any() else 0.0
