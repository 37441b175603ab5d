"""Reading against the bare language pipeline, whole and by stage, with and without the gate."""

import importlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import spacy
from benchmarks.speed.samples import Samples, text_of, words_in
from benchmarks.speed.turns import Spent, by_turns, timed
from spacy.language import Language

from dragoman.api import Reader
from dragoman.codebook import coded
from dragoman.heads import HeadInput, Heads, SentenceScores
from dragoman.language.models import pins
from dragoman.language.pipeline import analyse_all
from dragoman.model import Article

Articles = Sequence[Article]


def measured(samples: Samples, reader: Reader, model: str) -> dict[str, Any]:
    """Words and articles a second, ratios to the bare pipeline, and seconds of an article by stage.

    Args:
        samples: what is read.
        reader: a reader with heads and a gate.
        model: the pinned pipeline, which is loaded once more as spaCy itself sets it up.
    """
    bare, heads = _bare(model), _TimedHeads(reader.extraction.heads)
    full = replace(reader, gate=None, extraction=replace(reader.extraction, heads=heads))
    ways: dict[str, Callable[[Articles], Any]] = {
        "bare pipe": lambda articles: list(bare.pipe(map(text_of, articles))),
        "pipe": lambda articles: list(reader.resources.nlp.pipe(map(text_of, articles))),
        "analyse": lambda articles: list(analyse_all(articles, reader.resources)),
        "code": lambda articles: _coded(full, articles),
    }
    for work in ways.values():
        work(samples.warming)
    heads.spent = Spent()
    relevant = by_turns(ways, samples.relevant)
    mixed = by_turns({"bare pipe": ways["bare pipe"], "code gated": lambda a: _coded(reader, a)}, samples.mixed)
    return {
        "relevant": _figures(samples.relevant, relevant),
        "mixed": _figures(samples.mixed, mixed),
        "stages": _stages(relevant, heads.spent, len(samples.relevant)),
    }


def _bare(model: str) -> Language:
    """The pipeline with all of its components and spaCy's own settings."""
    pin = pins()[model]
    return spacy.load(Path(str(importlib.import_module(pin["package"]).__file__)).parent / pin["folder"])


def _coded(reader: Reader, articles: Articles) -> list[dict[str, Any]]:
    return [coded(record) for record in reader.read_all(articles)]


def _figures(articles: Sequence[Article], spent: dict[str, Spent]) -> dict[str, Any]:
    words, bare = words_in(list(articles)), spent["bare pipe"]
    ways = {
        name: {
            "words/s": round(words / one.wall),
            "articles/s": round(len(articles) / one.wall, 2),
            "cpu s/article": round(one.cpu / len(articles), 4),
            "over bare pipe": one.over(bare),
        }
        for name, one in spent.items()
    }
    return {"articles": len(articles), "words": words, "ways": ways}


def _stages(spent: dict[str, Spent], heads: Spent, articles: int) -> dict[str, float]:
    """Milliseconds of the processor for an article; what follows from whom is told by difference."""
    seconds = {
        "grammar (spaCy)": spent["pipe"].cpu,
        "mentions, time, attribution, factuality": spent["analyse"].cpu - spent["pipe"].cpu,
        "heads": heads.cpu,
        "rules and records": spent["code"].cpu - spent["analyse"].cpu - heads.cpu,
    }
    return {name: round(1000 * one / articles, 1) for name, one in seconds.items()}


class _TimedHeads(Heads):
    """Heads that note how long they are at work."""

    def __init__(self, heads: Heads | None) -> None:
        assert heads is not None
        self._heads = heads
        self.thresholds = heads.thresholds
        self._parts = heads._parts
        self.spent = Spent()

    def score(self, sentences: Iterable[HeadInput]) -> list[SentenceScores]:
        """The scores by the heads that are timed."""
        found: list[SentenceScores] = []
        timed(self.spent, lambda: found.extend(self._heads.score(sentences)))
        return found
