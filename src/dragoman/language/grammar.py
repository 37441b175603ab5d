"""Small closed classes of words that reading the grammar needs, from ``data/language/grammar.yml``."""

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Grammar:
    """The classes, each a set of lemmas; the data file says what each is for."""

    object_control: frozenset[str]
    place_prepositions: frozenset[str]
    motion: frozenset[str]
    occasions: frozenset[str]
    honorifics: frozenset[str]


@cache
def load_grammar() -> Grammar:
    """The shipped classes."""
    raw = yaml.safe_load(files("dragoman").joinpath("data/language/grammar.yml").read_text(encoding="utf-8"))
    return Grammar(**{field.name: frozenset(raw[field.name]) for field in fields(Grammar)})
