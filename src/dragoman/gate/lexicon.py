"""A weighted lexicon of negotiation and politics, all of its terms found in one pass over a headline and a lead.

The terms are looked for by an Aho-Corasick automaton, in time linear in the text whatever it holds.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import ahocorasick

LEAD = 1_800
"""How many characters are looked at: about 300 words of the body."""

HEADLINE = "\t"
"""Stands before a term that was found in the headline; such a term counts beside the term itself."""


def automaton_of(terms: Iterable[str]) -> Any:
    """An automaton that finds the terms, which are in small letters with single spaces."""
    automaton = ahocorasick.Automaton()
    for term in terms:
        automaton.add_word(term, term)
    automaton.make_automaton()
    return automaton


def terms_in(automaton: Any, title: str, text: str) -> set[str]:
    """The terms of a headline and of the lead after it, those of the headline once more as such."""
    named = set(_whole_words(automaton, title[:LEAD]))
    return named | {HEADLINE + term for term in named} | set(_whole_words(automaton, text[:LEAD]))


def _whole_words(automaton: Any, text: str) -> Iterator[str]:
    # str.lower() may lengthen a word ("İ"), which does no harm here: no place in the text is told
    plain = " ".join(text.lower().split())
    last = len(plain) - 1
    for end, term in automaton.iter(plain):
        start = end - len(term)
        if not ((start >= 0 and plain[start].isalpha()) or (end < last and plain[end + 1].isalpha())):
            yield term


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms with what each says for or against an article.

    Attributes:
        automaton: finds the terms.
        weights: log-odds of each term, those of the headline under ``HEADLINE + term``.
        bias: log-odds of an article of which no term is known.
    """

    automaton: Any
    weights: Mapping[str, float]
    bias: float

    def odds(self, title: str, text: str) -> float:
        """The log-odds that an article with this headline and body tells of a negotiation or political event.

        The terms' weights are added and divided by the root of their number, so that a long lead proves no more.
        """
        known = [self.weights[term] for term in terms_in(self.automaton, title, text) if term in self.weights]
        return self.bias + sum(known) / math.sqrt(len(known)) if known else self.bias


def load_lexicon() -> Lexicon:
    """The shipped lexicon, ``data/gate/lexicon.tsv``: its first line holds the bias."""
    lines = files("dragoman").joinpath("data/gate/lexicon.tsv").read_text(encoding="utf-8").splitlines()
    bias, *rows = (line.rsplit("\t", 1) for line in lines if not line.startswith("#"))
    weights = {term: float(weight) for term, weight in rows}
    return Lexicon(automaton_of({term.removeprefix(HEADLINE) for term in weights}), weights, float(bias[1]))
