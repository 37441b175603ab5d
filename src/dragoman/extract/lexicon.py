"""Word classes that rules and procedures share, from ``data/extract/lexicon.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from dragoman.errors import RuleError


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Classes of lemmas by name."""

    classes: Mapping[str, frozenset[str]]

    def __contains__(self, name: str) -> bool:
        return name in self.classes

    def has(self, name: str, lemma: str) -> bool:
        """Whether the lemma belongs to the class.

        Raises:
            RuleError: if there is no such class.
        """
        if name not in self.classes:
            raise RuleError(f"no word class {name!r} in data/extract/lexicon.yml")
        return lemma in self.classes[name]


@cache
def load_lexicon() -> Lexicon:
    """The shipped word classes."""
    raw = yaml.safe_load(files("dragoman").joinpath("data/extract/lexicon.yml").read_text(encoding="utf-8"))
    return Lexicon({name: frozenset(words) for name, words in raw.items()})
