"""Whose a paper is: a statement, letter or report says what its issuer says."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.lexicon import Lexicon
from dragoman.extract.source_names import same_noun_before
from dragoman.language.predicates import is_noun

_FROM = frozenset({"from", "by", "of", "for"})
_ISSUED = frozenset({"issue", "release", "publish", "post", "sign", "send", "put", "write", "make", "give", "share"})
_IN = frozenset({"in", "through", "via"})


def issuer_of(paper: Token, lexicon: Lexicon) -> Token | None:
    """The noun for those who issued a paper, by its own clause, else by an earlier mention of the same paper."""
    own = next(_issuers(paper, lexicon), None)
    if own is not None or not _is_known(paper):
        return own
    return next((found for before in same_noun_before(paper) for found in _issuers(before, lexicon)), None)


def _is_known(paper: Token) -> bool:
    """Whether the text speaks of the paper as told of before: "the statement", not "a statement" or "a Fars report"."""
    return any(c.lower_ in ("the", "this", "its", "his", "her", "their") for c in paper.children if c.i < paper.i)


def _issuers(paper: Token, lexicon: Lexicon) -> Iterator[Token]:
    """From the nearest on: the owner, who stands under a preposition, who issued it, and who said something in it."""
    yield from (c for c in paper.children if c.dep_ == "poss" and c.pos_ != "PRON")
    for child in paper.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in _FROM:
            yield from (c for c in child.children if c.dep_ == "pobj" and _may_issue(c, lexicon))
        if child.dep_ == "acl" and child.lemma_ in _ISSUED:
            yield from (c for by in child.children if by.dep_ == "agent" for c in by.children if c.dep_ == "pobj")
    verb = paper.head.head if paper.dep_ == "pobj" and paper.head.lower_ in _IN else paper.head
    if verb.pos_ == "VERB" and (paper.dep_ == "pobj" or (paper.dep_ == "dobj" and verb.lemma_ in _ISSUED)):
        yield from (c for c in verb.children if c.dep_ == "nsubj" and c.i != paper.i)


def _may_issue(noun: Token, lexicon: Lexicon) -> bool:
    return bool(noun.ent_type_) or noun.pos_ == "PROPN" or (is_noun(noun) and lexicon.has("speakers", noun.lemma_))
