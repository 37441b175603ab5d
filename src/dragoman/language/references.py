"""The words that refer back to somebody named before, from ``data/language/references.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Token

from dragoman.model import ActorKind


@dataclass(frozen=True, slots=True)
class References:
    """The word classes; the data file says what each is for."""

    singular: Mapping[str, str]
    plural: frozenset[str]
    speaker: frozenset[str]
    neuter: frozenset[str]
    offices: Mapping[str, tuple[str, ...]]
    portfolios: frozenset[str]
    others: frozenset[str]
    groups: frozenset[str]
    unnamed_groups: Mapping[str, ActorKind]
    acting: frozenset[str]
    bands: frozenset[str]
    group_modifiers: Mapping[str, str]
    pairs: frozenset[str]
    pair_words: frozenset[str]
    sides: frozenset[str]
    compass: frozenset[str]
    shared_names: Mapping[str, tuple[str, ...]]
    halves: Mapping[str, Mapping[str, str]]
    institutions: Mapping[str, tuple[str, ...]]
    feminine_names: frozenset[str]
    honorifics: Mapping[str, str]

    def describes(self, token: Token) -> bool:
        """Whether a noun is one of those that describe somebody named before."""
        words = (self.pairs, self.sides, self.groups, self.institutions, self.offices)
        return any(token.lower_ in known or token.lemma_.lower() in known for known in words)


@cache
def load_references() -> References:
    """The shipped word lists for coreference."""
    text = files("dragoman").joinpath("data/language/references.yml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.safe_load(text)
    return References(
        singular=raw["singular_pronouns"],
        plural=frozenset(raw["plural_pronouns"]),
        speaker=frozenset(raw["speaker_pronouns"]),
        neuter=frozenset(raw["neuter_pronouns"]),
        offices={word: tuple(offices) for word, offices in raw["offices"].items()},
        portfolios=frozenset(raw["portfolios"]),
        others=frozenset(raw["others"]),
        groups=frozenset(raw["groups"]),
        unnamed_groups=raw["unnamed_groups"],
        acting=frozenset(raw["acting"]),
        bands=frozenset(raw["bands"]),
        group_modifiers=raw["group_modifiers"],
        pairs=frozenset(raw["pairs"]),
        pair_words=frozenset(raw["pair_words"]),
        sides=frozenset(raw["sides"]),
        compass=frozenset(raw["compass"]),
        shared_names={name: tuple(states) for name, states in raw["shared_names"].items()},
        halves=raw["halves"],
        institutions={word: tuple(states) for word, states in raw["institutions"].items()},
        feminine_names=frozenset(raw["feminine_names"]),
        honorifics=raw["honorifics"],
    )
