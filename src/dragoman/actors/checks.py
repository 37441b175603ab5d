"""What a report gets wrong about a person's office, each finding with the tenure that proves it.

Only offices with one holder at a time are judged, only of persons linked with confidence, and only on proof: an open
tenure past its last confirmation, a year without a day, an end that was only observed leave the doubt to the reporter.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dragoman.actors.entities import Person, Tenure
from dragoman.actors.mention import LinkedMention
from dragoman.actors.ranking import fit, sides_of
from dragoman.actors.tenures import covers, described
from dragoman.actors.titles import TitleReading, read_title
from dragoman.model import FlagKind

if TYPE_CHECKING:
    from dragoman.actors.knowledge import KnowledgeBase

_JUDGED = frozenset(["head_of_state", "head_of_government", "foreign_minister", "defence_minister"])
_GRACE = timedelta(days=30)
_SURE = 0.75
_SURE_OF_ANOTHER_COUNTRY = 0.6
_FORMER_WORDS = re.compile(r"\b(?:former|formerly|ex|one-?time)\b[- ]?", re.IGNORECASE)
_NOT_THE_OFFICE = re.compile(
    r"['’]s?\s|\b(?:then|future|acting|incoming|designate|elect|aspiring|candidate|hopeful|late|deputy|vice|shadow|"
    r"self-proclaimed|self-declared|honorary|opposition)\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*[-–—]")
_CHANCELLORS = frozenset(["DEU", "AUT"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a report gets wrong.

    Attributes:
        kind: ``wrong_office``, ``wrong_former`` or ``wrong_country``.
        problem: the problem in words.
        basis: the tenure that proves it, with its source.
    """

    kind: FlagKind
    problem: str
    basis: str


def check_office(linked: LinkedMention, *, kb: "KnowledgeBase", on: date | None) -> tuple[Finding, ...]:
    """What the words right before the name get wrong on the day ``on``; nothing without a date or a sure person.

    The words are taken as said of that day: a caller that knows a sentence to tell of the past must not ask.
    """
    actor, title = linked.actor, linked.mention.title
    if on is None or actor is None or actor.id is None or actor.kind != "person" or not title:
        return ()
    person = kb.person(actor.id)
    if person is None or len(linked.candidates) > 1 or _CUT.match(title):
        return ()
    former = _FORMER_WORDS.search(title)
    if former is not None:
        return _former(person, title, read_title(title[former.end() :], kb), read_title(title, kb), on, actor.score)
    reading = read_title(title, kb)
    if _NOT_THE_OFFICE.search(title):
        return ()
    return _other_country(person, title, reading, on, actor.score) or _ended(person, title, reading, on, actor.score)


def _former(
    person: Person, title: str, after: TitleReading, whole: TitleReading, on: date, likelihood: float
) -> tuple[Finding, ...]:
    """A "former X" is wrong when the person proves to hold X on that day."""
    if likelihood < _SURE or _NOT_THE_OFFICE.search(title) or not _one_office(after):
        return ()
    sides = after.sides or whole.sides
    rows = [t for t in _rows(person, after, sides) if covers(t, on) is True and _word_fits(title, t)]
    if not rows:
        return ()
    problem = f"{person.name} is called {title.strip()!r} but holds the office on {on.isoformat()}"
    return (Finding(kind="wrong_former", problem=problem, basis=described(rows[0])),)


def _ended(person: Person, title: str, reading: TitleReading, on: date, likelihood: float) -> tuple[Finding, ...]:
    """An office is wrong when every holding of it ended more than 30 days before.

    Only where the state is printed too: "President Clinton" is how Americans speak of one who was, and how anyone tells
    of earlier years.
    """
    if likelihood < _SURE or not _one_office(reading) or not _states(reading):
        return ()
    rows = _rows(person, reading, reading.sides)
    kin = [t for t in person.tenures if fit(t, reading.classes)]
    if not rows or any(covers(t, on - _GRACE) is not False for t in kin) or any(covers(t, on) for t in kin):
        return ()
    past = [t for t in rows if t.end and t.start <= on.isoformat()]
    if not past or len(past) != len(rows):
        return ()
    problem = f"{person.name} is called {title.strip()!r} but held the office no more on {on.isoformat()}"
    return (Finding(kind="wrong_office", problem=problem, basis=described(max(past, key=lambda t: t.end))),)


def _other_country(
    person: Person, title: str, reading: TitleReading, on: date, likelihood: float
) -> tuple[Finding, ...]:
    """The office is printed as one country's, but the person proves to hold it for another."""
    states = _states(reading)
    if likelihood < _SURE_OF_ANOTHER_COUNTRY or not _one_office(reading) or not states or states & sides_of(person):
        return ()
    rows = [t for t in _rows(person, reading, frozenset()) if covers(t, on) is True]
    if not rows:
        return ()
    problem = f"{person.name} is called {title.strip()!r} but holds that office for {rows[0].country}"
    return (Finding(kind="wrong_country", problem=problem, basis=described(rows[0])),)


def _states(reading: TitleReading) -> set[str]:
    return {side for side in reading.sides if len(side) == 3 and side.isupper()}


def _one_office(reading: TitleReading) -> bool:
    return len(reading.classes) == 1 and reading.classes[0] in _JUDGED


def _rows(person: Person, reading: TitleReading, sides: Iterable[str]) -> list[Tenure]:
    """The person's tenures of exactly that class, for one of the ``sides`` when any is named."""
    wanted = frozenset(sides)
    return [
        t for t in person.tenures
        if t.office_class in reading.classes and (not wanted or wanted & {t.country, t.party})
    ]  # fmt: skip


def _word_fits(title: str, tenure: Tenure) -> bool:
    """Britain's former chancellor kept the exchequer: the word names a head of government only in two countries."""
    return "chancellor" not in title.casefold() or tenure.country in _CHANCELLORS
