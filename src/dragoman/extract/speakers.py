"""Who speaks: the actor that an attribution's source names, else the source's own words cut down to whose they are."""

from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.arguments import actors_of
from dragoman.extract.lexicon import Lexicon
from dragoman.language.attribution import Attribution
from dragoman.language.coreference import party_of
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer
from dragoman.language.predicates import is_noun
from dragoman.model import Actor

_RELATIVE = frozenset({"who", "which", "that"})
_PREMODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "poss", "case", "punct"})
_FROM = frozenset({"from", "by", "of", "for"})
_COUNTING = frozenset({"several", "many", "multiple", "some", "other", "another"})
_MAX_WORDS = 7
_MAX_PRINTED = 12
_BACK = 300  # tokens within which "the official" is one who was named before


def speaker_of(attribution: Attribution, layer: Layer, lexicon: Lexicon) -> Actor | None:
    """The actor named, else the words of the source as printed; None when nobody is named."""
    if attribution.source is None or attribution.source_head is None:
        return None
    head = _meant(layer.doc[attribution.source_head], layer, lexicon)
    named = _named(head, layer)
    if named is not None:
        return named
    acting = [m for m in layer.by_head.get(head.i, ()) if m.actors and not m.place]
    itself = next((m for m in acting if m.start <= head.idx < m.end or _is_its_side(head, lexicon)), None)
    if itself is not None:
        return _as_printed(itself)
    return _unnamed(head, layer, lexicon) if _can_speak(head, lexicon) else None


def _as_printed(mention: Mention) -> Actor:
    """The actor; an institution under its own name: "White House", not the state that it stands for."""
    actor = mention.actors[0]
    return replace(actor, name=printed_name(mention)) if mention.metonym else actor


def _is_its_side(head: Token, lexicon: Lexicon) -> bool:
    """Whether a noun only repeats the side named before it: "the Ukrainian government", "a Pentagon statement"."""
    return lexicon.has("governments", head.lemma_.lower()) or lexicon.has("papers", head.lemma_.lower())


def _unnamed(head: Token, layer: Layer, lexicon: Lexicon) -> Actor:
    """A source known only by what it is, of the side that is named beside it."""
    beside = actors_of((head,), layer, lexicon)
    party = party_of(beside[0]) if beside else None
    printed = _printed_before(head, lexicon) or printed_source(head, lexicon)
    country = beside[0].country if beside else None
    return Actor(name=printed, kind="collective", party=party, country=country, printed=printed)


def _meant(head: Token, layer: Layer, lexicon: Lexicon) -> Token:
    """The noun that says who speaks.

    The minister of "the minister, who said", sources of "one of the sources", the Pentagon of "a statement from the
    Pentagon", the embassy of "a spokesman for the embassy".
    """
    if head.lower_ in _RELATIVE and head.head.dep_ == "relcl":
        return head.head.head
    below = [(c.lower_, o) for c in head.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"]
    if head.pos_ in ("NUM", "PRON", "DET"):
        return next((noun for preposition, noun in below if preposition == "of"), head)
    if not lexicon.has("papers", head.lemma_.lower()) and not lexicon.has("spokesmen", head.lemma_.lower()):
        return head
    owners = [c for c in head.children if c.dep_ == "poss"] if lexicon.has("papers", head.lemma_.lower()) else []
    owners += [noun for preposition, noun in below if preposition in _FROM]
    return next((t for t in owners if any(m.actors for m in layer.by_head.get(t.i, ()))), head)


def _named(head: Token, layer: Layer) -> Actor | None:
    """The person that a source names or refers to, also beside an office: "the head of the Guards, NAME"."""
    heads = (head, *(child for child in head.children if child.dep_ == "appos"))
    after = head.idx + len(head) + 1  # the parser may miss that "Foreign Minister NAME" is one phrase
    beside = (m for m in layer.mentions if m.start == after and m.kind == "person" and m.actors)
    at_heads = (m for token in heads for m in layer.by_head.get(token.i, ()) if m.actors and not m.place)
    for mention in (*at_heads, *beside):
        if mention.actors[0].kind == "person" or mention.pronominal or mention.kind == "description":
            return mention.actors[0]
    return None


def _can_speak(head: Token, lexicon: Lexicon) -> bool:
    """Whether an unnamed source is somebody: "officials", "a person familiar with the talks", not "setback"."""
    if head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    return is_noun(head) and lexicon.has("speakers", head.lemma_.lower())


def printed_source(head: Token, lexicon: Lexicon) -> str:
    """A source's noun with the words before it that say whose or which: "US officials" of "two US officials who ...".

    Articles, what follows the noun and a number before other words are left out: coders name a source so, but for one
    of whom nothing is known except how near he is: "source close to the talks".
    """
    first = head.i
    while first > head.sent.start and head.i - first < _MAX_WORDS and _belongs(head.doc[first - 1], head):
        first -= 1
    if first == head.i and first > head.sent.start and head.doc[first - 1].pos_ == "NUM":
        first -= 1  # "two sources"
    words = head.doc[first : _end_of(head, lexicon)].text.replace("’", "'").split()
    return " ".join(words[:_MAX_PRINTED]).strip("-–— '\"")


def _printed_before(head: Token, lexicon: Lexicon) -> str | None:
    """The fuller name under which "the official" or "the ministry" came in: "senior Hamas official"."""
    before = [c for c in head.children if c.i < head.i and not c.is_space]
    if [c.lower_ for c in before] != ["the"] or before[0].i != head.i - 1:
        return None
    same = (t for t in reversed(head.doc[max(0, head.i - _BACK) : head.i]) if t.lower_ == head.lower_ and is_noun(t))
    names = (printed_source(t, lexicon) for t in same)
    return next((name for name in names if " " in name), None)


def _end_of(head: Token, lexicon: Lexicon) -> int:
    """One past the last word of a source's name: of an insider what he is close to, of others the noun itself."""
    if not lexicon.has("insiders", head.lemma_.lower()):
        return head.i + 1
    near = (c for c in head.children if c.i > head.i and lexicon.has("familiar", c.lower_))
    return next((c.right_edge.i + 1 for c in near), head.i + 1)


def _belongs(token: Token, head: Token) -> bool:
    if token.pos_ in ("DET", "NUM", "PRON") or token.lower_ in _COUNTING:
        return False
    above = token
    while above.dep_ in _PREMODIFIERS and above.i != head.i and above.head is not above:
        above = above.head
    return above.i == head.i and token.text not in (",", "“", "”", '"', "(", ")")


def printed_name(mention: Mention) -> str:
    """An institution's name as printed, without its article: "White House"."""
    return mention.text.removeprefix("the ").removeprefix("The ")
