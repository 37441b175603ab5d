"""What speaks for a meeting at the seat of a body that the text speaks of: the Security Council meets in New York."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Span, Token

from dragoman.extract.mediation_grammar import first_named
from dragoman.extract.mediation_words import MediationWords
from dragoman.language.coreference import party_of
from dragoman.language.pipeline import Layer
from dragoman.language.predicates import BEFORE_NOUN

_TOLD_TO = frozenset({"before", "to"})
_WITHIN = frozenset({"in", "at", "during", "within"})
_SHORT = "Council"
_ASSEMBLY_AT = "New York"
_DEBATE = 19  # of September: the general debate opens on the Tuesday from then on
_TUESDAY = 1
_BEFORE = timedelta(days=2)
_AFTER = timedelta(days=7)
_STRONGEST_FIRST = ("acts", "meets", "is briefed", "is a scene", "has papers", "is named")


@dataclass(frozen=True)
class Seats:
    """The bodies of one text that sit somewhere, and what is said of them.

    Attributes:
        layer: the text.
        words: word classes and facts.
        on: the day that the text is about, None when unknown.
    """

    layer: Layer
    words: MediationWords
    on: date | None

    def found(self) -> Iterator[tuple[str, Mapping[str, float]]]:
        """Each city with a body that the text names, and what speaks for a meeting of that body, by name."""
        namings: dict[str, list[Span]] = {}
        for city, span in self._namings():
            namings.setdefault(city, []).append(span)
        found = {city: dict(self._signs(spans)) for city, spans in namings.items()}
        if self.on and is_assembly_week(self.on) and self._is_of_the_united_nations():
            found.setdefault(_ASSEMBLY_AT, {})[" in the Assembly's week"] = 1.0
        yield from found.items()

    def _is_of_the_united_nations(self) -> bool:
        """Whether the text names them or one of their bodies or people: the day alone tells no place."""
        return any(party_of(actor) == "UN" for one in self.layer.mentions for actor in one.actors)

    def _signs(self, namings: Sequence[Span]) -> Mapping[str, float]:
        first = self.layer.sentences[0].span.end_char
        roles = {self._role(one.root) for one in namings}
        return {
            "": 1.0,
            " at once": any(one.start_char < first for one in namings),
            f" that {min(roles, key=_STRONGEST_FIRST.index)}": 1.0,
        }

    def _namings(self) -> Iterator[tuple[str, Span]]:
        for found in self.words.seat_names.finditer(self.layer.text):
            span = self.layer.doc.char_span(found.start(), found.end(), alignment_mode="expand")
            if span is not None and (found[0] != _SHORT or self._is_the_council(span)):
                yield self.words.seats[found[0]], span

    def _is_the_council(self, span: Span) -> bool:
        """Whether a bare "Council" is the one of the United Nations: no "Shura Council", no "Council of Ministers"."""
        before = span.doc[span.start - 1 : span.start].text if span.start else ""
        after = span.doc[span.end : span.end + 1].text
        return after != "of" and (not before[:1].isupper() or before == "The")

    def _role(self, token: Token) -> str:
        """What a body does or undergoes: "acts", "meets", "is briefed", "is a scene", "has papers", "is named"."""
        token = first_named(token)
        while token.dep_ in BEFORE_NOUN and token.head is not token:
            token = first_named(token.head)
            lemma = token.lemma_.lower()
            if self.words.has("occasions", lemma):
                return "meets"
            if self.words.has("papers", lemma):
                return "has papers"
        return self._role_below(token)

    def _role_below(self, token: Token) -> str:
        above = token.head.lemma_.lower()
        match token.dep_:
            case "nsubj" | "nsubjpass" if self.words.has("sitting", above):
                return "acts"
            case "dobj" | "nsubjpass" if self.words.has("briefing", above):
                return "is briefed"
            case "pobj":
                return self._role_after(token.head)
            case "prep":
                return "is a scene"  # "at the UN" is such a name as a whole
        return "is named"

    def _role_after(self, preposition: Token) -> str:
        governor = preposition.head.lemma_.lower()
        if self.words.has("papers", governor):
            return "has papers"
        match preposition.lower_:
            case word if word in _TOLD_TO and self.words.has("briefing", governor):
                return "is briefed"
            case "of" if governor in ("sideline", "margin"):
                return "is a scene"
            case "of" | "by" if self.words.has("occasions", governor):
                return "meets"
            case word if word in _WITHIN:
                return "is a scene"
        return "is named"


def is_assembly_week(day: date) -> bool:
    """Whether heads of state and ministers are in New York for the general debate of the United Nations."""
    first = date(day.year, 9, _DEBATE)
    opens = first + timedelta(days=(_TUESDAY - first.weekday()) % 7)
    return opens - _BEFORE <= day <= opens + _AFTER
