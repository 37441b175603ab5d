"""Fit data/extract/mediation_place.json on half of a file of MEND events.

    python -m scripts.fit_mediation_place MEND.jsonl --half A

A text's half is told by a hash, so that rows that share a text stay together. Each place that a text names or implies
is right or wrong as `dragoman evaluate mend` has it; a logistic regression is fitted to their features. Printed are the
figures while each fold of the half is decided on by weights of the other folds, then those of the other half by the
weights of the whole one. Only weights are written; nothing of the texts is.
"""

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.decisions.regression import fit_logistic

from dragoman.config import Config
from dragoman.evaluate.jsonl import read_coded
from dragoman.evaluate.measures import Counts, sum_counts
from dragoman.evaluate.mend import FIELDS, place_counts, published
from dragoman.evaluate.readers import dated_article
from dragoman.extract.decisions import Decision
from dragoman.extract.geography import load_geography
from dragoman.extract.lexicon import load_lexicon
from dragoman.extract.mediation import MediationReader
from dragoman.extract.mediation_place import Venue
from dragoman.extract.mediation_words import load_mediation_words
from dragoman.language.pipeline import analyse, load_resources

FOLDS = 8
PENALTY = 10.0
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4)
SHIPPED = 0.3  # F1 is flat from 0.2 to 0.4; the middle is taken
_UNSURE = Decision(0.0, {}, 1.0)


@dataclass(frozen=True, slots=True)
class Row:
    """An event: its half and fold, the coded place, and the places that its text may mean."""

    half: str
    fold: int
    gold: str
    venues: Sequence[Venue]

    def right(self, venue: Venue) -> bool:
        """Whether the place is the coded one."""
        return place_counts(self.gold, venue.name).hits > 0


def main() -> None:
    """Fit, print the figures and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path)
    parser.add_argument("--half", choices=("A", "B"), default="A")
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/data/extract/mediation_place.json"))
    options = parser.parse_args()
    rows = list(_rows(options.events))
    fitted = [row for row in rows if row.half == options.half]
    others = [row for row in rows if row.half != options.half]
    folds = [_fit(row for row in fitted if row.fold != fold) for fold in range(FOLDS)]
    weights = _fit(fitted)
    for threshold in THRESHOLDS:
        within = sum_counts(_counts(row, folds[row.fold], threshold) for row in fitted)
        beyond = sum_counts(_counts(row, weights, threshold) for row in others)
        print(f"{threshold}: folds {_shown(within)}; other half {_shown(beyond)}")
    options.out.write_text(json.dumps(_as_json(weights), indent=1) + "\n", encoding="utf-8")


def _rows(path: Path) -> Iterator[Row]:
    resources = load_resources(Config(heads=False))
    reader = MediationReader(resources, load_lexicon(), load_mediation_words(), load_geography(), _UNSURE)
    for row in read_coded(path, fields=FIELDS):
        text = row["summary"]
        number = int(hashlib.md5(f"h{text}".encode(), usedforsecurity=False).hexdigest(), 16)
        venues = reader.venues(analyse(dated_article(text, published(row["source_urls"])), resources))
        yield Row("AB"[number % 2], number // 2 % FOLDS, row["place"], venues)


def _fit(rows: Iterable[Row]) -> dict[str, float]:
    pairs = [(venue.features, row.right(venue)) for row in rows for venue in row.venues]
    return fit_logistic([features for features, _ in pairs], [right for _, right in pairs], penalty=PENALTY)


def _counts(row: Row, weights: Mapping[str, float], threshold: float) -> Counts:
    decision = Decision(weights["bias"], weights, threshold)
    likely = max(row.venues, key=lambda venue: decision.probability(venue.features), default=None)
    given = likely is not None and decision.probability(likely.features) >= threshold
    return place_counts(row.gold, likely.name if likely and given else None)


def _shown(counts: Counts) -> str:
    return f"F1 {counts.f1:.3f} (P {counts.precision:.3f} R {counts.recall:.3f})"


def _as_json(weights: Mapping[str, float]) -> dict[str, object]:
    told = {name: round(weight, 3) for name, weight in sorted(weights.items()) if name != "bias"}
    return {"threshold": SHIPPED, "bias": round(weights["bias"], 3), "weights": told}


if __name__ == "__main__":
    main()
