"""Folds over articles: no article lends sentences to both sides."""

import hashlib
from collections.abc import Sequence

from scripts.heads.samples import Sample

FOLDS = 3


def fold_of(article: str, folds: int) -> int:
    """The fold of an article, by a hash of its id, so that it never moves."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % folds


def split(samples: Sequence[Sample], folds: int, held: int) -> tuple[list[int], list[int]]:
    """Numbers of the samples outside and inside fold ``held``."""
    inside = [n for n, s in enumerate(samples) if fold_of(s.article, folds) == held]
    chosen = set(inside)
    return [n for n in range(len(samples)) if n not in chosen], inside


def thinned(samples: Sequence[Sample], every: int) -> list[Sample]:
    """With only one in ``every`` of the sentences of articles about something else (nothing is in them)."""
    return [s for s in samples if s.relevance != "other" or s.number % every == 0]
