"""Older episodes: the dates and phrases that set an event in the background."""

import re

from spacy.tokens import Token

from dragoman.language.factuality_lexicon import FactualityLexicon
from dragoman.language.factuality_tree import Tree, lemma

_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_DATED = frozenset({"prep", "npadvmod", "advmod", "nummod", "compound", "poss", "amod", "nmod"})


def older_date(token: Token, tree: Tree, lexicon: FactualityLexicon, *, year: int | None) -> bool:
    """Whether a date on the event itself sets it in an older episode: "in 2019", "two years ago", "the 2022 talks"."""
    if _since(token, tree, lexicon):
        return True
    return any(
        child.dep_ in _DATED and _is_older(child, tree, lexicon, year=year) for child in tree.children(token)
    )


def _since(token: Token, tree: Tree, lexicon: FactualityLexicon) -> bool:
    """Whether the event opens a stretch up to now: "since the talks collapsed"."""
    if token.dep_ == "pobj":
        return token.head.lower_ in lexicon.history.since
    mark = tree.first(token, "mark")
    return token.dep_ == "advcl" and mark is not None and mark.lower_ in lexicon.history.since and token.tag_ != "VBG"


def _is_older(date: Token, tree: Tree, lexicon: FactualityLexicon, *, year: int | None) -> bool:
    words = lexicon.history
    if date.dep_ == "prep":
        if date.lower_ not in {"in", "during", "of", "on", "at"}:
            return False
        inner = tree.first(date, "pobj")
        return inner is not None and (_names_year(inner, tree, year) or _past_period(inner, tree, lexicon))
    if date.lower_ in words.ago:
        return not any(lemma(child) in words.recent for child in tree.children(date))
    return _names_year(date, tree, year) or _past_period(date, tree, lexicon)


def _names_year(token: Token, tree: Tree, year: int | None) -> bool:
    candidates = (token, *(child for child in tree.children(token) if child.dep_ in {"nummod", "npadvmod", "compound"}))
    years = [int(word.text) for word in candidates if _YEAR.fullmatch(word.text)]
    return any(value < year if year is not None else True for value in years)


def _past_period(token: Token, tree: Tree, lexicon: FactualityLexicon) -> bool:
    words = lexicon.history
    return lemma(token) in words.periods and any(child.lower_ in words.ordinals for child in tree.children(token))
