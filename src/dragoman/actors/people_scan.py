"""Finds known persons by their full names in a text."""

import re
from collections.abc import Iterator

from dragoman.actors.entities import NameHit, Person
from dragoman.actors.fold import keep_places
from dragoman.actors.offices import office_words
from dragoman.actors.people import People

_PARTICLE = r"(?:al|el|bin|ben|de|del|la|der|den|van|von|da|dos|Al|El)"
_NAME = r"[A-Z](?:[\w'-]*[a-z][\w'-]*|\.)"
_RUN = re.compile(rf"(?<![\w.-]){_NAME}(?: (?:{_PARTICLE}[ -]){{0,2}}{_NAME}){{1,6}}(?!\w)")
_WORD = re.compile(r"\S+")
_IN_NAMES = frozenset(["Sheikh"])
_MOST_WORDS = 5
_SENTENCE_WORDS = frozenset(["As", "At", "An", "Ad", "The"])


def scan_people(text: str, people: People) -> Iterator[NameHit]:
    """Full names of known persons in ``text``, in order, not overlapping; only names that fit word for word."""
    for run in _RUN.finditer(keep_places(text)):
        yield from _in_run(text, run.start(), [(m.start(), m.end()) for m in _WORD.finditer(run[0])], people)


def _in_run(text: str, offset: int, words: list[tuple[int, int]], people: People) -> Iterator[NameHit]:
    first = 0
    while first < len(words) - 1:
        for last in range(min(len(words), first + _MOST_WORDS), first + 1, -1):
            start, end = offset + words[first][0], offset + words[last - 1][1]
            bearers = _bearers(text[start:end], people)
            if bearers:
                ids = tuple(person.id for person in bearers)
                yield NameHit(start=start, end=end, text=text[start:end], kind="person", ids=ids)
                first = last - 1
                break
        first += 1


def _bearers(name: str, people: People) -> list[Person]:
    """The persons so called; "As President Trump" is no name, though "as" may be a particle elsewhere."""
    first = name.split(" ", 1)[0]
    if first in _SENTENCE_WORDS or first in office_words() - _IN_NAMES:
        return []
    return list(people.called(name.rstrip("'-")))
