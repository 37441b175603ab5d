"""Which nouns name an occasion, and what stands over them."""

from spacy.tokens import Token

from dragoman.extract.lexicon import Lexicon
from dragoman.extract.setting import by_phone
from dragoman.language.pipeline import Layer
from dragoman.language.predicates import is_noun

_ROUND_OF = frozenset({"round", "series", "day", "session", "set", "resumption", "start", "end", "cycle", "week"})
_TO_REPORTERS = frozenset({"press", "news"})


def names_occasion(token: Token, layer: Layer, lexicon: Lexicon) -> bool:
    """Whether a noun may name an occasion; "a talk on climate" is a lecture."""
    lemma = token.lemma_.lower()
    if not is_noun(token) or not lexicon.has("occasions", lemma) or _inside_name(token, layer):
        return False
    if lemma in _ROUND_OF and not _rounds_of_talks(token, lexicon):
        return False
    if lemma == "talk" and token.tag_ not in ("NNS", "NNPS"):
        return False
    return not _is_briefing(token) and not _is_appeal(token)


def top_noun(token: Token, lexicon: Lexicon) -> Token:
    """The noun that governs the occasion's phrase: "round" of "a new round of talks", a trip of "a trip for talks"."""
    while token.dep_ == "pobj":
        link, over = token.head.lower_, token.head.head
        lemma = over.lemma_.lower()
        if not ((link == "of" and lemma in _ROUND_OF) or (link == "for" and lexicon.has("trips", lemma))):
            break
        token = over
    return token


def governor_of(noun: Token) -> tuple[Token, str]:
    """The verb over an occasion's noun and the noun's role below it (object, subject or a preposition)."""
    while noun.dep_ == "conj" and is_noun(noun.head):
        noun = noun.head
    head = noun.head
    if noun.dep_ in ("dobj", "attr", "oprd", "nsubjpass"):
        return head, "object"
    if noun.dep_ == "nsubj":
        return head, "subject"
    if noun.dep_ == "pobj":
        preposition, above = head, head.head
        if above.pos_ in ("VERB", "AUX"):
            return above, preposition.lower_
        if is_noun(above):  # "the postponement of the talks", "arrival in Doha for talks"
            verb = above if above.dep_ == "ROOT" else above.head
            return (
                (above, f"noun {preposition.lower_}")
                if verb.pos_ not in ("VERB", "AUX")
                else (verb, preposition.lower_)
            )
    return noun, "none"


def is_call(token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun names a call; a conversation is one where it is by telephone."""
    if not lexicon.has("calls", token.lemma_.lower()):
        return False
    return token.lemma_.lower() != "conversation" or by_phone(token)


def _is_briefing(noun: Token) -> bool:
    """Whether one only speaks to reporters there: "told a news conference", but not "a press conference with Xi"."""
    before = {child.lower_ for child in noun.children if child.dep_ in ("compound", "amod")}
    return bool(before & _TO_REPORTERS) and not any(child.lower_ == "with" for child in noun.children)


def _is_appeal(noun: Token) -> bool:
    """Whether a call is one for something: "a joint call for calm" is made on no telephone."""
    return noun.lemma_.lower() == "call" and any(child.lower_ == "for" for child in noun.children)


def _inside_name(token: Token, layer: Layer) -> bool:
    """Whether the noun is part of somebody's name, as in "the Munich Security Conference chairman"."""
    if token.dep_ in ("compound", "nmod") and is_noun(token.head):
        return True
    return any(m.kind == "organisation" and m.start <= token.idx < m.end for m in layer.by_head.get(token.i, ()))


def _rounds_of_talks(token: Token, lexicon: Lexicon) -> bool:
    return any(
        lexicon.has("occasions", below.lemma_.lower())
        for child in token.children
        if child.dep_ in ("prep", "compound")
        for below in (child, *child.children)
    )
