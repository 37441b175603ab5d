"""Where a mediation took place: the place of the meeting by grammar, not the place of the fighting."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from dragoman.actors import KnowledgeBase
from dragoman.extract.geography import Geography
from dragoman.extract.mediation_cast import points_by_sentence
from dragoman.extract.mediation_words import Conflict, MediationWords
from dragoman.extract.occasions import Occasion
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer

_THERE = frozenset({"in", "at", "to", "into", "near", "inside", "for"})
_LED_TO = 3.0
_THERE_ONLY = 1.0
_NO_PLACE = -4.0
_TROUBLED = -3.0
_DATELINE = 1.0
_CITY = 1.0
_OF_OCCASION = 1.0
_TOPIC = -2.0  # the seat of the war, and regions such as Darfur: mostly what the talk is about
_ENOUGH = 4.0
_ENOUGH_DESPITE_CALL = 6.0
_ENOUGH_FOR_STATE = 5.0  # states are named for much else
_MAX_CLIMB = 6
_NEVER = sys.maxsize


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A place that may be the meeting's.

    Attributes:
        name: the city, or the country or region when no city is named, as printed.
        country: ISO alpha-3, None when unknown.
        city: it is a city.
        start: where it is named, an offset in code points.
        score: how much the grammar speaks for it.
    """

    name: str
    country: str | None
    city: bool
    start: int
    score: float


@dataclass(frozen=True)
class PlaceReader:
    """Finds the places of one text.

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

    def venue(self) -> Venue | None:
        """The place of the meeting; None when none is named or they spoke at a distance."""
        found = sorted(self.venues(), key=lambda venue: -venue.score)
        spoken = self._spoken_at()
        city = next((one for one in found if one.city), None)
        if city and city.score >= (_ENOUGH if city.start < spoken else _ENOUGH_DESPITE_CALL):
            return city
        state = next((one for one in found if not one.city), None)
        if state and state.score >= _ENOUGH_FOR_STATE and state.start < spoken:
            return state
        return self._seat() if spoken == _NEVER else None

    def _seat(self) -> Venue | None:
        """The city of a body that the text speaks of: the Council meets in New York."""
        text = self.layer.text
        for city, names in self.words.seats.items():
            if any(name in text for name in names):
                return Venue(name=city, country=None, city=True, start=0, score=0.0)
        return None

    def _spoken_at(self) -> int:
        """Where the text first says that the parties spoke by telephone or over a network; `_NEVER` if nowhere."""
        calls = [o.token.idx for o in self.occasions if o.kind == "call" and not o.background]
        clues = (token.idx for token in self.layer.doc if self.words.has("remote", token.lower_))
        return min((*calls, *clues), default=_NEVER)

    def venues(self) -> Iterator[Venue]:
        """Every place that is named, with points."""
        for mention in self.layer.mentions:
            span = self.layer.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None or mention.pronominal or mention.kind in ("person", "description", "armed_group"):
                continue
            named = self._named(mention, span)
            if named:
                name, country, city = named
                score = self._score(mention, span, country=country, city=city)
                yield Venue(name=name, country=country, city=city, start=mention.start, score=score)

    def _named(self, mention: Mention, span: Span) -> tuple[str, str, bool] | None:
        """Name and country of the place meant and whether it is a city: "the Egyptian capital" is Cairo."""
        country = mention.country or next((actor.country for actor in mention.actors), None)
        if country is None and mention.place:
            country = self.geography.country_of(mention.text)
        if country is None:
            return None
        bearers = self.knowledge.bearers(mention.text)
        kind = bearers[0] if bearers else "city" if mention.city or mention.place else "organisation"
        if kind in ("city", "capital"):
            return mention.text, country, mention.text not in self.words.classes["regions"]
        if kind == "metonym" and mention.text in self.geography.seats:
            return self.geography.seats[mention.text], country, True
        if kind in ("demonym", "state") and _before_capital(span) and country in self.geography.capitals:
            return self.geography.capitals[country], country, True
        return (mention.text, country, False) if kind == "state" else None

    def _score(self, mention: Mention, span: Span, *, country: str, city: bool) -> float:
        early = self._early.get(span.root.i, 0.0)
        if span.start == 0 and _sets_off(span):
            return early + _DATELINE + _CITY
        above = span[-1].nbor() if _before_capital(span) else span.root
        standing = _standing(above, self.words)
        if city and standing == _TROUBLED:
            standing = _THERE_ONLY
        topical = self.conflict is not None and country in self.conflict.seat and not city and not _destination(above)
        at_occasion = mention.start in self._at_occasions
        return standing + early + _CITY * city + _TOPIC * topical + _OF_OCCASION * at_occasion

    @cached_property
    def _early(self) -> dict[int, float]:
        return points_by_sentence(self.layer)

    @cached_property
    def _at_occasions(self) -> set[int]:
        return {o.place.start for o in self.occasions if o.place and not o.background}


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


def _destination(token: Token) -> bool:
    """Whether somebody goes there: "visits Israel", "travelled to Sudan"; "in Sudan" may be what they talk about."""
    return token.dep_ == "dobj" or (token.dep_ == "pobj" and token.head.lower_ == "to")


def _standing(token: Token, words: MediationWords) -> float:
    """How much the words above a place's name speak for a meeting there."""
    while token.dep_ in ("conj", "appos") and token.head is not token:
        token = token.head
    above = token.head.lemma_.lower()
    if token.dep_ in ("compound", "nmod"):
        return _before_noun(token, words)
    if token.dep_ == "dobj":
        return _LED_TO if words.has("visits", above) else _NO_PLACE
    if token.dep_ == "nsubj":
        return _LED_TO if words.has("hosting", above) else _NO_PLACE
    if token.dep_ == "npadvmod":
        return _THERE_ONLY
    if token.dep_ != "pobj":
        return _NO_PLACE
    if token.head.lower_ == "of" and words.has("settlements", token.head.head.lemma_.lower()):
        return _standing(token.head.head, words)  # "in the Egyptian capital of Cairo"
    return _below(token.head, words) if token.head.lower_ in _THERE else _NO_PLACE


def _before_noun(token: Token, words: MediationWords) -> float:
    """A name before a noun: "the Juba talks", "on the Paris conference's sidelines", "to Port Sudan city"."""
    while token.dep_ in ("compound", "nmod", "poss") and token.head is not token:
        token = token.head
        if words.has("occasions", token.lemma_.lower()):
            return _LED_TO
    return _standing(token, words) if words.has("settlements", token.lemma_.lower()) else _NO_PLACE


def _below(preposition: Token, words: MediationWords) -> float:
    governor = preposition.head
    for _ in range(_MAX_CLIMB):
        lemma = governor.lemma_.lower()
        if words.has("motion", lemma):
            return _LED_TO
        if words.has("troubles", lemma):
            return _TROUBLED
        if governor.pos_ in ("VERB", "AUX") or governor.head is governor:
            break
        governor = governor.head
    return _THERE_ONLY
