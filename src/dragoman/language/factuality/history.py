"""Older episodes: the dates and phrases that set an event in the background."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.language.factuality.reading import Reading
from dragoman.language.factuality.tree import lemma

_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_OBJECT_DEPTH = 3
"""How deep in its object a verb's date is looked for: "proposed limits on the army in 2022"."""
_DATED = frozenset({"prep", "npadvmod", "advmod", "nummod", "compound", "poss", "amod", "nmod"})


def older_date(token: Token, reading: Reading) -> bool:
    """Whether a date on the event itself sets it in an older episode: "in 2019", "two years ago", "the 2022 talks"."""
    if _since(token, reading):
        return True
    return any(child.dep_ in _DATED and _is_older(child, reading) for child in _date_places(token, reading))


def _date_places(token: Token, reading: Reading) -> Iterator[Token]:
    """Where a date hangs: on the event, or (misplaced by the parser) inside a verb's object."""
    yield from reading.tree.children(token)
    inner = reading.tree.first(token, "dobj")
    for _ in range(_OBJECT_DEPTH):
        if inner is None:
            return
        yield from (child for child in reading.tree.children(inner) if child.dep_ == "prep" and child.lower_ == "in")
        preposition = reading.tree.first(inner, "prep")
        inner = reading.tree.first(preposition, "pobj") if preposition is not None else None


def older_subject(verb: Token, reading: Reading) -> bool:
    """Whether a verb tells of an older occasion: "previous rounds failed"."""
    return any(
        "historical" in reading.lexicon.premodifiers[word.lower_].flags
        for subject in reading.tree.having(verb, frozenset({"nsubj", "nsubjpass"}))
        if lemma(subject) in reading.lexicon.event_nouns
        for word in reading.tree.having(subject, frozenset({"amod"}))
        if word.lower_ in reading.lexicon.premodifiers
    )


def future_date(verb: Token, reading: Reading) -> bool:
    """Whether a date makes the present tense tell the future; a bare weekday does not do so in a headline."""
    words = reading.lexicon.futurate
    for child in reading.tree.having(verb, frozenset({"npadvmod", "advmod", "prep"})):
        date = reading.tree.first(child, "pobj") if child.dep_ == "prep" and child.lower_ == "on" else child
        if date is None:
            continue
        ordinal = any(word.lower_ in words.ordinals for word in reading.tree.children(date))
        weekday = date.lower_ in words.days and reading.tree.first(date, "amod") is None and not reading.headline
        if date.lower_ in words.words or (ordinal and date.dep_ == "npadvmod") or weekday:
            return True
    return False


def _since(token: Token, reading: Reading) -> bool:
    """Whether the event opens a stretch up to now: "since the talks collapsed"."""
    if token.dep_ == "pobj":
        return token.head.lower_ in reading.lexicon.history.since
    mark = reading.tree.first(token, "mark")
    return (
        token.dep_ == "advcl"
        and mark is not None
        and mark.lower_ in reading.lexicon.history.since
        and token.tag_ != "VBG"
    )


def _is_older(date: Token, reading: Reading) -> bool:
    words = reading.lexicon.history
    if date.dep_ == "prep":
        if date.lower_ not in {"in", "during", "of", "on", "at"}:
            return False
        inner = reading.tree.first(date, "pobj")
        return inner is not None and (_names_year(inner, reading) or _past_period(inner, reading))
    if date.lower_ in words.ago:
        return not any(lemma(child) in words.recent for child in reading.tree.children(date))
    return _names_year(date, reading) or _past_period(date, reading)


def _names_year(token: Token, reading: Reading) -> bool:
    candidates = (
        token,
        *(child for child in reading.tree.children(token) if child.dep_ in {"nummod", "npadvmod", "compound"}),
    )
    years = [int(word.text) for word in candidates if _YEAR.fullmatch(word.text)]
    return any(reading.year is None or value < reading.year for value in years)


def _past_period(token: Token, reading: Reading) -> bool:
    words = reading.lexicon.history
    return lemma(token) in words.periods and any(
        child.lower_ in words.ordinals for child in reading.tree.children(token)
    )
