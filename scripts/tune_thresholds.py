"""Choose data/extract/thresholds.yml on held-out folds of the gold training articles.

    python scripts/tune_thresholds.py --gold ../shared/gold --folds FOLDER

``FOLDER`` holds ``fold0``, ``fold1`` ...: heads trained without that fold (``scripts/train_heads.py`` exports them).
The articles of each fold are read once with the heads that never saw them; then each threshold is set in turn to the
value with the best strict F1, one pass over the types. ``dev`` is not touched.
"""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from scripts.heads.folds import FOLDS, fold_of

from dragoman.api import Reader, load_reader
from dragoman.codebook import coded
from dragoman.config import Config
from dragoman.evaluate.agreement import Coded
from dragoman.evaluate.jsonl import read_coded
from dragoman.evaluate.score import score
from dragoman.extract.context import Context
from dragoman.extract.learned import Reading, read_by_heads
from dragoman.extract.record import record_in
from dragoman.extract.thresholds import Thresholds, load_thresholds
from dragoman.heads import load_heads
from dragoman.language.pipeline import Analysis, analyse_all
from dragoman.model import Article, Record
from dragoman.read import iterate_jsonl

GRID: Mapping[str, Mapping[str, tuple[float, ...]]] = {
    "meetings": {
        "objection": (0.0, 0.1, 0.2, 0.3, 0.4),
        "alone": (0.4, 0.5, 0.6, 0.7, 0.8, 1.01),
        "correction": (0.3, 0.5, 0.6, 0.7, 1.01),
    },
    "attendance": {
        "alone": (0.3, 0.4, 0.5, 0.6, 0.7, 1.01),
        "objection": (0.05, 0.1, 0.2, 0.3, 0.4),
        "correction": (0.3, 0.5, 0.7, 1.01),
    },
    "positions": {
        "alone": (0.2, 0.25, 0.3, 0.35, 0.4, 0.5),
        "objection": (0.0, 0.05, 0.1, 0.15, 0.2),
        "correction": (0.3, 0.5, 0.7, 1.01),
    },
    "events": {
        "alone": (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6),
        "objection": (0.0, 0.05, 0.1, 0.2, 0.3),
        "correction": (0.2, 0.3, 0.4, 0.5, 0.7, 1.01),
    },
}


@dataclass(frozen=True, slots=True)
class Read:
    """An article read once: its analysis and what heads that never saw it say."""

    analysis: Analysis
    reading: Reading


def main() -> None:
    """Tune and print the file's new content."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    options = parser.parse_args()
    reader = load_reader(Config(heads=False))
    articles = read_coded(options.gold / "train_articles.jsonl")
    reads = list(_read(options, reader))
    ids = {r.analysis.article.id for r in reads}
    gold = [g for g in read_coded(options.gold / "train.jsonl") if g["id"] in ids]
    chosen = tuned(reads, reader, gold, [a for a in articles if a["id"] in ids])
    values = {name: {k: getattr(t, k) for k in ("objection", "correction", "alone")} for name, t in chosen.items()}
    print(yaml.safe_dump(values, default_flow_style=None, sort_keys=False))


def _read(options: argparse.Namespace, reader: Reader) -> Iterator[Read]:
    with (options.gold / "train_articles.jsonl").open("rb") as stream:
        articles = [a for a in iterate_jsonl(stream) if isinstance(a, Article)]
    for folder in sorted(options.folds.glob("fold?")):
        heads = load_heads(folder)
        held = [a for a in articles if fold_of(a.id, FOLDS) == int(folder.name[-1])]
        for analysis in analyse_all(held, reader.resources):
            yield Read(analysis, read_by_heads(analysis, heads, load_thresholds()))


def tuned(reads: list[Read], reader: Reader, gold: list[Coded], articles: list[Coded]) -> Thresholds:
    """The thresholds with the best strict F1 of their type, each set in turn."""
    chosen = dict(load_thresholds())
    for name, keys in GRID.items():
        for key, values in keys.items():
            tries = {v: _f1(reads, reader, gold, articles, chosen | {name: replace(chosen[name], **{key: v})}, name)
                     for v in values}  # fmt: skip
            best = max(tries, key=lambda v: tries[v])
            chosen[name] = replace(chosen[name], **{key: best})
            print(f"# {name}.{key}: " + ", ".join(f"{v} {f:.3f}" for v, f in tries.items()), flush=True)
    return chosen


def _f1(
    reads: list[Read], reader: Reader, gold: list[Coded], articles: list[Coded], thresholds: Thresholds, name: str
) -> float:
    predicted = [coded(_record(r, reader, thresholds)) for r in reads]
    scores: dict[str, Any] = score(gold, predicted, articles).as_dict()
    return float(scores[name]["strict"]["f1"])


def _record(read: Read, reader: Reader, thresholds: Thresholds) -> Record:
    extraction = reader.extraction
    reading = replace(read.reading, thresholds=thresholds)
    context = Context(read.analysis, extraction.rules, extraction.lexicon, reader.resources.attribution, reading)
    return record_in(context, reader.resources.knowledge, extraction.issues)


if __name__ == "__main__":
    main()
