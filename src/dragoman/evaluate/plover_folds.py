"""PLOVER root types of sentences whose source and target are given (the PLV set of Zero-Shot-PLOVER, ACL 2024).

Five-fold: in each fold a softmax layer is trained on four fifths of the file's pairs, over what the shipped heads make
of a pair and over its n-grams, and judged on the last fifth. The heads never saw the file; no torch is needed.
"""

import csv
import hashlib
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dragoman.errors import SourceError
from dragoman.evaluate.measures import Counts
from dragoman.evaluate.ngrams import letter_ngrams, tfidf_kernel, word_ngrams
from dragoman.evaluate.plover import macro_f1
from dragoman.evaluate.softmax import Matrix, fit_softmax
from dragoman.heads import HeadInput, Heads, load_heads

FOLDS = 5
_PENALTY = 4e-5
_COLUMNS = ("sentence", "source", "target", "gold_root")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A sentence with who acts and whom it is done to, as printed, and the PLOVER root type."""

    sentence: str
    source: str
    target: str
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverScores:
    """How well root types are told.

    Attributes:
        pairs: how many were judged.
        macro_f1: mean F1 of the types.
        accuracy: share of pairs whose type is right.
        types: counts of each type.
        seconds: time it took, reading and encoding included.
    """

    pairs: int
    macro_f1: float
    accuracy: float
    types: dict[str, Counts]
    seconds: float


def evaluate_file(path: Path, *, heads: Heads | None = None, train: Path | None = None) -> PloverScores:
    """The scores on a tab-separated file with the columns sentence, source, target and gold_root.

    Args:
        path: the pairs that are judged.
        heads: the heads whose view of a pair is the input; those that ship when None.
        train: pairs to train on. When None, ``path`` itself is used in five folds.

    Raises:
        SourceError: if a file cannot be read or lacks a column.
        ModelError: if the heads are missing or altered.
    """
    started = time.monotonic()
    heads = heads or load_heads()
    pairs, known = read_pairs(path), read_pairs(train) if train else []
    truth = [pair.root for pair in pairs]
    view = view_of(heads, [*known, *pairs])
    if known:
        said = _trained(view[: len(known)], [pair.root for pair in known], view[len(known) :])
    else:
        said = _cross_validated(view, truth)
    types = type_counts(truth, said)
    return PloverScores(
        pairs=len(pairs),
        macro_f1=macro_f1(truth, said),
        accuracy=float(np.mean([a == b for a, b in zip(truth, said, strict=True)])) if pairs else 0.0,
        types=types,
        seconds=time.monotonic() - started,
    )


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a tab-separated file.

    Raises:
        SourceError: if it cannot be read or lacks a column.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(str(path), f"not readable as tab-separated text ({error})") from error
    if not rows or any(not isinstance(row.get(name), str) for row in rows for name in _COLUMNS):
        raise SourceError(str(path), f"needs rows with the columns {', '.join(_COLUMNS)}")
    return [Pair(sentence=r["sentence"], source=r["source"], target=r["target"], root=r["gold_root"]) for r in rows]


def head_input(pair: Pair) -> HeadInput:
    """The sentence with source and target marked; a side that is not printed in it is put behind it."""
    text = pair.sentence
    source = text.find(pair.source)
    if source < 0:
        source, text = len(text) + 1, f"{text} {pair.source}"
    after = text.find(pair.target, source + len(pair.source))
    target = after if after >= 0 and pair.source in pair.target else text.find(pair.target)
    if target < 0:
        target, text = len(text) + 1, f"{text} {pair.target}"
    sides = ((source, source + len(pair.source)), (target, target + len(pair.target)))
    return HeadInput(title=None, text=text, mentions=tuple((a, b, "organisation") for a, b in sides))


def view_of(heads: Heads, pairs: Sequence[Pair]) -> Matrix:
    """One row for each pair, whose products with other rows tell how alike two pairs are.

    The likeness is summed over the parts of what the heads make of a pair, and over the words and letters of the
    sentence with both sides masked. It looks at all texts together, at no label.
    """
    parts = heads.pair_features([head_input(pair) for pair in pairs])
    kernel = sum((_likeness(part.astype(np.float64)) for part in parts.values()), np.zeros((len(pairs), len(pairs))))
    texts = [masked(pair) for pair in pairs]
    kernel += tfidf_kernel(texts, word_ngrams) + tfidf_kernel(texts, letter_ngrams)
    values, vectors = np.linalg.eigh(kernel)
    kept = values > 1e-9
    return np.asarray(vectors[:, kept] * np.sqrt(values[kept]), np.float64)


def masked(pair: Pair) -> str:
    """The sentence with both sides replaced by a word of their own, so that names tell nothing."""
    return pair.sentence.replace(pair.source, " SOURCE ", 1).replace(pair.target, " TARGET ", 1)


def _likeness(part: Matrix) -> Matrix:
    scaled = (part - part.mean(0)) / (part.std(0) + 1e-3) / np.sqrt(part.shape[1])
    return np.asarray(scaled @ scaled.T, np.float64)


def _cross_validated(view: Matrix, truth: Sequence[str]) -> list[str]:
    fold = folds_of(truth, FOLDS)
    said = [""] * len(truth)
    for held in range(FOLDS):
        outside = [n for n, f in enumerate(fold) if f != held]
        inside = [n for n, f in enumerate(fold) if f == held]
        for n, name in zip(inside, _trained(view[outside], [truth[n] for n in outside], view[inside]), strict=True):
            said[n] = name
    return said


def _trained(view: Matrix, truth: Sequence[str], unseen: Matrix) -> list[str]:
    names = sorted(set(truth))
    numbers = np.array([names.index(name) for name in truth], np.int64)
    model = fit_softmax(view, numbers, len(names), penalty=_PENALTY)
    return [names[n] for n in model.predict(unseen)]


def folds_of(truth: Sequence[str], folds: int) -> list[int]:
    """A fold for each row, each type spread evenly, in an order that a hash of the row's number decides."""
    by_type: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(truth):
        by_type[name].append(number)
    out = [0] * len(truth)
    at = 0
    for name in sorted(by_type):
        for number in sorted(by_type[name], key=lambda n: hashlib.sha256(str(n).encode()).digest()):
            out[number] = at % folds
            at += 1
    return out


def type_counts(truth: Sequence[str], said: Sequence[str]) -> dict[str, Counts]:
    """Counts of each type that either side names."""
    return {
        name: Counts(truth.count(name), said.count(name), sum(a == b == name for a, b in zip(truth, said, strict=True)))
        for name in sorted({*truth, *said})
    }
