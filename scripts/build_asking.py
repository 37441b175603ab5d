"""Fit which sentences the heads are asked of, ``data/extract/asking.tsv``, and print what that would leave unread.

    python -m scripts.build_asking --records RECORDS.jsonl... [--share 0.68]

The records are those of articles read in full (``every_sentence = true`` in the configuration). A sentence is wanted if
a record rests on it, one that ends up in the codebook's form or one that the heads rejected. The last fifth of the
articles by hash is held out for what is printed; the shipped weights are fitted on all.
"""

import argparse
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scripts.logistic import Floats, Row, fit

from dragoman.config import Config
from dragoman.extract.asking import LEAD, features
from dragoman.extract.statement_heads import main_statements
from dragoman.gate.gate import RULE
from dragoman.language.pipeline import analyse_all, load_resources
from dragoman.model import Record
from dragoman.serial import from_json

OUT = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "extract" / "asking.tsv"
LEAST_SENTENCES, LEAST_WEIGHT, HELD_OUT = 6, 0.05, 5
SHARES = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7)


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence after the lead that names somebody, or of the lead (``always``), and whether a record rests on it."""

    article: str
    features: frozenset[str]
    always: bool
    names: bool
    wanted: bool


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    parser.add_argument("--share", type=float, default=0.68, help="of the sentences to be read")
    options = parser.parse_args()
    samples = list(_samples(options.records))
    held = [s for s in samples if zlib.crc32(s.article.encode()) % HELD_OUT == 0]
    terms, weights, bias = _fitted([s for s in samples if zlib.crc32(s.article.encode()) % HELD_OUT])
    _tell(held, _odds(held, terms, weights, bias))
    terms, weights, bias = _fitted(samples)
    least = _least(samples, _odds(samples, terms, weights, bias), options.share)
    kept = sorted((term, weights[n]) for term, n in terms.items() if abs(weights[n]) >= LEAST_WEIGHT)
    lines = [f"\tbias\t{bias:.4f}", f"\tleast\t{least:.2f}", *(f"{term}\t{weight:.3f}" for term, weight in kept)]
    OUT.write_text("# Made by scripts/build_asking.py; lemmas, and features after a tab\n" + "\n".join(lines) + "\n")
    print(f"{len(samples)} sentences, {len(kept)} of {len(terms)} features kept, least {least:.2f} → {OUT}")


def _samples(paths: Sequence[Path]) -> Iterator[Sample]:
    records = [from_json(line) for path in paths for line in path.read_bytes().splitlines(keepends=True)
               if line.endswith(b"\n")]  # fmt: skip
    relevant = [record for record in records if record.relevance != "other" or record.events or record.meetings]
    analyses = analyse_all((record.article for record in relevant), load_resources(Config()))
    for record, analysis in zip(relevant, analyses, strict=True):
        wanted = _evidence_of(record)
        for layer in analysis.layers:
            for s in layer.sentences:
                inside = [m for m in layer.mentions if s.start <= m.start and m.end <= s.end]
                rests = (s.field, s.start) in wanted
                yield Sample(record.article.id, frozenset(features(s, inside)), s.index <= LEAD, bool(inside), rests)


def _evidence_of(record: Record) -> set[tuple[str, int]]:
    reports = (
        *record.meetings, *record.attendance, *record.delegations, *record.positions, *record.events,
        *main_statements(record.statements),
    )  # fmt: skip
    rejected = {(r.field, r.start) for r in record.rejected if r.rule != RULE}
    return {(e.field, e.start) for report in reports for e in report.evidence} | rejected


def _fitted(samples: Sequence[Sample]) -> tuple[dict[str, int], Floats, float]:
    counts = Counter(feature for s in samples for feature in s.features)
    terms = {
        feature: n for n, feature in enumerate(sorted(f for f, count in counts.items() if count >= LEAST_SENTENCES))
    }
    truth = np.array([s.wanted for s in samples], float)
    weights, bias = fit(_rows(samples, terms), truth, size=len(terms), cost=np.ones(len(samples)), rooted=False)
    return terms, weights, bias


def _rows(samples: Sequence[Sample], terms: dict[str, int]) -> list[Row]:
    return [np.array(sorted(terms[f] for f in s.features if f in terms), np.intp) for s in samples]


def _odds(samples: Sequence[Sample], terms: dict[str, int], weights: Floats, bias: float) -> Floats:
    odds = np.array([weights[row].sum() + bias for row in _rows(samples, terms)])
    always, names = np.array([s.always for s in samples]), np.array([s.names for s in samples])
    return np.where(always, np.inf, np.where(names, odds, -np.inf))


def _least(samples: Sequence[Sample], odds: Floats, share: float) -> float:
    return float(np.sort(odds)[int(len(samples) * (1 - share))])


def _tell(samples: Sequence[Sample], odds: Floats) -> None:
    wanted = np.array([s.wanted for s in samples])
    print(f"held out: {len(samples)} sentences, {wanted.mean():.0%} bear a record")
    for share in SHARES:
        read = odds >= _least(samples, odds, share)
        print(f"{read.mean():.0%} read: {(wanted & read).sum() / wanted.sum():.1%} of those that bear a record")


if __name__ == "__main__":
    main()
