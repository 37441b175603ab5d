"""Fit data/extract/mediation_place.json on a file of MEND events.

    python -m scripts.fit_mediation_place MEND.jsonl

Each place that a text names or implies is right or wrong as `dragoman evaluate mend` has it; the choice of one of them,
or of none, is fitted to their features. Printed are the figures while each eighth of the rows is decided on by weights
of the others, as the mean of several ways to cut eighths; rows that share a text stay together. Only weights are
written; nothing of the texts is.
"""

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from scripts.decisions.regression import fit_choice

from dragoman.config import Config
from dragoman.evaluate.jsonl import read_coded
from dragoman.evaluate.measures import Counts, sum_counts
from dragoman.evaluate.mend import FIELDS, place_counts, published
from dragoman.evaluate.readers import dated_article
from dragoman.extract.decisions import Choice
from dragoman.extract.geography import load_geography
from dragoman.extract.lexicon import load_lexicon
from dragoman.extract.mediation import MediationReader
from dragoman.extract.mediation_place import Venue
from dragoman.extract.mediation_words import load_mediation_words
from dragoman.language.pipeline import analyse, load_resources

FOLDS = 8
CUTS = 4  # one way to cut the rows in folds tells F1 to within half a point only
PENALTY = 50.0
THRESHOLDS = (0.25, 0.3, 0.33, 0.36, 0.4)
SHIPPED = 0.33  # F1 is flat from 0.3 to 0.4
_UNSURE = Choice(0.0, {}, 1.0)


@dataclass(frozen=True, slots=True)
class Row:
    """An event: its text, the coded place, and the places that the text may mean."""

    text: str
    gold: str
    venues: Sequence[Venue]

    @property
    def right(self) -> list[bool]:
        """Which of the places are the coded one."""
        return [place_counts(self.gold, venue.name).hits > 0 for venue in self.venues]

    def fold(self, cut: int) -> int:
        """The fold of the row in a cut."""
        return int(hashlib.md5(f"{cut}{self.text}".encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def main() -> None:
    """Fit, print the figures and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/data/extract/mediation_place.json"))
    options = parser.parse_args()
    rows = list(_rows(options.events))
    cuts = [list(_unseen(rows, cut)) for cut in range(CUTS)]
    for threshold in THRESHOLDS:
        print(f"{threshold}: {_shown([sum_counts(_counts(*one, threshold) for one in cut) for cut in cuts])}")
    options.out.write_text(json.dumps(_as_json(_fit(rows)), indent=1) + "\n", encoding="utf-8")


def _rows(path: Path) -> Iterator[Row]:
    resources = load_resources(Config(heads=False))
    reader = MediationReader(resources, load_lexicon(), load_mediation_words(), load_geography(), _UNSURE)
    for row in read_coded(path, fields=FIELDS):
        text = row["summary"]
        analysis = analyse(dated_article(text, published(row["source_urls"])), resources)
        yield Row(text, row["place"], reader.venues(analysis))


def _unseen(rows: Sequence[Row], cut: int) -> Iterator[tuple[Row, list[float]]]:
    """Each row with the shares of its places by weights of the other folds."""
    for fold in range(FOLDS):
        weights = _fit([row for row in rows if row.fold(cut) != fold])
        choice = Choice(weights["bias"], weights, SHIPPED)
        yield from ((row, choice.shares([v.features for v in row.venues])) for row in rows if row.fold(cut) == fold)


def _fit(rows: Iterable[Row]) -> dict[str, float]:
    told = [row for row in rows if row.venues]
    groups = [[venue.features for venue in row.venues] for row in told]
    return fit_choice(groups, [row.right for row in told], penalty=PENALTY)


def _counts(row: Row, shares: Sequence[float], threshold: float) -> Counts:
    share, name = max(zip(shares, (venue.name for venue in row.venues), strict=True), default=(0.0, ""))
    return place_counts(row.gold, name if share >= threshold else None)


def _shown(cuts: Sequence[Counts]) -> str:
    f1, precision, recall = (mean(getattr(one, name) for one in cuts) for name in ("f1", "precision", "recall"))
    return f"F1 {f1:.3f} (P {precision:.3f} R {recall:.3f})"


def _as_json(weights: Mapping[str, float]) -> dict[str, object]:
    told = {name: round(weight, 3) for name, weight in sorted(weights.items()) if name != "bias"}
    return {"threshold": SHIPPED, "bias": round(weights["bias"], 3), "weights": told}


if __name__ == "__main__":
    main()
