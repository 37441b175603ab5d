"""Where a text names places, and how much the words around each speak for a meeting there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from dragoman.actors import KnowledgeBase
from dragoman.actors.fold import fold
from dragoman.extract.geography import Geography
from dragoman.extract.mediation_cast import points_by_sentence
from dragoman.extract.mediation_grammar import THERE_ONLY, TROUBLED, is_destination, is_on_journey, place_points
from dragoman.extract.mediation_unseen import UnseenCities, as_written, is_dateline
from dragoman.extract.mediation_words import Conflict, MediationWords
from dragoman.extract.occasions import Occasion
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer

_DATELINE = 1.0
_CITY = 1.0
_OF_OCCASION = 1.0
_TOPIC = -2.0  # the seat of the war, and regions such as Darfur: mostly what the talk is about


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place where it is named.

    Attributes:
        name: a city or region as printed, a state by its usual name, the capital or seat that is meant.
        country: ISO alpha-3.
        city: it is a city.
        start: an offset in code points.
        grammar: points of the words above the name.
        score: these and points for being early, a city, in an occasion's phrase and no mere topic.
        dateline: it is only where the report was filed.
        journey: somebody goes there.
    """

    name: str
    country: str
    city: bool
    start: int
    grammar: float
    score: float
    dateline: bool
    journey: bool


@dataclass(frozen=True)
class NamedPlaces:
    """Finds the names of places in one text.

    Attributes:
        layer: the text.
        words: word classes and facts.
        knowledge: tells cities from states and peoples.
        geography: capitals and seats.
        conflict: what the text is about, None when unknown.
        occasions: the occasions of the text.
    """

    layer: Layer
    words: MediationWords
    knowledge: KnowledgeBase
    geography: Geography
    conflict: Conflict | None
    occasions: Sequence[Occasion]

    @cached_property
    def all(self) -> list[NamedPlace]:
        """Every naming of a city, state or region, in text order."""
        return sorted(self._found(), key=lambda one: one.start)

    @property
    def at_war(self) -> frozenset[str]:
        """ISO alpha-3 of the states where the conflict is fought."""
        return self.conflict.seat if self.conflict else frozenset()

    @cached_property
    def of_occasions(self) -> set[int]:
        """Where places stand in an occasion's own phrase."""
        return {one.place.start for one in self.occasions if one.place and not one.background}

    @cached_property
    def of_older_occasions(self) -> set[int]:
        """Where places stand in the phrase of an occasion told as an older episode."""
        return {one.place.start for one in self.occasions if one.place and one.background}

    def _found(self) -> Iterator[NamedPlace]:
        seen: set[int] = set()
        for mention, span in self._spans():
            meant = self._meant(mention, span)
            if meant:
                seen.update(range(span.start, span.end))
                yield self._place(span, mention.start, *meant)
        for span, name, country in UnseenCities(self.layer, self.words, self.geography, seen).found():
            yield self._place(span, span.start_char, self._tabled(name, country), country, city=True)

    def _spans(self) -> Iterator[tuple[Mention, Span]]:
        """The mentions that may name places, with their words."""
        for mention in self.layer.mentions:
            span = self.layer.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span and not mention.pronominal and mention.kind not in ("person", "description", "armed_group"):
                yield mention, span

    def _place(self, span: Span, start: int, name: str, country: str, city: bool) -> NamedPlace:
        grammar = self._grammar(span, city=city)
        return NamedPlace(
            name=name,
            country=country,
            city=city,
            start=start,
            grammar=grammar,
            score=grammar + self._standing(span, start, country=country, city=city),
            dateline=city and is_dateline(span),
            journey=is_on_journey(_head(span), self.words),
        )

    def _meant(self, mention: Mention, span: Span) -> tuple[str, str, bool] | None:
        """Name and country of the place meant and whether it is a city: "the Egyptian capital" is Cairo."""
        country = mention.country or next((actor.country for actor in mention.actors), None)
        if country is None and mention.place:
            country = self.geography.country_of(mention.text)
        if country is None:
            return None
        name = as_written(_printed(mention.text))
        bearers = self.knowledge.bearers(name)
        kind = bearers[0] if bearers else "city" if mention.city or mention.place else "organisation"
        if kind in ("city", "capital"):
            return self._tabled(name, country), country, name not in self.words.classes["regions"]
        if kind == "metonym" and name in self.geography.seats:
            return self._seat(name, country), country, True
        if kind in ("demonym", "state") and _before_capital(span) and country in self.geography.capitals:
            return self.geography.capitals[country], country, True
        return (self._usual_name(country) or name, country, False) if kind == "state" else None

    def _seat(self, institution: str, country: str) -> str:
        """The city where an institution sits; a state without a capital is a city itself: the Holy See."""
        has_capital = country in self.geography.capitals
        return self.geography.seats[institution] if has_capital else self._usual_name(country) or institution

    def _tabled(self, name: str, country: str) -> str:
        """A capital's name as the table writes it, so that "Ndjamena" and "N’Djamena" are one place."""
        names = self.geography.capital_names.get(country, ())
        return next((one for one in names if fold(one) == fold(name)), name)

    def _usual_name(self, state: str) -> str | None:
        known = self.knowledge.entity(state)
        return known.long_name if known else None

    def _grammar(self, span: Span, *, city: bool) -> float:
        """The points of the words above a name; a dateline stands below none."""
        if is_dateline(span) or (span.start == 0 and _sets_off(span)):
            return _DATELINE
        points = place_points(_head(span), self.words)
        return THERE_ONLY if city and points == TROUBLED else points

    def _standing(self, span: Span, start: int, *, country: str, city: bool) -> float:
        """Points for being early, a city, in an occasion's phrase and no mere topic."""
        topical = country in self.at_war and not city and not is_destination(_head(span))
        at_occasion = start in self.of_occasions
        return self._early.get(span.root.i, 0.0) + _CITY * city + _TOPIC * topical + _OF_OCCASION * at_occasion

    @cached_property
    def _early(self) -> dict[int, float]:
        return points_by_sentence(self.layer)


def _printed(text: str) -> str:
    """A name without what stuck to it: line breaks, hard spaces, slashes, the dot of a sentence."""
    name = " ".join(text.split()).strip("/ ")
    return name if "." in name[:-1] else name.rstrip(".")


def _head(span: Span) -> Token:
    """The word whose place in the grammar counts: the "capital" of "the Egyptian capital"."""
    return span[-1].nbor() if _before_capital(span) else span.root


def _before_capital(span: Span) -> bool:
    """Whether the name stands before an unnamed capital: "the Egyptian capital", not "Egypt's capital Cairo"."""
    after = [token for token in span.doc[span.end : span.end + 3] if token.tag_ != "POS"]
    if not after or after[0].lower_ != "capital":
        return False
    following = span.doc[after[0].i + 1 : after[0].i + 3]
    return not any(token.ent_type_ in ("GPE", "LOC") for token in following)


def _sets_off(span: Span) -> bool:
    """Whether the text begins with a dateline: "KABUL (Agency): ...", "Juba — ..."."""
    return any(token.text in (":", "—", "–", "-", "--", "(") for token in span.doc[span.end : span.end + 4])
