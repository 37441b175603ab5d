"""The tense of the clause around a character, for dating "on Friday" before or after the writing."""

from bisect import bisect_right
from collections.abc import Callable

from spacy.tokens import Doc, Token

from dragoman.language.timex import Tense

_FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "may", "might", "could", "can", "must", "should"})
_FUTURE_ADJECTIVES = frozenset({"due", "set", "scheduled", "expected", "slated", "planned", "likely", "poised"})


def tense_at(doc: Doc) -> Callable[[int], Tense | None]:
    """A function from a character offset of ``doc.text`` to the tense of the verb that governs it there."""
    at = {token.idx: token for token in doc}
    starts = sorted(at)

    def tense(offset: int) -> Tense | None:
        token = at.get(offset) or at.get(_last_start(starts, offset))
        verb = _governing_verb(token) if token is not None else None
        return _tense_of(verb) if verb is not None else None

    return tense


def _last_start(starts: list[int], offset: int) -> int:
    position = bisect_right(starts, offset)
    return starts[position - 1] if position else -1


def _governing_verb(token: Token) -> Token | None:
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX"):
            return ancestor
    return None


def _tense_of(verb: Token) -> Tense:
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(a.lower_ in _FUTURE_MODALS for a in auxiliaries):
        return "future"
    if verb.lower_ in _FUTURE_ADJECTIVES or any(c.lower_ in _FUTURE_ADJECTIVES for c in verb.children if c.dep_ == "acomp"):
        return "future"
    if verb.tag_ == "VB" and any(a.lower_ == "to" for a in auxiliaries):
        return "future"
    if verb.tag_ in ("VBD", "VBN") or any(a.tag_ == "VBD" for a in auxiliaries):
        return "past"
    if verb.tag_ == "VBG" and auxiliaries:
        return "future"
    return "present"
