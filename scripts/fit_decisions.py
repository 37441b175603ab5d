"""Fit data/extract/decisions.json on held-out folds of the gold training articles.

    python -m scripts.fit_decisions --gold ../shared/gold --folds FOLDER

``FOLDER`` holds ``fold0``, ``fold1`` ...: heads trained without that fold (``scripts/train_heads.py`` exports them).
Each article is read once with the heads that never saw it. A report type's candidates are told right or wrong by the
scorer's strict rule; a logistic regression is fitted to them, and the threshold with the best strict F1 chosen while
each fold is decided on by weights of the other folds. ``dev`` is not touched.
"""

import argparse
import json
from pathlib import Path

from scripts.decisions.fitting import Fitting
from scripts.decisions.reads import Read, read_folds

from dragoman.api import load_reader
from dragoman.config import Config
from dragoman.evaluate.jsonl import read_coded


def main() -> None:
    """Fit and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/data/extract/decisions.json"))
    options = parser.parse_args()
    reader = load_reader(Config(heads=False))
    reads: list[Read] = list(read_folds(options.gold, options.folds, reader))
    gold = read_coded(options.gold / "train.jsonl")
    articles = read_coded(options.gold / "train_articles.jsonl")
    decisions = Fitting(reads, gold, articles, reader).run()
    options.out.write_text(json.dumps(decisions, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
