"""Where a document names someone: names from the recogniser and the knowledge base, with their grammar."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span, Token

from dragoman.actors import KnowledgeBase, LinkedMention, RawMention
from dragoman.actors.offices import office_class
from dragoman.language.grammar import load_grammar
from dragoman.language.predicates import is_noun
from dragoman.language.spans import names_in
from dragoman.model import Actor, Field

MentionKind = Literal["person", "state", "organisation", "armed_group", "collective", "description", "unknown"]

_TO = frozenset({"to", "from", "toward", "towards", "for"})
_TITLE_DEPENDENCIES = frozenset({"compound", "amod", "nmod", "poss", "appos", "det", "punct", "case", "prep", "pobj"})
_OBJECT_OF_OFFICE = frozenset({"of", "to", "for", "on", "in"})
_MAX_APPOSITION = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where the text refers to someone.

    Attributes:
        field: ``title`` or ``text``.
        start: first character (half-open offsets in Unicode code points of the field).
        end: one past the last character.
        text: the words themselves.
        head: index, in the field's Doc, of the token that takes the grammatical role.
        actors: whom it refers to; several for "the two leaders", none when nobody could be told.
        kind: what sort of reference it is.
        pronominal: it is a pronoun.
        place: it names a place here and no party.
        city: the city named, when it is one.
        country: ISO alpha-3 of the place, when it is one.
        region: the place is a land that belongs to a state ("Gaza"): what is done there is done to the state.
        metonym: an institution or place that stands for its state ("the Kremlin", "the Pentagon").
        link: how the knowledge base linked it; None for pronouns and descriptions.
    """

    field: Field
    start: int
    end: int
    text: str
    head: int
    actors: tuple[Actor, ...] = ()
    kind: MentionKind = "unknown"
    pronominal: bool = False
    place: bool = False
    city: str | None = None
    country: str | None = None
    region: bool = False
    link: LinkedMention | None = None
    metonym: bool = False

    @property
    def actor(self) -> Actor | None:
        """The one actor meant, or None when it is nobody or several."""
        return self.actors[0] if len(self.actors) == 1 else None


@dataclass(frozen=True, slots=True)
class Located:
    """A raw mention with the tokens that it covers."""

    raw: RawMention
    span: Span
    head: Token
    hit: str


def locate(doc: Doc, field: Field, knowledge: KnowledgeBase, surnames: Collection[str] = ()) -> list[Located]:
    """The names in one field of a document, in order, without overlaps, not yet resolved.

    Args:
        doc: the parsed field.
        field: ``title`` or ``text``.
        knowledge: names known before reading.
        surnames: last names of people whom the article names in full, found wherever they stand alone.
    """
    hits = knowledge.scan(doc.text)
    kinds = {hit.start: hit.kind for hit in hits}
    kept = names_in(doc, hits, surnames, knowledge)
    return [_located(span, field, kinds.get(span.start_char, "")) for span in kept if not _inside_title(span, kept)]


def _inside_title(span: Span, all_spans: list[Span]) -> bool:
    """Whether the span is only part of another name's title ("Russian" in "Russian President Vladimir Putin")."""
    if span.root.dep_ not in ("amod", "compound", "nmod") or span.root.head in span:
        return False
    head = span.root
    while head.dep_ in ("amod", "compound", "nmod") and head.head is not head:
        head = head.head
    people = (other for other in all_spans if other.label_ == "PERSON" and other is not span)
    return any(other.start <= head.i < other.end and not _listed_apart(span, other) for other in people)


def _listed_apart(span: Span, other: Span) -> bool:
    """Whether a comma or "and" stands between two names: a list that the parser took for one name."""
    return any(token.text in (",", "and") for token in span.doc[span.end : other.start])


def _located(span: Span, field: Field, hit: str) -> Located:
    root = span.root
    raw = RawMention(
        field=field,
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        label="" if span.label_ == "KB" else span.label_,
        title=title_before(span),
        apposition=apposition_after(span),
        place=is_place(span) or (hit in ("capital", "city") and _names_an_occasion(root)),
    )
    return Located(raw=raw, span=span, head=phrase_head(root), hit=hit)


def phrase_head(token: Token) -> Token:
    """The noun whose role a modifying name shares: "officials" for "Russian" in "Russian officials"."""
    head = token
    while head.dep_ in ("amod", "compound", "nmod") and head.head is not head:
        head = head.head
    return head


def title_before(span: Span) -> str:
    """The words of the same phrase that stand right before a name: "Russian Deputy Foreign Minister"."""
    doc, first = span.doc, span.start
    head = span.root
    while first > 0 and _belongs_to_title(doc[first - 1], head):
        first -= 1
    return doc[_office_over(first, span) : span.start].text.strip(" ,")


def _office_over(first: int, name: Span) -> int:
    """Where the office begins whose object the parser took for the title: "envoy for [Korea Policy NAME]".

    Or that it set beside the name, as a second subject or item of a list: "Russia's negotiator [NAME] told".
    """
    doc, title = name.doc, name.doc[first : name.start].text
    beside, over = doc[max(0, first - 1)], doc[max(0, first - 2)]
    if not title:
        parallel = beside.dep_ == name.root.dep_ in ("nsubj", "conj") and beside.head == name.root.head
        return beside.left_edge.i if parallel and is_noun(beside) and first else first
    if not title[:1].isupper() or office_class(title) is not None or beside.lower_ not in _OBJECT_OF_OFFICE:
        return first
    return over.left_edge.i if is_noun(over) and office_class(over.text) is not None else first


def _belongs_to_title(token: Token, head: Token) -> bool:
    if token.lower_ in ("then", "now"):  # "then Prime Minister NAME" is no claim about today
        return True
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "PART", "ADP", "PUNCT") or token.text.strip() in ("", ",", "“", '"'):
        return False
    if token.pos_ == "PUNCT" and token.text not in ("-", "–", "'", "’"):
        return False
    current = token
    for _ in range(6):
        if current.dep_ not in _TITLE_DEPENDENCIES:
            return False
        current = current.head
        if current == head:
            return True
    return False


def apposition_after(span: Span) -> str:
    """The words set beside a name: ", a close aide to the president," gives "a close aide to the president"."""
    beside = (c for c in span.root.children if c.dep_ == "appos" and c.i >= span.end)
    after = next(beside, None) or _second_subject(span)
    if after is not None:
        return _without_clauses(after)
    head = _office_with_object(span.root.head)
    if span.root.dep_ == "appos" and head.pos_ in ("NOUN", "PROPN") and head.i < span.start:
        tokens = [t for t in head.subtree if t.i < span.start][-_MAX_APPOSITION:]
        return span.doc[tokens[0].i : tokens[-1].i + 1].text.strip(" ,") if tokens else ""
    return ""


def _second_subject(span: Span) -> Token | None:
    """What the parser made a second subject of the verb after a name and a comma: "NAME, Seoul's envoy, met him"."""
    if span.root.dep_ != "nsubj" or span.end >= len(span.doc) or span.doc[span.end].text != ",":
        return None
    others = (c for c in span.root.head.children if c.dep_ == "nsubj" and c.left_edge.i in (span.end, span.end + 1))
    return next(others, None)


def _office_with_object(noun: Token) -> Token:
    """The office whose object the parser set a name beside: "its envoy for Afghanistan, NAME"."""
    if noun.dep_ != "pobj" or not noun.ent_type_:
        return noun
    over = noun.head.head
    over = over.head if over.dep_ == "acl" else over
    for office in (over, noun.doc[max(0, noun.head.i - 1)]):  # the verb may have drawn "for Afghanistan" to itself
        if is_noun(office) and office_class(office.text) is not None:
            return office
    return noun


def _without_clauses(noun: Token) -> str:
    """The words of a noun's phrase up to the first relative clause: "a close aide to the president"."""
    words: list[Token] = []
    for token in noun.subtree:
        joined = token.text == "," and noun.doc[token.i : token.i + 2][-1].dep_ == "cc"
        if joined or token.dep_ == "relcl" or token.lower_ in ("who", "which", "that") or len(words) == _MAX_APPOSITION:
            break
        words.append(token)
    return noun.doc[words[0].i : words[-1].i + 1].text.strip(" ,") if words else ""


def is_place(span: Span) -> bool:
    """Whether grammar makes the name a place here: "in Ankara", "flew to Moscow"."""
    root = span.root
    if root.dep_ == "appos" and root.head.ent_type_ in ("GPE", "LOC", "FAC"):
        return _under_place_preposition(root.head)
    if root.dep_ == "npadvmod":
        return True
    return _under_place_preposition(root)


def _names_an_occasion(root: Token) -> bool:
    """Whether a city stands before an occasion as its place: "the Istanbul talks", "the Geneva conference"."""
    return root.dep_ in ("compound", "nmod") and root.head.lemma_.lower() in load_grammar().occasions


def _under_place_preposition(token: Token) -> bool:
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ != "pobj":
        return False
    preposition = token.head
    if preposition.lower_ in load_grammar().place_prepositions:
        return True
    return preposition.lower_ in _TO and preposition.head.lemma_.lower() in load_grammar().motion


def resolved(located: Located, linked: LinkedMention) -> Mention:
    """The mention with the actor that the linker chose."""
    raw, actor = located.raw, linked.actor
    if raw.label == "NORP" and actor is not None and actor.id is None:
        actor = None  # "Muslim", "Western": an adjective of no known side names nobody
    return Mention(
        field="title" if raw.field == "title" else "text",
        start=raw.start,
        end=raw.end,
        text=raw.text,
        head=located.head.i,
        actors=(actor,) if actor and not linked.is_place else (),
        kind=actor.kind if actor else "unknown",
        place=linked.is_place,
        city=raw.text if linked.is_place and linked.country and located.hit not in ("state", "demonym") else None,
        country=linked.country,
        region=linked.region,
        link=linked,
        metonym=actor is not None and actor.kind == "state" and located.hit not in ("state", "demonym", "capital"),
    )
