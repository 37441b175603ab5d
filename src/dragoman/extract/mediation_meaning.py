"""Which place a name means, and whether it is a city: "the Egyptian capital" is Cairo, "the Kremlin" is Moscow."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dragoman.actors import KnowledgeBase
from dragoman.actors.fold import fold
from dragoman.extract.geography import Geography
from dragoman.extract.mediation_grammar import LED_TO, leads_to_place, place_points
from dragoman.extract.mediation_unseen import SHORTEST, as_written
from dragoman.extract.mediation_words import MediationWords
from dragoman.language.mentions import Mention

_LARGE = 300_000  # inhabitants


@dataclass(frozen=True, slots=True)
class Meant:
    """A place that a name means.

    Attributes:
        name: a city or region as printed, a state by its usual name, the capital or seat that is meant.
        country: ISO alpha-3, empty when no table tells it.
        city: it is a city.
    """

    name: str
    country: str
    city: bool


@dataclass(frozen=True, slots=True)
class Meanings:
    """Tells the places that names mean.

    Attributes:
        words: word classes and facts.
        knowledge: tells cities from states and peoples.
        geography: capitals, seats and cities.
    """

    words: MediationWords
    knowledge: KnowledgeBase
    geography: Geography

    def of(self, mention: Mention, span: Span) -> Meant | None:
        """The place that a mention means, None when it means none."""
        name = as_written(_printed(mention.text))
        country = mention.country or next((actor.country for actor in mention.actors), None)
        if country is None and mention.place:
            country = self.geography.country_of(name)
        bearers = self.knowledge.bearers(name)
        kind = bearers[0] if bearers else "city" if mention.city or mention.place else "organisation"
        region = name in self.words.classes["regions"]
        if kind == "city" and not region and not self.geography.called(name):
            return self._untabled(name, country, span)
        if country is None:
            return None
        if kind in ("city", "capital"):
            return Meant(self.tabled(name, country), country, city=not region)
        return self._stood_for(name, country, kind, span)

    def _stood_for(self, name: str, country: str, kind: str, span: Span) -> Meant | None:
        """What the name of an institution, a people or a state means."""
        if kind == "metonym" and name in self.geography.seats:
            return Meant(self._seat(name, country), country, city=True)
        if kind in ("demonym", "state") and self._means_capital(name, country, span):
            return Meant(self.geography.capitals[country], country, city=True)
        if kind != "state":
            return None
        return Meant(self._usual_name(country) or name, country, city=self._is_city(name, country, span))

    def _untabled(self, name: str, country: str | None, span: Span) -> Meant | None:
        """The city within a longer name ("Cairo International Airport"), else the unknown place, if one goes there."""
        for inner in _parts(name):
            state = self._state_of_large(inner)
            if state:
                return Meant(self.tabled(inner, state), state, city=True)
        if any(self.words.has("institutions", word.lower()) for word in name.split()):
            return None
        known = country is not None or self._surely_gone_to(span)
        return Meant(name, country or "", city=True) if known else None

    def _state_of_large(self, name: str) -> str | None:
        """The state of a capital or large city: many small ones are called by common words."""
        cities = self.geography.called(name)
        if cities and cities[0].population >= _LARGE and len(name) >= SHORTEST:
            return cities[0].country
        return self.geography.states_by_capital.get(fold(name))

    def _surely_gone_to(self, span: Span) -> bool:
        """Whether people go to or meet in a place that no table has: "they met in Aynkawa"."""
        if not span.start or span.label_ == "ORG" or place_points(head_of(span), self.words) < LED_TO:
            return False
        return leads_to_place(span[0].nbor(-1), self.words)

    def _means_capital(self, name: str, state: str, span: Span) -> bool:
        """Whether a state's name means its capital: "the Egyptian capital"; "in Kuwait", where both bear one name."""
        capital = fold(self.geography.capitals.get(state, ""))
        if _before_capital(span):
            return bool(capital)
        return capital in (fold(name), f"{fold(name)} city") and self._gone_to(span)

    def _is_city(self, state: str, country: str, span: Span) -> bool:
        """Whether one goes to a state that is hardly larger than the city of its name: Djibouti, Singapore."""
        bears_name = country not in self.geography.capitals and self.geography.country_of(state) == country
        return bears_name and self._gone_to(span)

    def _gone_to(self, span: Span) -> bool:
        return place_points(head_of(span), self.words) > 0

    def _seat(self, institution: str, country: str) -> str:
        """The city where an institution sits; a state without a capital is a city itself: the Holy See."""
        if country not in self.geography.capitals:
            return self._usual_name(country) or institution
        city = self.geography.seats[institution]
        return self.words.suburbs.get(city, city)

    def tabled(self, name: str, country: str) -> str:
        """A capital's name as the table writes it, so that "Ndjamena" and "N’Djamena" are one place."""
        names = self.geography.capital_names.get(country, ())
        known = next((one for one in names if fold(one) == fold(name)), name)
        return self.words.suburbs.get(known, known)

    def _usual_name(self, state: str) -> str | None:
        known = self.knowledge.entity(state)
        return known.long_name if known else None


def head_of(span: Span) -> Token:
    """The word whose place in the grammar counts: "capital" in "the Egyptian capital" and "the capital, Cairo"."""
    if _before_capital(span):
        return span[-1].nbor()
    before = [token for token in span.doc[max(0, span.start - 2) : span.start] if token.text != ","]
    named = bool(before) and before[-1].lower_ == "capital" and before[-1].head not in span
    return before[-1] if named else span.root


def _before_capital(span: Span) -> bool:
    """Whether the name stands before an unnamed capital: "the Egyptian capital", not "Egypt's capital Cairo"."""
    after = [token for token in span.doc[span.end : span.end + 3] if token.tag_ != "POS"]
    if not after or after[0].lower_ != "capital":
        return False
    following = span.doc[after[0].i + 1 : after[0].i + 3]
    return not any(token.ent_type_ in ("GPE", "LOC") for token in following)


def _printed(text: str) -> str:
    """A name without what stuck to it: line breaks, hard spaces, slashes, the dot of a sentence."""
    name = " ".join(text.split()).strip("/ ")
    return name if "." in name[:-1] else name.rstrip(".")


def _parts(name: str) -> Iterator[str]:
    """The runs of words in a name, the longest first."""
    words = name.split()
    for length in range(len(words) - 1, 0, -1):
        yield from (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
