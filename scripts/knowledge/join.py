"""Joins the sources: which holders of two sources are one person."""

import re
from collections import defaultdict
from collections.abc import Iterable

from scripts.knowledge.rows import Holder

from dragoman.actors.dates import days_after, earliest
from dragoman.actors.entities import Person, Tenure
from dragoman.actors.merging import merge_person, merge_tenures
from dragoman.actors.names import PART, SHORTER, Synonyms, full_name_match
from dragoman.actors.sounds import skeleton, sound, tokens

_NICKNAME = re.compile(r'["“]([^"“”]{3,30})["”]')
_SAME_START_DAYS = 90
_UNIQUE = frozenset(["head_of_state", "head_of_government", "foreign_minister", "defence_minister"])
_SHARED_HEADS = frozenset(["BIH", "CHE", "SMR", "AND", "SDN", "LBY", "YEM", "AFG", "MMR", "COM"])


class Register:
    """Persons by country and name, growing source by source."""

    def __init__(self, synonyms: Synonyms) -> None:
        self._synonyms = synonyms
        self.people: dict[str, Person] = {}
        self._index: dict[tuple[str, str], set[str]] = defaultdict(set)

    def add(self, holder: Holder) -> None:
        """Adds a holder, to the person that it is if there is exactly one."""
        person = Person(
            id=holder.id, name=holder.name, aliases=tuple(sorted(holder.aliases | _nicknames(holder))),
            country=holder.country, party=holder.party, tenures=merge_tenures(holder.tenures),
        )  # fmt: skip
        known = None if holder.id.startswith("Q") else self._same(person)
        if known is None and holder.id in self.people:
            known = self.people[holder.id]
        merged = merge_person([known, person]) if known else person
        self.people[merged.id] = merged
        for name in (merged.name, *merged.aliases):
            for token in tokens(name):
                self._index[merged.country, skeleton(token)].add(merged.id)

    def _same(self, person: Person) -> Person | None:
        keys = {skeleton(token) for token in tokens(person.name)}
        found = sorted({key for k in keys for key in self._index[person.country, k]})
        graded = [(self._grade(person, self.people[key]), key) for key in found]
        good = [(grade, key) for grade, key in graded if grade >= SHORTER]
        if not good:
            return None
        best = max(grade for grade, _ in good)
        top = [key for grade, key in good if grade == best]
        return self.people[top[0]] if len(top) == 1 else None

    def _grade(self, person: Person, known: Person) -> float:
        grade = max(
            full_name_match(left, right, self._synonyms)
            for left in (person.name, *person.aliases)
            for right in (known.name, *known.aliases)
        )
        if any(_same_holding(a, b) for a in person.tenures for b in known.tenures) and _same_family(person, known):
            return 1 + max(grade, SHORTER)
        return grade if grade > PART else 0.0


def _nicknames(holder: Holder) -> set[str]:
    """The nicknames that stand between quotation marks in a full name."""
    return {nick for name in (holder.name, *holder.aliases) for nick in _NICKNAME.findall(name)}


def _same_family(left: Person, right: Person) -> bool:
    return sound(tokens(left.name)[-1]) in {sound(token) for token in tokens(right.name)}


def _same_holding(left: Tenure, right: Tenure) -> bool:
    gap = days_after(earliest(left.start), earliest(right.start))
    return left.office_class == right.office_class and gap is not None and abs(gap) <= _SAME_START_DAYS


def close_by_successor(people: Iterable[Person]) -> list[Person]:
    """Open or roughly ended tenures of offices with one holder, ended on the day when the successor began."""
    everyone = list(people)
    starts: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for person in everyone:
        for tenure in person.tenures:
            if tenure.office_class in _UNIQUE and len(tenure.start) == 10 and tenure.end_basis != "unended":
                for seat in {_seat(tenure), (tenure.country, tenure.office_class + tenure.office)}:
                    starts[seat].append((tenure.start, person.id))
    for holders in starts.values():
        holders.sort()
    return [_closed(person, starts) for person in everyone]


def _seat(tenure: Tenure) -> tuple[str, str]:
    """The office of one holder; of an unended row, whose label is all there is to trust, by that label."""
    label = tenure.office if tenure.end_basis == "unended" else ""
    return tenure.country, tenure.office_class + label


def _closed(person: Person, starts: dict[tuple[str, str], list[tuple[str, str]]]) -> Person:
    tenures = tuple(_close(tenure, person.id, starts.get(_seat(tenure), [])) for tenure in person.tenures)
    return merge_person([Person(
        id=person.id, name=person.name, aliases=person.aliases, country=person.country, party=person.party,
        tenures=tenures,
    )])  # fmt: skip


def _close(tenure: Tenure, holder: str, starts: list[tuple[str, str]]) -> Tenure:
    unsure = not tenure.end or tenure.end_basis in ("observed", "unended")
    if tenure.office_class not in _UNIQUE or not unsure or tenure.country in _SHARED_HEADS:
        return tenure
    after = max(tenure.start, tenure.last_confirmed if tenure.end_basis != "unended" else "")
    later = [day for day, other in starts if day > after and other != holder]
    if not later or not _plausible(tenure, later[0]):
        return tenure
    return Tenure(
        office=tenure.office, office_class=tenure.office_class, country=tenure.country, party=tenure.party,
        start=tenure.start, end=later[0], end_basis="successor", sector=tenure.sector, source=tenure.source,
    )  # fmt: skip


def _plausible(tenure: Tenure, successor: str) -> bool:
    """A successor ends an open row; an observed end moves by no more than 90 days."""
    if not tenure.end:
        return True
    gap = days_after(tenure.end, successor)
    return gap is not None and abs(gap) <= _SAME_START_DAYS
