"""Articles read one by one or many, and put in the codebook's form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.api.collector import collector_at_rest
from dragoman.codebook import coded
from dragoman.config import Config, load_config
from dragoman.extract.record import Extraction, load_extraction, record_of, turned_away_in
from dragoman.gate import Gate, load_gate
from dragoman.language.pipeline import Resources, analyse_all, load_resources
from dragoman.model import Article, Record, Rejection


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads articles; holds what was loaded for it and nothing that changes.

    With a ``gate`` an article that it holds back is not read: its record is empty, and a rejection says so.
    """

    resources: Resources
    extraction: Extraction
    gate: Gate | None = None

    def read(self, article: Article) -> Record:
        """The record of one article."""
        return next(self.read_all([article]))

    def read_all(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of articles, in their order."""
        yield from self.gate.read(articles, self._read) if self.gate else self._read(articles)

    def _read(self, articles: Iterable[Article]) -> Iterator[Record]:
        analyses = analyse_all(articles, self.resources)
        while True:
            with collector_at_rest():
                analysis = next(analyses, None)
                if analysis is None:
                    return
                record = record_of(analysis, self.resources, self.extraction)
            yield record

    def explain_all(self, articles: Iterable[Article]) -> Iterator[tuple[Record, tuple[Rejection, ...]]]:
        """The records of articles, each with the rules that were tried and did not hold, and why."""
        for analysis in analyse_all(articles, self.resources):
            yield (
                record_of(analysis, self.resources, self.extraction),
                turned_away_in(analysis, self.extraction),
            )


def load_reader(config: Config | None = None) -> Reader:
    """A reader with the models, rules and knowledge that the configuration names.

    Raises:
        ModelError: if a model or data file is missing or altered.
        RuleError: if a rule breaks the rule format.
    """
    chosen = config or load_config()
    extraction = load_extraction(chosen)
    return Reader(load_resources(chosen), extraction, load_gate(extraction.heads) if chosen.gate else None)


def code_articles(articles: Iterable[Article], reader: Reader | None = None) -> Iterator[dict[str, Any]]:
    """One object per article in the codebook's form, in their order."""
    for record in (reader or load_reader()).read_all(articles):
        yield coded(record)
