"""Known names of states, organisations, groups and places, found in a text in one pass."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from dragoman.actors.entities import HitKind, NameHit
from dragoman.actors.fold import keep_places

_ACRONYM = re.compile(r"[A-Z][A-Z.&/+-]*\.?")
_NAME_AFTER = re.compile(r" ([A-Z][\w'-]*[a-z][\w'-]*|[A-Z]\.)(?!\.)")
_NAME_BEFORE = re.compile(r"(?<![\w.])([A-Z][\w'-]*\.?) \Z")
_WORD_REACH = 24
_RANK: dict[HitKind, int] = {
    "state": 0, "metonym": 1, "organisation": 2, "armed_group": 3, "demonym": 4, "capital": 5, "city": 6, "person": 7,
}  # fmt: skip
_HEADLINE_REACH = 40
_SHORTEST_IN_CAPITALS = 5


class Gazetteer:
    """Finds names by an Aho-Corasick automaton: linear in the text's length, longest name first."""

    def __init__(self, names: Iterable[tuple[str, HitKind, str]], *, words: "PersonalWords | None" = None) -> None:
        """Index ``names``: triples of name, kind and entity id; an empty id marks a name that is no actor."""
        self._bearers: dict[str, tuple[HitKind, tuple[str, ...]]] = {}
        self._words = words or PersonalWords()
        for name, kind, entity in names:
            self._add(keep_places(name), kind, entity)
        self._automaton = ahocorasick.Automaton()
        for name in [*self._bearers]:
            self._automaton.add_word(name, name)
            if len(name) >= _SHORTEST_IN_CAPITALS and name.upper() not in self._bearers:
                self._automaton.add_word(name.upper(), name)
        self._automaton.make_automaton()

    def _add(self, name: str, kind: HitKind, entity: str) -> None:
        if not name:
            return
        known_kind, ids = self._bearers.get(name, (kind, ()))
        best = min(known_kind, kind, key=_RANK.__getitem__)
        if entity not in ids:
            ids = (entity, *ids) if _RANK[kind] < _RANK[known_kind] else (*ids, entity)
        self._bearers[name] = (best, ids)

    def bearers(self, name: str) -> tuple[HitKind, tuple[str, ...]] | None:
        """Kind and ids of the entities called ``name`` exactly (marks folded), or None."""
        return self._bearers.get(keep_places(name))

    def scan(self, text: str) -> list[NameHit]:
        """Every known name in ``text``, in order, not overlapping."""
        plain = keep_places(text)
        hits = []
        for start, end, name in _longest(self._matches(plain)):
            kind, ids = self._bearers[name]
            if ids[0] and not _shouted(plain, start, end) and not self._words.part_of_a_person(plain, start, end):
                hits.append(NameHit(start=start, end=end, text=text[start:end], kind=kind, ids=ids))
        return hits

    def _matches(self, plain: str) -> Iterator[tuple[int, int, str]]:
        if not self._bearers:
            return
        for last, name in self._automaton.iter(plain):
            start, end = last - len(name) + 1, last + 1
            if _stands_alone(plain, start, end):
                yield start, end, name


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalWords:
    """Words that tell "Jordan Peterson" and "Michael Jordan" from "Jordan King Abdullah".

    Attributes:
        shared: names of states, peoples and cities that persons bear too.
        given_names: given names of persons.
        office_words: capitalised words that may follow a state's name ("King", "Foreign").
    """

    shared: frozenset[str] = frozenset()
    given_names: frozenset[str] = frozenset()
    office_words: frozenset[str] = frozenset()

    def part_of_a_person(self, text: str, start: int, end: int) -> bool:
        """Whether the shared name at ``start`` to ``end`` is part of a person's name there."""
        if text[start:end] not in self.shared:
            return False
        after = _NAME_AFTER.match(text, end)
        before = _NAME_BEFORE.search(text, max(0, start - _WORD_REACH), start)
        if before and before[1] in self.given_names:
            return True
        return after is not None and after[1] not in self.office_words


def _shouted(plain: str, start: int, end: int) -> bool:
    """In a line of capitals "TELL US WHO IS RIGHT" names neither the US nor the WHO."""
    if not _ACRONYM.fullmatch(plain[start:end]) or end - start >= _SHORTEST_IN_CAPITALS:
        return False
    around = plain[max(0, start - _HEADLINE_REACH) : start] + plain[end : end + _HEADLINE_REACH]
    return any(c.isalpha() for c in around) and not any(c.islower() for c in around)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """No letter or digit touches the name ("Hamm" is not Hamas, "Iranian" not Iran)."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or after.isalnum() or before == "_" or after == "_")


def _longest(matches: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The leftmost longest of overlapping matches."""
    reach = 0
    for start, end, name in sorted(matches, key=lambda m: (m[0], -m[1])):
        if start >= reach:
            reach = end
            yield start, end, name
