"""Words and facts by which mediation is read, from ``data/extract/mediation.yml``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_CLASSES = (
    "engaging", "mediating", "voices", "speaking", "agents", "apart", "beside", "troubles", "motion", "occasions",
    "visits", "hosting", "held", "processes", "stations", "settlements", "regions", "remote", "senior", "rulers",
    "deputies", "mouths", "encounters", "conversations", "receiving", "journeys", "conferring",
    "fighting", "sitting", "briefing", "papers", "agreements", "inhabitants", "institutions", "meetings",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An armed conflict.

    Attributes:
        name: its usual name.
        seat: ISO alpha-3 of the states where it is fought; their being named tells that a text is about it.
        parties: ISO alpha-3 of all states that are parties to it, those of the seat among them.
        named: words of which one must be printed for the conflict to be meant; empty when the states' names suffice.
    """

    name: str
    seat: frozenset[str]
    parties: frozenset[str]
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationWords:
    """What the data file holds.

    Attributes:
        classes: word classes, each a set of lemmas.
        conflicts: conflicts that may be mediated in.
        bodies: printed name -> short name of an organisation or mission.
        body_names: finds the printed names, the longest first.
        offices: words that an office bears, and the body that it speaks for; the first that fits counts.
        scenes: bodies that are places to meet rather than mediators, unless they act.
        seats: printed name of a body -> city where it meets.
        seat_names: finds those names, the longest first.
        suburbs: seat of an institution -> the city that it belongs to.
        aliases: further names under which a body is counted.
    """

    classes: Mapping[str, frozenset[str]]
    conflicts: tuple[Conflict, ...]
    bodies: Mapping[str, str]
    body_names: re.Pattern[str]
    offices: tuple[tuple[tuple[str, ...], str], ...]
    scenes: frozenset[str]
    seats: Mapping[str, str]
    seat_names: re.Pattern[str]
    suburbs: Mapping[str, str]
    aliases: Mapping[str, str]

    def has(self, name: str, lemma: str) -> bool:
        """Whether the lemma belongs to the class."""
        return lemma in self.classes[name]

    def body_of_office(self, office: str) -> str | None:
        """The body that an office of the United Nations speaks for, None when the words tell none."""
        words = office.lower()
        return next((body for needed, body in self.offices if all(one in words for one in needed)), None)


@cache
def load_mediation_words() -> MediationWords:
    """The shipped words and facts."""
    text = files("dragoman").joinpath("data/extract/mediation.yml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.safe_load(text)
    bodies = {printed: short for short, names in raw["bodies"].items() for printed in names}
    seats = {printed: city for city, names in raw["seats"].items() for printed in names}
    return MediationWords(
        classes={name: frozenset(raw[name]) for name in _CLASSES},
        conflicts=tuple(_conflict(row) for row in raw["conflicts"]),
        bodies=bodies,
        body_names=_any_of(bodies),
        offices=tuple((tuple(needed), body) for needed, body in raw["offices"]),
        scenes=frozenset(raw["scenes"]),
        seats=seats,
        seat_names=_any_of(seats),
        suburbs=raw["suburbs"],
        aliases=raw["aliases"],
    )


def _conflict(row: Mapping[str, Any]) -> Conflict:
    seat = frozenset(row["seat"])
    parties = seat | frozenset(row.get("others", ()))
    return Conflict(name=row["name"], seat=seat, parties=parties, named=tuple(row.get("named", ())))


def _any_of(names: Mapping[str, str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
