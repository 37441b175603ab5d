"""Where a text names places, and how much the words around each speak for a meeting there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span

from dragoman.actors import KnowledgeBase
from dragoman.extract.geography import Geography
from dragoman.extract.mediation_cast import points_by_sentence
from dragoman.extract.mediation_grammar import LED_TO, THERE_ONLY, TROUBLED, is_destination, is_on_journey, place_points
from dragoman.extract.mediation_meaning import Meanings, Meant, head_of
from dragoman.extract.mediation_unseen import UnseenCities, is_dateline
from dragoman.extract.mediation_words import Conflict, MediationWords
from dragoman.extract.occasions import Occasion
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer

_DATELINE = 1.0
_CITY = 1.0
_LONGEST_TITLE = 3  # words
_AND_A_WORD = 2  # the comma and one word more
_OF_OCCASION = 1.0
_TOPIC = -2.0  # the seat of the war, and regions such as Darfur: mostly what the talk is about


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place where it is named.

    Attributes:
        name: a city or region as printed, a state by its usual name, the capital or seat that is meant.
        country: ISO alpha-3, empty when no table tells it.
        city: it is a city.
        start: first character, an offset in code points.
        end: one past the last.
        grammar: points of the words above the name.
        score: these and points for being early, a city, in an occasion's phrase and no mere topic.
        dateline: it is only where the report was filed.
        journey: somebody goes there.
    """

    name: str
    country: str
    city: bool
    start: int
    end: int
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
        """Every naming of a city, state or region, in text order, but not the state of "in Naqoura, Lebanon"."""
        found = sorted(self._found(), key=lambda one: one.start)
        return [one for one, city in zip(found, [None, *found], strict=False) if not self._tells_where(one, city)]

    def _tells_where(self, state: NamedPlace, city: NamedPlace | None) -> bool:
        """Whether a state's or region's name only says where the city named right before it lies."""
        if city is None:
            return False
        between = self.layer.text[city.end : state.start]
        same = city.city and not state.city and city.country in ("", state.country)
        return same and between.startswith(",") and len(between.split()) <= _AND_A_WORD

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
        meanings = Meanings(self.words, self.knowledge, self.geography)
        for mention, span in self._spans():
            meant = meanings.of(mention, span)
            if meant:
                seen.update(range(span.start, span.end))
                yield self._place(span, mention.start, meant)
        for span, name, country in UnseenCities(self.layer, self.words, self.geography, seen).found():
            yield self._place(span, span.start_char, Meant(meanings.tabled(name, country), country, city=True))

    def _spans(self) -> Iterator[tuple[Mention, Span]]:
        """The mentions that may name places, with their words."""
        for mention in self.layer.mentions:
            span = self.layer.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            nobody = not mention.pronominal and mention.kind not in ("person", "description", "armed_group")
            if span and nobody and not self._names_paper(span):
                yield mention, span

    def _names_paper(self, span: Span) -> bool:
        """Whether the name is part of an agreement's: "the Juba Peace Agreement" tells of no meeting in Juba."""
        for token in span.doc[span.end : span.end + _LONGEST_TITLE]:
            if self.words.has("agreements", token.lemma_.lower()):
                return True
            if not token.text[:1].isupper():
                return False
        return False

    def _place(self, span: Span, start: int, meant: Meant) -> NamedPlace:
        grammar = self._grammar(span, city=meant.city)
        return NamedPlace(
            name=meant.name,
            country=meant.country,
            city=meant.city,
            start=start,
            end=span.end_char,
            grammar=grammar,
            score=grammar + self._standing(span, start, meant),
            dateline=meant.city and is_dateline(span),
            journey=is_on_journey(head_of(span), self.words),
        )

    def _grammar(self, span: Span, *, city: bool) -> float:
        """The points of the words above a name; a dateline stands below none."""
        if is_dateline(span) or (span.start == 0 and _sets_off(span)):
            return _DATELINE
        if city and self._names_gathering(span):
            return LED_TO
        points = place_points(head_of(span), self.words)
        return THERE_ONLY if city and points == TROUBLED else points

    def _names_gathering(self, span: Span) -> bool:
        """Whether the name is a gathering's that bears its city's: "at the Munich Security Conference"."""
        last = span[-1].lemma_.lower()
        return len(span) > 1 and self.words.has("occasions", last) and not self.words.has("processes", last)

    def _standing(self, span: Span, start: int, meant: Meant) -> float:
        """Points for being early, a city, in an occasion's phrase and no mere topic."""
        topical = meant.country in self.at_war and not meant.city and not is_destination(head_of(span))
        at_occasion = start in self.of_occasions
        return self._early.get(span.root.i, 0.0) + _CITY * meant.city + _TOPIC * topical + _OF_OCCASION * at_occasion

    @cached_property
    def _early(self) -> dict[int, float]:
        return points_by_sentence(self.layer)


def _sets_off(span: Span) -> bool:
    """Whether the text begins with a dateline: "KABUL (Agency): ...", "Juba — ..."."""
    return any(token.text in (":", "—", "–", "-", "--", "(") for token in span.doc[span.end : span.end + 4])
