"""The words of time of one language, read from its data files."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from dragoman.errors import RuleError

SPACE = r"(?:[^\S\n]{1,3}(?:\n[^\S\n]{0,4})?|\n[^\S\n]{0,4})"
"""One gap between words, over at most one line break: hard-wrapped wire copy splits dates, paragraphs do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Patterns for what stands around a time expression; see ``context.yml``."""

    modifiers: re.Pattern[str]
    rescheduling: re.Pattern[str]
    reporting: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str]
    not_finite: re.Pattern[str]
    sentence_end: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word classes of a language.

    Attributes:
        words: word (case folded) to code, by class.
        macros: a regular expression for each class, by its name.
        holidays: how to find the day of each holiday.
        context: patterns for what stands around an expression.
    """

    words: Mapping[str, Mapping[str, Any]]
    macros: Mapping[str, str]
    holidays: Mapping[str, Mapping[str, Any]]
    context: Surroundings

    def code(self, name: str, word: str) -> Any:
        """The code of ``word`` in class ``name``, or None when it is not of that class."""
        return self.words[name].get(" ".join(word.casefold().split()))


@cache
def load_lexicon(language: str = "en") -> Lexicon:
    """The lexicon of ``language`` (ISO 639-1), read once per process.

    Raises:
        RuleError: when the package holds no such language.
    """
    folder = data_folder(language)
    classes: dict[str, dict[str, Any]] = read_yaml(folder / "lexicon.yml")
    return Lexicon(
        words={
            name: {word.casefold(): code for word, code in entry["words"].items()} for name, entry in classes.items()
        },
        macros={name: _alternatives(entry) for name, entry in classes.items()},
        holidays=read_yaml(folder / "holidays.yml"),
        context=_surroundings(read_yaml(folder / "context.yml")),
    )


def data_folder(language: str) -> Traversable:
    """Where the package keeps the time data of ``language``."""
    folder = files("dragoman").joinpath("data", "timex", language)
    if not folder.is_dir():
        raise RuleError(f"no time expressions for language {language!r}; known: en")
    return folder


def read_yaml(file: Traversable) -> Any:
    """The content of a YAML data file."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _alternatives(entry: Mapping[str, Any]) -> str:
    """A regular expression for any word of a class, longest first so that no word hides a longer one."""
    exact = entry.get("exact", False)
    words = {str(word) for word in entry["words"]}
    if exact:
        words |= {word.upper() for word in words}
    joined = "|".join(re.escape(word).replace("\\ ", SPACE) for word in sorted(words, key=lambda w: (-len(w), w)))
    return f"(?-i:{joined})" if exact else f"(?:{joined})"


def _surroundings(entries: Mapping[str, Any]) -> Surroundings:
    words = sorted(entries["modifiers"], key=lambda word: (-len(word), word))
    modifiers = "|".join(re.escape(word).replace("\\ ", SPACE) for word in words)
    patterns = {
        name: re.compile(pattern, re.IGNORECASE) for name, pattern in entries.items() if isinstance(pattern, str)
    }
    return Surroundings(modifiers=re.compile(rf"\b({modifiers})(?:{SPACE}the)?{SPACE}$", re.IGNORECASE), **patterns)
