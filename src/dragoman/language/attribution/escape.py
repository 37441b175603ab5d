"""Reporting verbs that the parser hung inside another's content though they stand beside it.

"X said the truce held, citing monitors" and "X said it was ready and warned Y": citing and warning are X's acts.
"""

from spacy.tokens import Token

from dragoman.language.attribution.lexicon import entries_of
from dragoman.language.attribution.model import Page

_MAX_CLIMB = 4


def beside(verb: Token, page: Page) -> Token | None:
    """The reporting verb beside which a reporting verb stands, though it hangs below that one's complement."""
    if verb.tag_ not in ("VBG", "VBD") or verb.dep_ not in ("advcl", "conj") or not _reports(verb, page):
        return None
    complement = _complement_above(verb)
    if complement is None or not _reports(complement.head, page) or complement.head.i > complement.i:
        return None
    if any(page.quote_of[index] >= 0 for index in (verb.i, complement.head.i)):
        return None
    return complement.head if _is_participle(verb) or _is_second_verb(verb, complement) else None


def _reports(verb: Token, page: Page) -> bool:
    return any(entry.reports for entry in entries_of(verb, page.lexicon.verbs))


def _complement_above(verb: Token) -> Token | None:
    node = verb.head
    for _ in range(_MAX_CLIMB):
        if node.dep_ == "ccomp" and node.head.pos_ == "VERB":
            return node
        node = node.head
    return None


def _is_participle(verb: Token) -> bool:
    """A participle after a comma: ", citing …"."""
    first = verb.left_edge
    return verb.tag_ == "VBG" and first.i > 0 and verb.doc[first.i - 1].text == ","


def _is_second_verb(verb: Token, complement: Token) -> bool:
    """A second verb in the reporter's tense, without a subject, where the complement is in another tense."""
    if verb.tag_ != complement.head.tag_ or verb.dep_ != "conj" or any(c.dep_ == "nsubj" for c in verb.children):
        return False
    tense = complement.tag_ != verb.tag_ or any(c.dep_ == "aux" for c in complement.children)
    copula = complement.pos_ == "AUX"
    return tense or copula
