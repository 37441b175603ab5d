"""Cities named where the language layer saw none: in datelines, or taken for persons or parts of bodies."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dragoman.actors.fold import fold
from dragoman.extract.geography import Geography
from dragoman.extract.mediation_grammar import INTO, LED_TO, leads_to_place, place_points, points_below
from dragoman.extract.mediation_words import MediationWords
from dragoman.language.pipeline import Layer

_LONGEST = 3  # words of a city's name
SHORTEST = 4  # letters: shorter ones are mostly other words
_ENDS = frozenset({")", "/", ":", ",", "-", "--", "–", "—", "("})


@dataclass(frozen=True)
class UnseenCities:
    """Finds cities of the table among the words that bear no place's name.

    Attributes:
        layer: the text.
        words: word classes and facts.
        geography: capitals and cities.
        seen: token indices of the places that the language layer found.
    """

    layer: Layer
    words: MediationWords
    geography: Geography
    seen: Collection[int]

    def found(self) -> Iterator[tuple[Span, str, str]]:
        """Span, name and ISO alpha-3 of each, in text order."""
        end = 0
        for token in self.layer.doc:
            if token.i >= end and token.text[:1].isupper() and token.i not in self.seen:
                city = self._city_at(token)
                if city:
                    end = city[0].end
                    yield city

    def _city_at(self, first: Token) -> tuple[Span, str, str] | None:
        for length in range(_LONGEST, 0, -1):
            span = first.doc[first.i : first.i + length]
            name = as_written(span.text)
            country = self._country_of(name)
            if country and (is_dateline(span) or self._led_to(span, name)):
                return span, name, country
        return None

    def _country_of(self, name: str) -> str | None:
        if len(name) < SHORTEST:
            return None
        return self.geography.states_by_capital.get(fold(name)) or self.geography.country_of(name)

    def _led_to(self, span: Span, name: str) -> bool:
        """Whether one goes to it: "in Jeddah", "the Cairo Peace Summit", but not the Union of "the African Union".

        Right before a noun only a capital is taken, for "Antony Blinken's visit" begins with a city's name, too.
        """
        before = span.doc[span.start - 1] if span.start else None
        if before is None or before.pos_ == "PROPN" or span.root.pos_ != "PROPN":
            return False
        points = place_points(span.root, self.words)
        if span.root.dep_ == "compound" and before.lower_ in INTO and span.root.ent_type_ == "GPE":
            return points_below(before, self.words) >= 0  # hung on a person: "the ambassador to Moscow Ivan Petrov"
        if span.root.dep_ == "compound":
            return points == LED_TO and fold(name) in self.geography.states_by_capital
        return points > 0 and leads_to_place(before, self.words)


def as_written(name: str) -> str:
    """A name as in running text: "Addis Ababa" for the ADDIS ABABA of a dateline."""
    plain = " ".join(name.split())
    return plain.title() if plain.isupper() and len(plain) >= SHORTEST else plain


def is_dateline(span: Span) -> bool:
    """Whether a name in capitals tells where a report was filed: "CAIRO — ...", "(JUBA) – ...", "OSLO Norway ..."."""
    after = span.doc[span.end].text if span.end < len(span.doc) else ""
    opens = len(span.text) >= SHORTEST and after[:1].isupper() and not after.isupper()
    return span.text.isupper() and (after in _ENDS or opens)
