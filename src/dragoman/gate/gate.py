"""The gate: a weighted lexicon decides; where it comes near to holding an article back, the relevance head is asked."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Final

import yaml

from dragoman.gate.lexicon import Lexicon, load_lexicon
from dragoman.heads import Heads
from dragoman.language.pipeline import readable
from dragoman.model import Article, Record, Rejection

RULE: Final = "gate"
"""The rule that the one rejection of an article which did not pass names."""

_SENTENCES: Final = 3
_REACH: Final = 4_000
"""Characters of the body in which the first sentences are looked for."""
_TOGETHER: Final = 32
_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Where the gate's answers part, from ``data/gate/bounds.yml``.

    Attributes:
        passing: log-odds from which on the lexicon lets an article pass.
        asking: log-odds from which on the head is asked of what the lexicon does not let pass; below it is held back.
        other: how likely the head must find it to be of neither talks nor conflict to hold it back.
        alone: log-odds that let an article pass where no head is at hand.
    """

    passing: float
    asking: float
    other: float
    alone: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an article passes, and the lexicon's log-odds that it tells of a negotiation or political event."""

    passes: bool
    odds: float

    def record(self, article: Article) -> Record:
        """The record of an article held back: relevance ``other``, nothing in it, and the gate's word why."""
        why = f"headline and lead tell of no negotiation or political event (log-odds {self.odds:.2f}); not read"
        field = "title" if article.title else "text"
        end = len(article.of(field).split("\n", 1)[0])
        return Record(article=article, rejected=(Rejection(rule=RULE, field=field, start=0, end=end, why=why),))


@dataclass(frozen=True, slots=True)
class Gate:
    """Judges articles by headline and lead."""

    lexicon: Lexicon
    heads: Heads | None
    bounds: Bounds

    def verdict(self, article: Article) -> Verdict:
        """Whether an article is worth reading."""
        text = readable(article)
        odds = self.lexicon.odds(article.title, text)
        if self.heads is None:
            return Verdict(odds >= self.bounds.alone, odds)
        if not self.bounds.asking <= odds < self.bounds.passing:
            return Verdict(odds >= self.bounds.passing, odds)
        about = self.heads.relevance(article.title, first_sentences(text))
        return Verdict(about["other"] < self.bounds.other, odds)

    def read(
        self, articles: Iterable[Article], read: Callable[[Iterable[Article]], Iterator[Record]]
    ) -> Iterator[Record]:
        """The records of articles in their order; only those that pass are given to ``read``."""
        waiting = iter(articles)
        while chunk := list(islice(waiting, _TOGETHER)):
            verdicts = [self.verdict(article) for article in chunk]
            records = read([article for article, verdict in zip(chunk, verdicts, strict=True) if verdict.passes])
            for article, verdict in zip(chunk, verdicts, strict=True):
                yield next(records) if verdict.passes else verdict.record(article)


def first_sentences(text: str) -> list[str]:
    """The first sentences of a body, by full stops and line ends: no grammar is at hand yet."""
    pieces = (piece.strip() for piece in _END.split(text[:_REACH]))
    return [piece for piece in pieces if len(piece) > 1][:_SENTENCES]


def held_back(record: Record) -> str | None:
    """Why the gate held an article back, None if it was read."""
    return next((rejection.why for rejection in record.rejected if rejection.rule == RULE), None)


def load_gate(heads: Heads | None) -> Gate:
    """The gate with the shipped lexicon and bounds, asking ``heads`` where the lexicon is not sure."""
    return Gate(load_lexicon(), heads, _bounds())


@cache
def _bounds() -> Bounds:
    raw = yaml.safe_load(files("dragoman").joinpath("data/gate/bounds.yml").read_text(encoding="utf-8"))
    return Bounds(**raw)
