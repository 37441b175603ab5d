"""Who was named before a word, and whom of them "he" or "she" means.

A small salience procedure in the manner of Lappin and Leass (1994): persons of the right gender are ranked by distance,
grammatical role and whether they stand in the same voice, the text's own or a quotation's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dragoman.language.mentions import Mention
from dragoman.language.quotations import outermost, quotations_in
from dragoman.language.references import References
from dragoman.model import Actor

REACH = 4
"""Sentences; beyond that a pronoun's owner was named again in all train articles read."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LATEST = 24
_CLOSING = frozenset({'"', "”", "''", "’"})
_OPENING = frozenset({'"', "“", "``", "‘"})


@dataclass(slots=True)
class Discourse:
    """What a document has named up to the word at hand.

    Attributes:
        doc: the parsed field.
        words: the words that refer back.
        named: the mentions by the token that takes their role, those still to come among them.
        sentence_of: number of the sentence of each token.
        quotation_of: number of the quotation that each token stands in; 0 is the text's own voice.
        genders: "masculine" or "feminine" by the name of a person whom the text calls "Mr" or "Ms".
        seen: the mentions so far, pronouns and descriptions among them.
    """

    doc: Doc
    words: References
    named: Mapping[int, Mention]
    sentence_of: Sequence[int]
    quotation_of: Sequence[int]
    genders: Mapping[str, str]
    seen: list[Mention] = field(default_factory=list)

    def distance(self, mention: Mention, token: Token) -> int:
        """How many sentences a mention lies before a token."""
        return self.sentence_of[token.i] - self.sentence_of[mention.head]

    def person(self, token: Token, gender: str) -> Actor | None:
        """The most salient person: near, a subject, not an argument of the pronoun's own verb."""
        ahead = self._named_ahead(token, gender)
        return (
            ahead or self._most_salient(token, gender, strict=True) or self._most_salient(token, gender, strict=False)
        )

    def _most_salient(self, token: Token, gender: str, *, strict: bool) -> Actor | None:
        best, best_score = None, -1.0
        quoted = self._quoted_before(token)
        for mention in reversed(self.seen[-_LATEST:]):
            if quoted and quoted[0] <= mention.start < quoted[1]:
                continue  # "If Putin stays away, ..." he said: nobody speaks of himself so
            actor, distance = mention.actor, self.distance(mention, token)
            if actor is None or actor.kind != "person" or distance > REACH:
                continue
            score = self._salience(mention, distance, token)
            if score > best_score and self._agrees(actor, gender, strict=strict):
                best, best_score = actor, score
        return best

    def _named_ahead(self, token: Token, gender: str) -> Actor | None:
        """The subject that a phrase set before it speaks of: "After his meeting with Trump, Mr Netanyahu said"."""
        for phrase in (token, *token.ancestors):
            if phrase.dep_ in ("prep", "advcl"):
                subjects = (
                    t for t in phrase.head.children if t.dep_ == "nsubj" and t.i > token.i and t.i in self.named
                )
                actor = next((self.named[t.i].actor for t in subjects), None)
                return actor if actor and actor.kind == "person" and self._agrees(actor, gender) else None
        return None

    def _quoted_before(self, token: Token) -> tuple[int, int] | None:
        """The quotation right before a pronoun that speaks: its characters, from mark to mark."""
        if token.dep_ != "nsubj" or token.i == 0 or self.doc[token.i - 1].text not in _CLOSING:
            return None
        closing = token.i - 1
        for index in range(closing - 1, max(-1, closing - 80), -1):
            if self.doc[index].text in _OPENING:
                return self.doc[index].idx, self.doc[closing].idx
        return None

    def _salience(self, mention: Mention, distance: int, token: Token) -> float:
        head = self.doc[mention.head]
        if head.head == token.head and head != token.head and token.dep_ not in ("poss",) and head.dep_ != "poss":
            return -1.0  # "Xi told him": two arguments of one verb are two people
        noun = head.head if head.dep_ == "appos" else head  # "the envoy, NAME, said"
        role = 1.0 if noun.dep_ in _SUBJECTS else 0.4
        main = 0.5 if noun.dep_ in _SUBJECTS and noun.head.dep_ == "ROOT" else 0.0
        other_voice = 0.7 if self.quotation_of[head.i] not in (0, self.quotation_of[token.i]) else 0.0
        return role + main - other_voice + (0.3 if mention.pronominal else 0.0) + 2.5 / (1 + distance)

    def _agrees(self, actor: Actor, gender: str, *, strict: bool = True) -> bool:
        """Whether the person may be "he" or "she"; of a stranger whom no list knows, not strictly, either."""
        known = self.genders.get(actor.name)
        if known:
            return known == gender
        name = actor.name.lower()
        feminine = name.split(" ")[0] in self.words.feminine_names or any(
            name.startswith(full) for full in self.words.feminine_names if " " in full
        )
        return feminine == (gender == "feminine") or (not strict and not feminine and actor.id is None)


def discourse_of(doc: Doc, named: Mapping[int, Mention], words: References) -> Discourse:
    """The discourse of a document of which nothing was read yet."""
    return Discourse(
        doc=doc,
        words=words,
        named=named,
        sentence_of=[number for number, sentence in enumerate(doc.sents) for _ in range(len(sentence))],
        quotation_of=_quotation_numbers(doc),
        genders=_genders(doc, named, words),
    )


def _quotation_numbers(doc: Doc) -> list[int]:
    numbers = [0] * len(doc)
    for number, quotation in enumerate(outermost(quotations_in(doc.text)), start=1):
        span = doc.char_span(quotation.start, quotation.end, alignment_mode="contract")
        for token in span or ():
            numbers[token.i] = number
    return numbers


def _genders(doc: Doc, named: Mapping[int, Mention], words: References) -> dict[str, str]:
    """What "Mr" or "Ms" before a name tells of the person."""
    found: dict[str, str] = {}
    for token in doc:
        gender = words.honorifics.get(token.lower_.rstrip("."))
        mention = named.get(token.head.i) if gender else None
        if gender and mention and mention.actor and mention.actor.kind == "person":
            found[mention.actor.name] = gender
    return found
