"""Dragoman's own readers, handed to the evaluations of mediation events and of place names."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from dragoman.config import Config, load_config
from dragoman.evaluate.mend import Mediation, MendResult, evaluate_mend
from dragoman.evaluate.toponyms import Toponym, ToponymResult, evaluate_toponyms
from dragoman.extract.geography import load_geography
from dragoman.extract.lexicon import load_lexicon
from dragoman.extract.mediation import MediationReader
from dragoman.extract.mediation_words import load_mediation_words
from dragoman.extract.toponyms import place_names
from dragoman.language.pipeline import analyse, load_resources
from dragoman.model import Article, DocumentDate


def evaluate_mediation(path: Path, *, config: Config | None = None) -> MendResult:
    """The scores of `MediationReader` on a file of MEND events; parties are compared as ISO codes and short names.

    Raises:
        ModelError: if a model or table is missing or altered.
        SourceError: if the file can't be read or a line is no event.
    """
    resources = load_resources(config or load_config())
    reader = MediationReader(resources, load_lexicon(), load_mediation_words(), load_geography())

    def read(text: str, published: date | None) -> Mediation:
        event = reader.read(analyse(dated_article(text, published), resources))
        return Mediation(
            place=event.place,
            day=event.day,
            third_parties=frozenset(event.third_parties),
            mediators=event.mediators,
        )

    return evaluate_mend(path, read, canonical=canonical_party(reader))


def evaluate_place_names(path: Path, *, config: Config | None = None) -> ToponymResult:
    """The scores of `place_names` on a file of articles with located place names.

    Raises:
        ModelError: if a model or table is missing or altered.
        SourceError: if the file can't be read or a line is no article.
    """
    resources, geography = load_resources(config or load_config()), load_geography()

    def read(text: str) -> list[Toponym]:
        found = place_names(text, nlp=resources.nlp, knowledge=resources.knowledge, geography=geography)
        return [Toponym(start=one.start, end=one.end, lat=one.lat, lon=one.lon) for one in found]

    return evaluate_toponyms(path, read)


def canonical_party(reader: MediationReader) -> Callable[[str], str]:
    """A function from any name of a state or body to the one under which it is counted: ``Turkey`` -> ``TUR``."""

    def canonical(name: str) -> str:
        name = reader.words.aliases.get(name.strip(), name.strip())
        found = reader.resources.knowledge.bearers(name)
        entity = reader.resources.knowledge.entity(found[1][0]) if found else None
        return reader.resources.knowledge.side_of(entity) or name if entity else name

    return canonical


def dated_article(text: str, published: date | None) -> Article:
    """A text without a headline, as an article of a day."""
    dated = DocumentDate(best=published, earliest=published, latest=published, basis="url" if published else "unknown")
    return Article(id="", title="", text=text, date=dated)
