"""What the words of a clause say of an event's mode, situation and contexts.

The words stand in ``modes.yml``, ``situations.yml`` and ``contexts.yml``, each group with why it is there; a group
fits when one of its words or phrases (``any``) is in the clause, one of ``with`` too, and none of ``without``.
Precision goes first: where no group fits, nothing is said.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

import yaml

from dragoman.errors import RuleError

_BREAK: Final = re.compile(r"[^\w']+")
_KEYS: Final = frozenset({"code", "any", "with", "without", "why"})
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A group of words that stands for a code; phrases are tuples of lemmas."""

    code: str
    any: frozenset[Phrase]
    also: frozenset[Phrase]
    without: frozenset[Phrase]

    def fits(self, found: frozenset[Phrase]) -> bool:
        """Whether the phrases found in a clause make this cue fit."""
        present = not self.any.isdisjoint(found) and (not self.also or not self.also.isdisjoint(found))
        return present and self.without.isdisjoint(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class CueTable:
    """The cues of a file by section, and an index of their phrases by first word."""

    sections: Mapping[str, tuple[Cue, ...]]
    index: Mapping[str, tuple[Phrase, ...]]
    vocabulary: frozenset[str]

    def fitting(self, section: str, lemmas: Iterable[str]) -> Iterator[str]:
        """The codes of a section whose cues fit a clause, in the file's order."""
        found = self._phrases(lemmas)
        return (cue.code for cue in self.sections.get(section, ()) if cue.fits(found))

    def _phrases(self, lemmas: Iterable[str]) -> frozenset[Phrase]:
        words = [self._known(word) for lemma in lemmas for word in _BREAK.split(_plain(lemma)) if word]
        return frozenset(
            phrase
            for at, word in enumerate(words)
            for phrase in self.index.get(word, ())
            if tuple(words[at : at + len(phrase)]) == phrase
        )

    def _known(self, word: str) -> str:
        """The word, without its plural s where only the singular is a cue: taggers keep it on capitalised words."""
        singular = word[:-1] if word.endswith("s") else word
        return singular if word not in self.vocabulary and singular in self.vocabulary else word


def _plain(lemma: str) -> str:
    """The lemma in lower case and without dots, so that U.N. and UN are one."""
    return lemma.casefold().replace(".", "")


def mode_for(plover: str, words: Iterable[str]) -> str | None:
    """The mode of an event of type ``plover`` whose clause has these lemmas, or None when they don't tell."""
    return next(_table("modes").fitting(plover, words), None)


def situation_for(plover: str, words: Iterable[str]) -> str | None:
    """The situation of the code sheet that a clause's lemmas tell for an event of type ``plover``, or None."""
    return next(_table("situations").fitting(plover, words), None)


def contexts_for(words: Iterable[str]) -> tuple[str, ...]:
    """The PLOVER contexts that a clause's lemmas tell, in the order of the table; often none."""
    return tuple(_table("contexts").fitting("contexts", words))


@cache
def _table(name: str) -> CueTable:
    """The package's own cues of that name, read once."""
    return read_cues(files("dragoman") / "data" / "codes" / f"{name}.yml")


def read_cues(path: Traversable) -> CueTable:
    """The cues of a YAML file: section -> list of groups.

    Raises:
        RuleError: if a group lacks ``code``, ``any`` or ``why``, or has a key that is none.
    """
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    sections = {name: tuple(_cue(group, f"{path.name}, {name}") for group in groups) for name, groups in raw.items()}
    phrases = {p for cues in sections.values() for cue in cues for p in (*cue.any, *cue.also, *cue.without)}
    return CueTable(
        sections=sections,
        index={first: tuple(sorted(p for p in phrases if p[0] == first)) for first in {p[0] for p in phrases}},
        vocabulary=frozenset(word for phrase in phrases for word in phrase),
    )


def _cue(group: Mapping[str, Any], where: str) -> Cue:
    if not {"code", "any", "why"} <= group.keys() <= _KEYS:
        raise RuleError(f"{where}: a group needs code, any and why, and may have with and without: {dict(group)}")
    return Cue(
        code=group["code"],
        any=_phrases(group["any"]),
        also=_phrases(group.get("with", ())),
        without=_phrases(group.get("without", ())),
    )


def _phrases(texts: Sequence[str]) -> frozenset[Phrase]:
    return frozenset(tuple(text.split()) for text in texts)
