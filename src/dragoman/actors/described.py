"""Persons told by a description: "the Ukrainian leader", "the two leaders", "Russia's foreign minister", "he"."""

import re
from typing import TYPE_CHECKING

from dragoman.actors.offices import office_classes
from dragoman.actors.titles import TitleReading, read_title

if TYPE_CHECKING:
    from dragoman.actors.knowledge import KnowledgeBase

_PRONOUN = re.compile(r"(?:he|him|his|himself|she|her|hers|herself)\Z", re.IGNORECASE)
_LEADER = re.compile(r"\b(?:leaders?|heads?|presidents?|premiers?|counterparts?|rulers?)\Z", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?:leaders|presidents|premiers|ministers|counterparts|heads of state)\Z", re.IGNORECASE)
_RULERS = ("head_of_state", "head_of_government", "faction_leader")
_LOWER_HEAD = re.compile(r"(?:\A|\s)(?!(?!ex)[a-z]{1,4}['’-][A-Z])[a-z][\w-]*\Z")


def is_pronoun(text: str) -> bool:
    """Whether the text is a pronoun for one person."""
    return bool(_PRONOUN.match(text))


def is_description(text: str) -> bool:
    """Whether the text tells a person by office alone: its last word is a common noun that names an office."""
    return bool(_LOWER_HEAD.search(text)) and (bool(_LEADER.search(text)) or bool(office_classes(text)))


def is_plural(text: str) -> bool:
    """Whether the description is of several persons."""
    return bool(_PLURAL.search(text))


def read_description(text: str, kb: "KnowledgeBase") -> TitleReading:
    """Sides and office classes that the description allows; a "leader" heads a state, a government or a group."""
    reading = read_title(text, kb)
    classes = tuple(c for c in reading.classes if c != "other")
    if not classes or _LEADER.search(text):
        classes = (*classes, *_RULERS)
    return TitleReading(sides=reading.sides, classes=tuple(dict.fromkeys(classes)), former=reading.former)
