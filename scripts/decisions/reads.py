"""The gold training articles, each read once with heads that never saw it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.heads.folds import FOLDS, fold_of

from dragoman.api import Reader
from dragoman.extract.asking import load_asking
from dragoman.extract.context import Context
from dragoman.extract.decisions import Decisions, load_decisions
from dragoman.extract.learned import Reading, read_by_heads
from dragoman.extract.thresholds import load_thresholds
from dragoman.heads import load_heads
from dragoman.language.pipeline import Analysis, analyse_all
from dragoman.model import Article
from dragoman.read import iterate_jsonl


@dataclass(frozen=True, slots=True)
class Read:
    """An article read once: its analysis, what the heads that never saw it say, and its fold."""

    analysis: Analysis
    reading: Reading
    fold: int

    @property
    def id(self) -> str:
        """The article's id."""
        return self.analysis.article.id

    def context(self, reader: Reader, decisions: Decisions) -> Context:
        """What the extractors are handed of it, with these decisions."""
        reading = replace(self.reading, decisions=decisions)
        extraction = reader.extraction
        return Context(self.analysis, extraction.rules, extraction.lexicon, reader.resources.attribution, reading)


def read_folds(gold: Path, folds: Path, reader: Reader) -> Iterator[Read]:
    """The articles of ``train``, fold by fold."""
    with (gold / "train_articles.jsonl").open("rb") as stream:
        articles = [a for a in iterate_jsonl(stream) if isinstance(a, Article)]
    for fold in range(FOLDS):
        heads = load_heads(folds / f"fold{fold}")
        held = [a for a in articles if fold_of(a.id, FOLDS) == fold]
        for analysis in analyse_all(held, reader.resources):
            reading = read_by_heads(analysis, heads, load_thresholds(), load_decisions(), load_asking())
            yield Read(analysis, reading, fold)
