"""Reporting verbs in a text: which entry of the lexicon, and which words belong to the cue."""

from spacy.tokens import Doc, Token

from dragoman.language.attribution.lexicon import CueEntry, entries_of
from dragoman.language.attribution.model import Cue, Page, Range
from dragoman.language.attribution.sources import is_the_name_may

_LEFT_DEPENDENTS = ("aux", "auxpass", "neg", "advmod")
_GOVERNED = ("xcomp", "pcomp")
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither"})
_WH = frozenset({"when", "where", "why", "how", "as", "so", "then"})
_MAX_CHAIN = 4
_MAX_APART = 4


def verb_cues(token: Token, page: Page) -> list[Cue]:
    """The cues that a token can be: one for each entry of its lemma whose particles are there."""
    if not _can_report(token):
        return []
    ends = ((entry, _last_word(token, entry)) for entry in entries_of(token, page.lexicon.verbs))
    return [_cue(token, entry, last) for entry, last in ends if last is not None]


def _cue(token: Token, entry: CueEntry, last: Token) -> Cue:
    span = cue_span(token, last)
    return Cue(token=token, entry=entry, span=span, last=last, negated=negated(token, span))


def cue_span(token: Token, last: Token) -> Range:
    """The verb with its auxiliaries, adverbs and governing verbs ("went on to say"), up to its particle."""
    start = _with_auxiliaries(token)
    governor = _governor(token, start)
    for _ in range(_MAX_CHAIN):
        if governor is None:
            break
        start = _with_auxiliaries(governor)
        governor = _governor(governor, start)
    apart = last.i - token.i > _MAX_APART
    return start, (token.i if apart else max(token.i, last.i)) + 1


def first_auxiliary(verb: Token) -> int:
    """The index of a verb's first auxiliary or negation before it, or its own."""
    ahead = [child.i for child in verb.children if child.dep_ in ("aux", "auxpass", "neg") and child.i < verb.i]
    return min(ahead, default=verb.i)


def negated(token: Token, span: Range) -> bool:
    """Whether a negation stands among the words of the cue."""
    return any(word.lower_ in _NEGATIONS for word in token.doc[span[0] : span[1]])


def _can_report(token: Token) -> bool:
    if token.pos_ != "VERB" or token.dep_ in ("aux", "auxpass", "amod", "compound", "prep"):
        return False
    return token.is_alpha or "-" in token.text


def _last_word(token: Token, entry: CueEntry) -> Token | None:
    """The last particle of the entry after the verb, the verb itself if it has none, None if one is missing."""
    last = token
    for word in entry.follows:
        found = _follower(token, last, word)
        if found is None or found.dep_ == "aux":
            return None
        last = found
    return last


def _follower(verb: Token, last: Token, word: str) -> Token | None:
    doc: Doc = verb.doc
    if last.i + 1 < len(doc) and doc[last.i + 1].lower_ == word:
        return doc[last.i + 1]
    if last.i + 2 < len(doc) and _is_skipped(doc[last.i + 1]) and doc[last.i + 2].lower_ == word:
        return doc[last.i + 2]
    if last.i == verb.i or last.dep_ == "prt":
        return next((c for c in verb.children if c.i > last.i and c.lower_ == word and c.dep_ in ("prt", "prep")), None)
    return None


def _is_skipped(word: Token) -> bool:
    """An adverb ("speaks often of") or an empty object ("made it clear")."""
    return word.pos_ == "ADV" or word.lower_ == "it"


def _with_auxiliaries(verb: Token) -> int:
    start = verb.i
    while start > 0 and _belongs(verb.doc[start - 1], verb):
        start -= 1
    return start


def _belongs(word: Token, verb: Token) -> bool:
    if word.dep_ not in _LEFT_DEPENDENTS or word.lower_ in _WH or is_the_name_may(word):
        return False
    return verb.i in (word.head.i, word.head.head.i)


def _governor(verb: Token, start: int) -> Token | None:
    """A verb of which this one is the infinitive or gerund, close before it and with nothing between."""
    governor = verb.head if verb.dep_ in _GOVERNED else None
    if governor is not None and governor.pos_ == "ADP":
        governor = governor.head
    if governor is None or governor.i == verb.i or governor.pos_ not in ("VERB", "AUX") or governor.i >= start:
        return None
    between = verb.doc[governor.i + 1 : start]
    return governor if all(word.pos_ in ("PART", "ADP", "ADV") for word in between) else None
