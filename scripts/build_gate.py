"""Fit the gate's lexicon, ``data/gate/lexicon.tsv``, and print what it would lose.

    python -m scripts.build_gate --gold ../shared/gold --records RECORDS.jsonl...

An article is worth reading if a coder calls it talks or conflict or codes at least three records of it; of articles
that no coder has read, if Dragoman's own record (``dragoman read --json``, one a line) does so. The weights come from a
logistic regression over the terms of headline and lead. Gold dev is never fitted on; what is printed for training
articles is by five-fold cross-validation.
"""

import argparse
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scripts.logistic import Floats, Row, fit

from dragoman.gate.lexicon import HEADLINE, LEAD, automaton_of, terms_in

OUT = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "gate" / "lexicon.tsv"
LISTS = ("events", "positions", "attendance", "meetings")
ENOUGH, FOLDS, LEAST_ARTICLES, LEAST_WEIGHT = 3, 5, 7, 0.1
SHARES = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Sample:
    """An article with how many records it holds, and where it is from: ``dev``, ``train`` or ``pool``."""

    source: str
    id: str
    title: str
    text: str
    records: int
    relevant: bool

    @property
    def worth(self) -> bool:
        """Whether it should pass."""
        return self.relevant or self.records >= ENOUGH


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    samples = [*_gold(options.gold, "dev"), *_gold(options.gold, "train"), *_pool(options.records)]
    fitted = [s for s in samples if s.source != "dev"]
    table = _Table(fitted)
    _tell(samples, _judged(samples, fitted, table))
    weights, bias = table.fit(table.rows(fitted), fitted)
    kept = sorted((term, w) for term, w in zip(table.terms, weights.tolist(), strict=True) if abs(w) >= LEAST_WEIGHT)
    lines = [f"bias\t{bias:.4f}", *(f"{term}\t{w:.3f}" for term, w in kept)]
    OUT.write_text("# Made by scripts/build_gate.py; terms after a tab are the headline's\n" + "\n".join(lines) + "\n")
    print(f"{len(kept)} of {len(table.terms)} terms kept → {OUT}")


def _gold(folder: Path, name: str) -> Iterator[Sample]:
    articles = {a["id"]: a for a in _objects(folder / f"{name}_articles.jsonl")}
    for row in _objects(folder / f"{name}.jsonl"):
        article = articles[row["id"]]
        count = sum(len(value) for value in row.values() if isinstance(value, list))
        yield Sample(name, row["id"], article.get("title") or "", article["text"], count, row["relevance"] != "other")


def _pool(paths: Sequence[Path]) -> Iterator[Sample]:
    for path in paths:
        for row in _objects(path):
            article, count = row["article"], sum(len(row[name]) for name in LISTS)
            yield Sample("pool", article["id"], article["title"], article["text"], count, row["relevance"] != "other")


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.endswith("\n"))


class _Table:
    """The terms that enough articles hold, and the regression over them."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        counts = Counter(term for s in samples for term in _candidates(s))
        self._automaton = automaton_of(term for term, count in counts.items() if count >= LEAST_ARTICLES)
        found = Counter(term for s in samples for term in terms_in(self._automaton, s.title, s.text))
        self.terms = sorted(term for term, count in found.items() if count >= LEAST_ARTICLES)
        self._number = {term: n for n, term in enumerate(self.terms)}

    def rows(self, samples: Sequence[Sample]) -> list[Row]:
        """The numbers of each sample's terms."""
        found = (terms_in(self._automaton, s.title, s.text) for s in samples)
        return [np.array(sorted(self._number[t] for t in terms if t in self._number), np.intp) for terms in found]

    def fit(self, rows: Sequence[Row], samples: Sequence[Sample]) -> tuple[Floats, float]:
        """Weights and bias; an article counts more the more records it holds."""
        worth = np.array([s.worth for s in samples], float)
        cost = np.array([1 + min(s.records, 20) / 5 if s.worth else 1 for s in samples])
        return fit(rows, worth, size=len(self.terms), cost=cost, rooted=True)


def _candidates(sample: Sample) -> set[str]:
    """Words and pairs of words of an article's headline and lead."""
    found: set[str] = set()
    for text in (sample.title, sample.text[:LEAD]):
        plain = " ".join(text.lower().split())
        words = list(_WORD.finditer(plain))
        found.update(w[0] for w in words if len(w[0]) > 1)
        near = ((a, b) for a, b in pairwise(words) if plain[a.end() : b.start()] == " ")
        found.update(plain[a.start() : b.end()] for a, b in near)
    return {term for term in found if HEADLINE not in term}


def _judged(samples: Sequence[Sample], fitted: Sequence[Sample], table: _Table) -> Floats:
    """The log-odds of each sample by weights that were fitted without its fold; dev is in no fold."""
    rows, fold = table.rows(samples), [zlib.crc32(s.id.encode()) % FOLDS for s in samples]
    odds = np.zeros(len(samples))
    for number in range(FOLDS):
        others = [n for n, s in enumerate(samples) if s.source != "dev" and fold[n] != number]
        weights, bias = table.fit([rows[n] for n in others], [samples[n] for n in others])
        for n, row in enumerate(rows):
            if fold[n] == number:
                odds[n] = weights[row].sum() / max(1, len(row)) ** 0.5 + bias
    return odds


def _tell(samples: Sequence[Sample], odds: Floats) -> None:
    gold = np.array([s.source != "pool" for s in samples])
    dev = np.array([s.source == "dev" for s in samples])
    count = np.array([s.records for s in samples])
    for share in SHARES:
        least = float(np.quantile(odds[~gold], 1 - share))
        held = odds < least
        shares = [_share(count, gold, held), _share(count, dev, held), _share(count, ~gold, held)]
        lost = "gold {:.2%}, dev alone {:.2%}, pool {:.1%}".format(*shares)
        print(f"log-odds {least:5.2f}: {share:.0%} of the pool pass; records lost: {lost}")


def _share(count: npt.NDArray[np.int_], of: npt.NDArray[np.bool_], held: npt.NDArray[np.bool_]) -> float:
    return float(count[of & held].sum() / max(1, count[of].sum()))


if __name__ == "__main__":
    main()
