"""Who mediated, where and when: the mediation event that one report text tells of, in the manner of MEND's coders."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman.actors import KnowledgeBase
from dragoman.extract.decisions import Choice
from dragoman.extract.geography import Geography
from dragoman.extract.lexicon import Lexicon
from dragoman.extract.mediation_cast import Candidate, Cast, conflict_of
from dragoman.extract.mediation_day import day_of, last_day
from dragoman.extract.mediation_named import NamedPlaces
from dragoman.extract.mediation_place import PlaceReader, Venue, load_place_decision
from dragoman.extract.mediation_words import MediationWords
from dragoman.extract.occasions import occasions
from dragoman.language.pipeline import Analysis, Layer, Resources
from dragoman.model import Evidence

_PERSON_ENOUGH = 1.5
_SIDE_ENOUGH = 1.0
_BELOW_BEST = 2.0
_PATRONYMIC = frozenset({"bin", "ibn", "bint"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationEvent:
    """What a text says of a mediation; what it does not say stays empty.

    Attributes:
        conflict: name of the conflict, None when none of those known is meant.
        place: the city, or the state or region when no city is likely, a capital it may be though unnamed; None when
            nothing is likely or they spoke at a distance.
        day: the day, resolved against the day of publication; that day itself when the text prints none.
        third_parties: ISO alpha-3 of states and short names of bodies that take part and are no party to the conflict,
            the surest first.
        mediators: the persons who act for them, the surest first.
        evidence: the sentences that name them.
    """

    conflict: str | None
    place: str | None
    day: date | None
    third_parties: tuple[str, ...]
    mediators: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MediationReader:
    """Reads mediation events from analysed texts.

    Attributes:
        resources: the loaded language layer and knowledge base.
        lexicon: word classes of occasions.
        words: word classes and facts of mediation.
        geography: capitals and seats.
        where: weights of what speaks for a place.
    """

    resources: Resources
    lexicon: Lexicon
    words: MediationWords
    geography: Geography
    where: Choice = field(default_factory=load_place_decision)

    def read(self, analysis: Analysis) -> MediationEvent:
        """The event that the body of an article tells of."""
        layer = analysis.layer("text")
        published = analysis.article.date.best
        cast = self._cast(analysis)
        venue = self._places(cast).venue()
        people = _sure(cast.people(), at_least=_PERSON_ENOUGH)
        sides = _sure(cast.sides(), at_least=_SIDE_ENOUGH)
        return MediationEvent(
            conflict=cast.conflict.name if cast.conflict else None,
            place=_printed(venue) if venue else None,
            day=day_of(layer, published, self.words),
            third_parties=tuple(one.name for one in sides),
            mediators=tuple(dict.fromkeys(_full_name(one, self._knowledge) for one in people)),
            evidence=tuple(_evidence((*people, *sides), analysis, layer)),
        )

    def venues(self, analysis: Analysis) -> list[Venue]:
        """Every place that may be the meeting's, with what speaks for and against it."""
        return self._places(self._cast(analysis)).venues()

    def _cast(self, analysis: Analysis) -> Cast:
        layer = analysis.layer("text")
        on = analysis.article.date.best or last_day(layer.times)
        held = occasions(layer, self.lexicon)
        return Cast(layer, self.words, self._knowledge, conflict_of(layer, self.words), held, on)

    def _places(self, cast: Cast) -> PlaceReader:
        places = NamedPlaces(cast.layer, self.words, self._knowledge, self.geography, cast.conflict, cast.occasions)
        return PlaceReader(places, cast.sides(), self.where, cast.on)

    @property
    def _knowledge(self) -> KnowledgeBase:
        return self.resources.knowledge


def _sure(candidates: Sequence[Candidate], *, at_least: float) -> list[Candidate]:
    """Those with enough points, and not far fewer than the best: a text on many meetings names many others."""
    best = max((one.score for one in candidates), default=0.0)
    return [one for one in candidates if one.score >= max(at_least, best - _BELOW_BEST)]


def _full_name(candidate: Candidate, knowledge: KnowledgeBase) -> str:
    """The person's name as best known; a name that ends in a father's name is completed by the family's."""
    actor = candidate.actor
    person = knowledge.person(actor.id) if actor and actor.id else None
    if person is None:
        return candidate.name
    words = person.name.split()
    if len(words) > 1 and words[-2].lower() in _PATRONYMIC:
        return max((person.name, *person.aliases), key=lambda name: len(name.split()))
    return person.name


def _printed(venue: Venue) -> str:
    return " ".join(venue.name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def _evidence(candidates: Iterable[Candidate], analysis: Analysis, layer: Layer) -> Iterator[Evidence]:
    named = {layer.sentence_at(layer.doc[m.head]).index: m for one in candidates for m in one.mentions[:1]}
    for _, mention in sorted(named.items()):
        yield analysis.evidence(layer.sentence_at(layer.doc[mention.head]))
