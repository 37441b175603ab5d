"""Rules as data: patterns with the reason for each, compiled once per process."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.errors import RuleError
from dragoman.language.timex.lexicon import SPACE, Lexicon, data_folder, load_lexicon, read_yaml

_MACRO = re.compile(r"\{([A-Z_]+)\}")
_CONTEXT_WIDTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern and how its match is read.

    Attributes:
        id: the name that expressions carry.
        why: the reason for the rule, in words.
        reader: which reader turns the match into a value; None for words that only look like a time.
        pattern: what to find.
        near: a word that the pattern cannot do without, or None: only the text around it is searched.
        left: what must end just before the match, if anything.
        not_left: what must not.
        right: what must follow the match.
        not_right: what must not.
        given: named parts that the words leave out.
        unless_text: the rule rests for a whole text in which this occurs.
        examples: sentences with their expected reading.
        near_misses: sentences in which no rule may find anything.
    """

    id: str
    why: str
    reader: str | None
    pattern: re.Pattern[str]
    near: re.Pattern[str] | None
    left: re.Pattern[str] | None
    not_left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    not_right: re.Pattern[str] | None
    given: Mapping[str, str]
    unless_text: re.Pattern[str] | None
    examples: tuple[Mapping[str, Any], ...]
    near_misses: tuple[str, ...]

    def groups_at(self, text: str, match: re.Match[str]) -> dict[str, str] | None:
        """The named parts of a match and of its surroundings, or None when the surroundings forbid it."""
        before = text[max(0, match.start() - _CONTEXT_WIDTH) : match.start()]
        after = text[match.end() : match.end() + _CONTEXT_WIDTH]
        left = self.left.search(before) if self.left else None
        right = self.right.match(after) if self.right else None
        wanting = (self.left and not left) or (self.right and not right)
        barred = (self.not_left and self.not_left.search(before)) or (self.not_right and self.not_right.match(after))
        if wanting or barred:
            return None
        found = [self.given, *(m.groupdict() for m in (left, right, match) if m)]
        return {
            name: " ".join(value.split()) for groups in found for name, value in groups.items() if value is not None
        }


@cache
def load_rules(language: str = "en") -> tuple[Rule, ...]:
    """The rules of ``language``, file by file in order of name.

    Raises:
        RuleError: when a rule breaks the format.
    """
    lexicon = load_lexicon(language)
    folder = data_folder(language)
    macros = _macros(lexicon, read_yaml(folder / "macros.yml"))
    rule_files = sorted((file for file in (folder / "rules").iterdir()), key=lambda file: file.name)
    return tuple(_rule(entry, file.name, macros) for file in rule_files for entry in read_yaml(file))


def _macros(lexicon: Lexicon, patterns: Mapping[str, str]) -> dict[str, str]:
    """Word classes and the named patterns built from them, in the order of the file."""
    macros = dict(lexicon.macros)
    for name, pattern in patterns.items():
        macros[name] = f"(?:{_expand(pattern, macros)})"
    return macros


def _rule(entry: Mapping[str, Any], file: str, macros: Mapping[str, str]) -> Rule:
    try:
        return Rule(
            id=entry["id"],
            why=entry["why"],
            reader=entry["reader"],
            pattern=_compile(rf"(?<!\w)(?:{entry['pattern']})(?!\w)", macros),
            near=_compile(rf"(?<!\w){{{entry['near']}}}(?!\w)", macros) if "near" in entry else None,
            left=_optional(entry, "left", r"(?:{})$", macros),
            not_left=_optional(entry, "not_left", r"(?:{})$", macros),
            right=_optional(entry, "right", "{}", macros),
            not_right=_optional(entry, "not_right", "{}", macros),
            given=entry.get("given", {}),
            unless_text=_optional(entry, "unless_text", "{}", macros),
            examples=tuple(entry.get("examples", ())),
            near_misses=tuple(entry.get("near_misses", ())),
        )
    except (KeyError, TypeError, re.error) as error:
        raise RuleError(f"{file}: rule {entry!r:.80}: {error!r}") from error


def _optional(entry: Mapping[str, Any], key: str, frame: str, macros: Mapping[str, str]) -> re.Pattern[str] | None:
    return _compile(frame.replace("{}", entry[key]), macros) if key in entry else None


def _compile(pattern: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(_expand(pattern, macros), re.IGNORECASE)


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    """A pattern with class names filled in and each blank standing for a gap between words."""
    return _MACRO.sub(lambda macro: macros[macro[1]], pattern.replace(" ", SPACE))
