"""Place names in a text and where they lie, from the shipped tables of states and of cities of 50,000 and more."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, log10, radians
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.actors import KnowledgeBase
from dragoman.extract.geography import City, Geography
from dragoman.language.pipeline import readable
from dragoman.model import Article

_PLACES: Final = frozenset({"GPE", "LOC", "FAC", "NORP"})
_KNOWN: Final = frozenset({"state", "demonym", "capital", "city"})
_ARTICLES: Final = ("the ", "The ")
_ITS_COUNTRY_NAMED: Final = 2.0  # in powers of ten of inhabitants
_NEAR_ANOTHER: Final = 1.0
_NEAR_DEGREES: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A place name.

    Attributes:
        start: first character (half-open offsets in Unicode code points).
        end: one past the last.
        country: ISO alpha-3, None when unknown.
        lat: degrees north, None when the tables do not hold the place.
        lon: degrees east.
    """

    start: int
    end: int
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A name before it is put on the map: the states or the cities that it can mean."""

    start: int
    end: int
    state: str | None
    cities: tuple[City, ...]


def place_names(text: str, *, nlp: Language, knowledge: KnowledgeBase, geography: Geography) -> list[PlaceName]:
    """The place names of a text in order; a people's name counts for its state ("Georgian").

    Among cities of one name the larger wins, unless the country of another is named in the text or another city of
    the text lies near it. A state's point is the middle of its inhabitants.
    """
    found = list(_found(nlp(readable(Article(id="", title="", text=text))), knowledge, geography))
    named = {one.state for one in found if one.state}
    return [_located(one, found, named, geography) for one in found]


def _found(doc: Doc, knowledge: KnowledgeBase, geography: Geography) -> Iterator[_Found]:
    spans = {(hit.start, hit.end): hit for hit in knowledge.collectives_in(doc.text) if hit.kind in _KNOWN}
    names = [*spans, *_recognised(doc)]
    reach = 0
    for start, end in sorted(set(names), key=lambda span: (span[0], -span[1])):
        if start < reach:
            continue
        reach = end
        hit = spans.get((start, end))
        state = hit.ids[0] if hit and hit.kind in ("state", "demonym") else None
        yield _Found(start, end, state, () if state else geography.called(doc.text[start:end]))


def _recognised(doc: Doc) -> Iterator[tuple[int, int]]:
    """Places by the name recogniser; an article is no part of the name, and peoples are left to the tables."""
    for entity in doc.ents:
        if entity.label_ in _PLACES - {"NORP"}:
            skipped = next((len(article) for article in _ARTICLES if entity.text.startswith(article)), 0)
            yield entity.start_char + skipped, entity.end_char


def _located(one: _Found, found: Sequence[_Found], named: Iterable[str | None], geography: Geography) -> PlaceName:
    if one.state:
        lat, lon = geography.middles.get(one.state, (None, None))
        return PlaceName(start=one.start, end=one.end, country=one.state, lat=lat, lon=lon)
    city = _likeliest(one, found, set(named))
    if city is None:
        return PlaceName(start=one.start, end=one.end)
    return PlaceName(start=one.start, end=one.end, country=city.country, lat=city.lat, lon=city.lon)


def _likeliest(one: _Found, found: Sequence[_Found], named: set[str | None]) -> City | None:
    if len(one.cities) < 2:
        return next(iter(one.cities), None)
    others = [city for other in found if other.cities != one.cities for city in other.cities]
    return max(one.cities, key=lambda city: _weight(city, others, named))


def _weight(city: City, others: Iterable[City], named: set[str | None]) -> float:
    near = any(_degrees(city, other) < _NEAR_DEGREES for other in others)
    return log10(max(city.population, 1)) + _ITS_COUNTRY_NAMED * (city.country in named) + _NEAR_ANOTHER * near


def _degrees(left: City, right: City) -> float:
    """A rough distance in degrees of latitude; enough to tell a neighbour from another continent."""
    return hypot(left.lat - right.lat, (left.lon - right.lon) * cos(radians(left.lat)))
