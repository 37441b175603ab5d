"""Attributions by nouns and adjectives: "X's claim that", "a pledge by X to", "X is confident that"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.language.attribution.cues import cue_span, first_auxiliary, negated
from dragoman.language.attribution.lexicon import CueEntry, entries_of, lemmas_of
from dragoman.language.attribution.model import Draft, Page, Range
from dragoman.language.attribution.sources import agent_of, noun_phrase, source_token

# "took questions from reporters", "made remarks in Paris": neither tells what it was about.
_ADJUNCTS = frozenset({"from", "by", "in", "during", "after", "before"})
PREDICATIVE = frozenset({"acomp", "conj", "oprd"})
Complement = tuple[Range, int]
"""The content that a word governs, and the index of the last word of the cue."""


def nominal_drafts(token: Token, page: Page) -> Iterator[Draft]:
    """The attribution of a noun or of a predicative adjective, if it is one."""
    if token.pos_ == "NOUN":
        yield from _light(token, page)
        yield from _noun(token, page)
    elif token.dep_ in PREDICATIVE and token.head.lemma_ in page.lexicon.copulas:
        yield from _adjective(token, page)


def _noun(token: Token, page: Page) -> Iterator[Draft]:
    for entry in entries_of(token, page.lexicon.nouns):
        complement = _complement(token, entry)
        if complement is None:
            continue
        content, last = complement
        source, head = _owner(token)
        yield Draft(
            source=source, head=head, cue=(token.i, last + 1), cue_class=entry.cue_class, content=(content,),
            pattern="noun", reports=entry.reports, rank=2,
        )  # fmt: skip
        return


def _light(token: Token, page: Page) -> Iterator[Draft]:
    """Find "took issue with", "expressed concern about" and "is an opponent of", where the noun bears the meaning."""
    verb = token.head
    if not _carries(verb, token, page):
        return
    subject = source_token(verb)
    complement = _any_complement(token) or _any_complement(verb, after=token.i)
    entry = next(iter(entries_of(token, page.lexicon.light_nouns)), None)
    if subject is None or complement is None or entry is None:
        return
    content, last = complement
    cue = (cue_span(verb, verb)[0], last + 1)
    yield Draft(
        source=noun_phrase(subject, avoid=cue), head=subject.i, cue=cue, cue_class=entry.cue_class, content=(content,),
        pattern="light_verb", reports=entry.reports, negated=negated(verb, cue), rank=-1,
    )  # fmt: skip


def _carries(verb: Token, noun: Token, page: Page) -> bool:
    """Whether a verb or copula only carries the noun, which is the subject's own ("its call", not "Europe's call")."""
    role = noun.dep_
    if role not in ("attr", "dobj") or any(child.dep_ == "poss" and child.pos_ != "PRON" for child in noun.children):
        return False
    if role == "attr":
        return verb.lemma_ in page.lexicon.copulas and any(child.lower_ in ("a", "an") for child in noun.children)
    return noun.i > verb.i and any(lemma in page.lexicon.light_verbs for lemma in lemmas_of(verb))


def _any_complement(word: Token, *, after: int = -1) -> Complement | None:
    """The prepositional phrase, that-clause or infinitive next to a word, its preposition part of the cue."""
    place = max(word.i, after)
    for child in word.children:
        if child.left_edge.i != place + 1:
            continue
        if child.dep_ == "prep" and child.right_edge.i > child.i and child.lower_ not in _ADJUNCTS:
            return (child.i + 1, child.right_edge.i + 1), child.i
        if child.dep_ in ("acl", "ccomp", "xcomp") and child.left_edge.lower_ in ("that", "to"):
            return (child.left_edge.i, child.right_edge.i + 1), place
    return None


def _adjective(token: Token, page: Page) -> Iterator[Draft]:
    subject = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in ("it", "there"):
        return
    for entry in entries_of(token, page.lexicon.adjectives):
        complement = _complement(token, entry)
        if complement is None:
            continue
        content, last = complement
        cue = (first_auxiliary(token.head), last + 1)
        yield Draft(
            source=noun_phrase(subject, avoid=cue), head=subject.i, cue=cue, cue_class=entry.cue_class,
            content=(content,), pattern="adjective", reports=False, negated=negated(token, cue), rank=2,
        )  # fmt: skip
        return


def _complement(token: Token, entry: CueEntry) -> Complement | None:
    for child in token.children:
        if child.i < token.i:
            continue
        if _is_clause(child, entry):
            return (child.left_edge.i, child.right_edge.i + 1), token.i
        if child.dep_ == "prep" and _governs(token, child.lower_, entry):
            return (child.i + 1, child.right_edge.i + 1), child.i
    return None


def _is_clause(child: Token, entry: CueEntry) -> bool:
    """Whether a dependent is a that-clause or an infinitive that the entry takes."""
    words = [word.lower_ for word in child.children]
    if "to" in entry.frames and child.dep_ in ("acl", "xcomp") and "to" in words:
        return True
    if "clause" not in entry.frames:
        return False
    appended = child.dep_ in ("acl", "relcl") and "that" in words and not _is_relative(child)
    return child.dep_ == "ccomp" or appended


def _is_relative(verb: Token) -> bool:
    return any(child.lower_ == "that" and child.dep_ not in ("mark", "det") for child in verb.children)


def _governs(token: Token, preposition: str, entry: CueEntry) -> bool:
    """Whether the entry takes a preposition, perhaps only with a possessor ("its call for")."""
    owned = any(child.dep_ == "poss" for child in token.children)
    name = "to_np" if preposition == "to" else preposition
    return name in entry.frames or (owned and f"owned_{name}" in entry.frames)


def _owner(noun: Token) -> tuple[Range | None, int | None]:
    """The possessor, the "by" phrase, or the subject of the verb that has the noun as its object."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None) or agent_of(noun)
    if owner is None and noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        owner = next((child for child in noun.head.children if child.dep_ == "nsubj"), None)
    if owner is None:
        return None, None
    end = owner.right_edge.i + 1
    return (owner.left_edge.i, end - 1 if noun.doc[end - 1].tag_ == "POS" else end), owner.i
