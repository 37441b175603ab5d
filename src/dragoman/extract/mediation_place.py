"""Where a mediation took place: each place that may be the meeting's, with what speaks for it, and the likeliest.

The weights are data, ``data/extract/mediation_place.json``, fitted by ``scripts/fit_mediation_place.py``.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from spacy.tokens import Token

from dragoman.extract.decisions import Choice, Features, read_weights
from dragoman.extract.mediation_cast import Candidate
from dragoman.extract.mediation_grammar import LED_TO
from dragoman.extract.mediation_home import Homes
from dragoman.extract.mediation_named import NamedPlace, NamedPlaces
from dragoman.extract.mediation_seats import Seats

_SURE = 4.0
_SURE_STATE = 5.0  # states are named for much else
_NEAR = 3.0
_FAR_BEHIND = 4.0
_HIGH = 6.0
_OFTEN = 3
_EARLY = 200  # characters
_DEMANDED = frozenset({"for", "on", "upon"})
_OF_OTHER_CITIES = (" of a host", " of a guest", " of a person")
_NEVER = sys.maxsize


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A place that may be the meeting's.

    Attributes:
        name: the city, or the country or region when no city is named.
        features: what speaks for and against it, by name.
    """

    name: str
    features: Features


@cache
def load_place_decision() -> Choice:
    """The shipped weights."""
    return Choice(**read_weights("mediation_place.json"))


@dataclass(frozen=True)
class PlaceReader:
    """Weighs the places of one text.

    Attributes:
        places: the text and the places that it names.
        sides: the third parties that it names, the surest first.
        decision: weights of the features.
        on: the day that the text is about, None when unknown.
    """

    places: NamedPlaces
    sides: Sequence[Candidate]
    decision: Choice
    on: date | None = None

    def venue(self) -> Venue | None:
        """The likeliest place of the meeting; None when none is likely, as when they spoke at a distance."""
        found = self.venues()
        shares = self.decision.shares([one.features for one in found])
        share, best = max(zip(shares, range(len(found)), strict=True), default=(0.0, 0))
        return found[best] if found and share >= self.decision.threshold else None

    def venues(self) -> list[Venue]:
        """Every place that may be the meeting's: named ones, capitals of states named, seats of bodies named."""
        found: dict[str, dict[str, float]] = {}
        for name, features in (*self._named(), *self._homes(), *self._seats()):
            found.setdefault(name, {}).update(features)
        return [Venue(name=name, features=features | self._told) for name, features in found.items()]

    def _named(self) -> Iterator[tuple[str, Features]]:
        for name in dict.fromkeys(one.name for one in self.places.all):
            yield name, self._of_named([one for one in self.places.all if one.name == name])

    def _of_named(self, namings: Sequence[NamedPlace]) -> Features:
        best = max(namings, key=lambda one: (one.score, one.grammar))
        behind = max(one.score for one in self.places.all) - best.score
        told = {
            "": 1.0,
            " grammar": best.grammar,
            " journey": best.journey,
            " at war": best.country in self.places.at_war,
            " of an occasion": best.start in self.places.of_occasions,
            " of an older occasion": best.start in self.places.of_older_occasions,
            " though remote": self._remote_at < _NEVER,
            " after remote": best.start > self._remote_at,
            " of a third party": best.country in self._scores,
            **self._repeated(namings),
            " behind": min(behind, _FAR_BEHIND),
            **(self._of_city(best) if best.city else {}),
        }
        return _features("city" if best.city else "state", told)

    def _repeated(self, namings: Sequence[NamedPlace]) -> Mapping[str, float]:
        """How often a place is where somebody goes or meets, and whether the first sentence says so."""
        led = [one for one in namings if one.grammar >= LED_TO]
        first = self.places.layer.sentences[0].span.end_char
        return {
            " led to": min(len(led), _OFTEN),
            " at once": any(one.start < first for one in namings),
            " led to at once": any(one.start < first for one in led),
        }

    def _of_city(self, city: NamedPlace) -> Mapping[str, float]:
        return {
            " of a dateline": city.dateline,
            " at war's dateline": city.dateline and city.country in self.places.at_war,
            " unknown": not self.places.geography.called(city.name),
            " of a state gone to": self._states.get(city.country, 0.0) >= _SURE_STATE,
            **self._beside_capital(city),
        }

    def _beside_capital(self, city: NamedPlace) -> Mapping[str, float]:
        """What the people of its state say for a city that is no capital: Jeddah as Saudi Arabia hosts."""
        if city.name in self.places.geography.capital_names.get(city.country, ()):
            return {}
        signs = self._sides_at_home.signs(city.country)
        return {sign: signs[sign] for sign in _OF_OTHER_CITIES}

    @cached_property
    def _sides_at_home(self) -> Homes:
        return Homes(self.places.layer, self.places.words, self.places.knowledge)

    def _homes(self) -> Iterator[tuple[str, Features]]:
        """Capitals of the states that the text names or whose people it names, most of them unnamed themselves."""
        cities = {one.name for one in self.places.all if one.city}
        homes = self._sides_at_home
        for state in dict.fromkeys((*self._states, *homes.states, *self._scores, *sorted(self.places.at_war))):
            capital = self.places.geography.capitals.get(state)
            if capital:
                told = {**homes.signs(state), **self._of_home(state)}
                yield capital, _features("named home" if capital in cities else "home", told)

    def _of_home(self, state: str) -> Mapping[str, float]:
        return {
            "": 1.0,
            f" {self._named_as(state)}": 1.0,
            " at war": state in self.places.at_war,
            " of the one at war": self.places.at_war == {state},
            " of the one at war amid fighting": self.places.at_war == {state} and self._says("fighting"),
            " of a third party": state in self._scores,
            " score": self._scores.get(state, 0.0),
            " of the only third party": list(self._scores) == [state],
            " though remote": self._remote_at < _NEVER,
            " though a city is sure": self._city_sure,
            " as nothing is sure": not self._city_sure and max(self._states.values(), default=0.0) < _SURE_STATE,
        }

    def _named_as(self, state: str) -> str:
        if state not in self._states:
            return "unnamed"
        score = self._states[state]
        return "gone to" if score >= _SURE_STATE else "near" if score >= _NEAR else "named"

    def _seats(self) -> Iterator[tuple[str, Features]]:
        """Cities of bodies that the text speaks of: the Council meets in New York."""
        for city, signs in Seats(self.places.layer, self.places.words, self.on).found():
            told = {
                **signs,
                " though a city is sure": self._city_sure,
                " though remote": self._remote_at < _NEVER,
            }
            yield city, _features("seat", told)

    @cached_property
    def _told(self) -> dict[str, float]:
        """What the text tells of any meeting."""
        told = {
            "remote": self._remote_at < _NEVER,
            "remote at once": self._remote_at < _EARLY,
            "call": any(one.kind == "call" and not one.background for one in self.places.occasions),
            "encounter": self._says("encounters"),
            "conversation": any(self._converses(token) for token in self.places.layer.doc),
            "conversation at once": any(self._converses(token) for token in self.places.layer.sentences[0].span),
        }
        return _features("", told)

    def _converses(self, token: Token) -> bool:
        """Whether a word tells that people spoke, maybe at a distance: not where they "called for" a truce."""
        after = {child.lower_ for child in token.children if child.dep_ == "prep"}
        spoken = self.places.words.has("conversations", token.lemma_.lower())
        return spoken and not (token.lemma_ == "call" and after & _DEMANDED)

    def _says(self, name: str) -> bool:
        """Whether the text has a word of the class."""
        return not self._lemmas.isdisjoint(self.places.words.classes[name])

    @cached_property
    def _lemmas(self) -> set[str]:
        return {token.lemma_.lower() for token in self.places.layer.doc}

    @cached_property
    def _remote_at(self) -> int:
        """Where the text first says that the parties spoke by telephone or over a network; `_NEVER` if nowhere."""
        calls = [one.token.idx for one in self.places.occasions if one.kind == "call" and not one.background]
        clues = (token.idx for token in self.places.layer.doc if self.places.words.has("remote", token.lower_))
        return min((*calls, *clues), default=_NEVER)

    @cached_property
    def _scores(self) -> dict[str, float]:
        """Third parties with their points, up to two for a sure one."""
        return {one.name: min(one.score, _HIGH) * 2 / _HIGH for one in self.sides}

    @cached_property
    def _states(self) -> dict[str, float]:
        """States that are named as such, with the points of the name that has most."""
        found: dict[str, float] = {}
        for one in self.places.all:
            if not one.city:
                found[one.country] = max(one.score, found.get(one.country, one.score))
        return found

    @property
    def _city_sure(self) -> bool:
        return any(one.city and one.score >= _SURE for one in self.places.all)


def _features(kind: str, told: Mapping[str, float]) -> dict[str, float]:
    """Features named after the kind of place; what does not hold is left out."""
    return {f"{kind}{name}": float(value) for name, value in told.items() if value}
