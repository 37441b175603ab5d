"""What a source is called that is no known actor: "US officials" of "two U.S. officials who asked not to be named"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.lexicon import Lexicon
from dragoman.language.mentions import Mention
from dragoman.language.predicates import is_noun

_PREMODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "poss", "case", "punct", "cc", "conj"})
_COUNTING = frozenset(
    {"several", "many", "multiple", "some", "other", "another", "one", "various", "certain", "separate", "top"}
)
_MARKS = frozenset({",", "“", "”", '"', "(", ")", "—", "–"})
_CODERS_WRITE = {"U.S.": "US", "U.S": "US", "U.N.": "UN", "U.K.": "UK", "E.U.": "EU"}
_OWNERS = frozenset({"GPE", "NORP", "PERSON", "ORG"})
_MAX_WORDS = 7
_MAX_PRINTED = 12
_BACK = 300  # tokens within which "the official" is one who was named before


def printed_source(head: Token, lexicon: Lexicon) -> str:
    """A source's noun with the words before it that say whose or which: "US officials" of "two US officials who ...".

    Articles, what follows the noun and a number before other words are left out: coders name a source so, but for one
    of whom nothing else is known: "source close to the talks", "head of the commission", "embassy in Beirut".
    """
    first = _first_of(head)
    words = head.doc[first : _end_of(head, first, lexicon)].text.replace("’", "'").split()
    return " ".join(_CODERS_WRITE.get(word, word) for word in words[:_MAX_PRINTED]).strip("-–— '\"")


def printed_before(head: Token, lexicon: Lexicon) -> str | None:
    """The fuller name under which "the official", "the ministry" or "the foreign ministry" came in.

    "Senior Hamas official", "Chad's foreign ministry": where more than "the" stands with a noun, the fuller name says
    the same words behind whose it is.
    """
    before = same_noun_before(head)
    if is_bare(head):
        names = (printed_source(token, lexicon) for token in before)
        return next((name for name in names if " " in name), None)
    if not _may_be_known(head):
        return None
    own = f" {printed_source(head, lexicon)}".lower()
    fuller = (token for token in before if printed_source(token, lexicon).lower().endswith(own) and _is_owned(token))
    return next((printed_source(token, lexicon) for token in fuller), None)


def _may_be_known(head: Token) -> bool:
    """Whether a source may have come in under a fuller name: "the foreign ministry", "officials", not "an official"."""
    determiners = {c.lower_ for c in head.children if c.pos_ in ("DET", "PRON", "NUM") and c.i < head.i}
    return determiners <= {"the"} and not _is_owned(head)


def _is_owned(head: Token) -> bool:
    """Whether the words before a noun say whose it is: "Chad's foreign ministry", "senior Hamas officials"."""
    return any(_owns(token, head) for token in head.doc[_first_of(head) : head.i])


def _owns(token: Token, head: Token) -> bool:
    """Whether a word names an owner, not a part of the noun's own name: "Chad's" and not "Commerce" with "Ministry"."""
    if token.dep_ == "poss" or (token.pos_ == "ADJ" and token.is_title and not token.is_sent_start):
        return True
    after = head.doc[token.i + 1 : head.i + 1]
    return token.ent_type_ in _OWNERS and any(t.ent_type_ != token.ent_type_ or t.ent_iob_ == "B" for t in after)


def printed_name(mention: Mention) -> str:
    """An institution's name as printed, without its article: "White House"."""
    return mention.text.removeprefix("the ").removeprefix("The ")


def name_with(head: Token, last: Token) -> str:
    """A name from its first word to its last, whatever joins them."""
    return head.doc[_first_of(head) : last.i + 1].text


def is_bare(head: Token) -> bool:
    """Whether a noun stands with "the" alone before it, so that an earlier mention must tell which it is."""
    before = [c for c in head.children if c.i < head.i and not c.is_space]
    return [c.lower_ for c in before] == ["the"] and before[0].i == head.i - 1


def same_noun_before(head: Token) -> Iterator[Token]:
    """The same noun earlier in the text, the nearest first."""
    before = reversed(head.doc[max(0, head.i - _BACK) : head.i])
    return (token for token in before if token.lower_ == head.lower_ and is_noun(token))


def _first_of(head: Token) -> int:
    first = head.i
    while first > head.sent.start and head.i - first < _MAX_WORDS and _belongs(head.doc[first - 1], head):
        first -= 1
    while first < head.i and head.doc[first].dep_ == "cc":
        first += 1
    if first == head.i and first > head.sent.start and _counts(head.doc[first - 1]):
        first -= 1  # "two sources"
    return first


def _counts(token: Token) -> bool:
    return token.pos_ == "NUM" and token.lower_ not in _COUNTING


def _end_of(head: Token, first: int, lexicon: Lexicon) -> int:
    """One past the last word of a source's name: of an insider what he is close to, of others as a rule the noun."""
    if lexicon.has("spokesmen", head.lemma_.lower()):
        return head.i + 1
    if lexicon.has("institutions", head.lemma_.lower()):
        return _past(head, {"of", "in", "to", "for"})
    if head.pos_ == "PROPN" or any(token.pos_ != "NUM" for token in head.doc[first : head.i]):
        return head.i + 1
    if lexicon.has("insiders", head.lemma_.lower()):
        near = (c for c in head.children if c.i > head.i and lexicon.has("familiar", c.lower_))
        return next((c.right_edge.i + 1 for c in near), head.i + 1)
    return _past(head, {"of"})


def _past(head: Token, prepositions: set[str]) -> int:
    """One past the phrase directly behind a noun: "of the Red Cross" of "the head of the Red Cross, who"."""
    below = next((c for c in head.children if c.i == head.i + 1 and c.lower_ in prepositions), None)
    noun = next((c for c in below.children if c.dep_ == "pobj"), None) if below is not None else None
    if noun is None or (below is not None and below.lower_ != "of" and not noun.ent_type_):
        return head.i + 1
    end = noun.i + 1
    while end <= noun.right_edge.i and not head.doc[end].is_punct and head.doc[end].dep_ != "relcl":
        end += 1
    return end if all(t.dep_ not in ("relcl", "acl") for t in head.doc[noun.i : end]) else noun.i + 1


def _belongs(token: Token, head: Token) -> bool:
    if token.pos_ in ("DET", "NUM", "PRON") or token.lower_ in _COUNTING or token.is_space:
        return False
    above = token
    while above.dep_ in _PREMODIFIERS and above.i != head.i and above.head is not above:
        above = above.head
    return above.i == head.i and token.text not in _MARKS
