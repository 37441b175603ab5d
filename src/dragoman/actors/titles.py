"""What the words beside a name tell: whose office it is, which one, and whether it is over."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.actors.offices import is_former, office_classes

if TYPE_CHECKING:
    from dragoman.actors.knowledge import KnowledgeBase

_OBJECT = re.compile(r"\b(?:for|to|on|in|at|with|towards?|about|against|near|from)\b", re.IGNORECASE)
_WORKS_ON = frozenset(["ambassador", "special_envoy", "io_special_rep", "un_rep", "negotiator"])
_POSSESSIVE = re.compile(r"\s?['’]s?\b|\s?['’]\Z")
_REGNAL = re.compile(r"\b(?:king|queen|prince|princess|emir|amir|sultan|pope)\Z", re.IGNORECASE)
_UNITED_NATIONS = "UN"
_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleReading:
    """A title or apposition as read.

    Attributes:
        sides: codebook names of the states and bodies that the office belongs to.
        classes: office classes that the words name.
        former: the words say that the office is over.
        regnal: the words are a ruling house's, whose members go by their given names ("King", "Crown Prince").
    """

    sides: frozenset[str] = frozenset()
    classes: tuple[str, ...] = ()
    former: bool = False
    regnal: bool = False

    def __or__(self, other: "TitleReading") -> "TitleReading":
        classes = tuple(dict.fromkeys((*self.classes, *other.classes)))
        return TitleReading(
            sides=self.sides | other.sides, classes=classes, former=self.former or other.former,
            regnal=self.regnal or other.regnal,
        )  # fmt: skip


def read_title(words: str, kb: "KnowledgeBase") -> TitleReading:
    """What ``words`` beside a name tell of its bearer.

    In "UN envoy for Syria" the office is the UN's; in "a close aide to the Russian president" it is Russia's, for an
    aide's or a minister's object is his own side, an envoy's or ambassador's is the other.
    """
    words = words[:_LONGEST]
    if not words.strip():
        return TitleReading()
    classes = office_classes(words)
    if not classes:
        return TitleReading(sides=_belonging(words, kb), former=is_former(words))
    cut = _OBJECT.search(words)
    sides = _sides(words[: cut.start()] if cut else words, kb) or kb.implied_sides(words)
    if not sides and cut and not _WORKS_ON & set(classes):
        sides = _sides(words, kb)
    if classes == ("un_rep",):
        sides -= {_UNITED_NATIONS}
    return TitleReading(
        sides=sides, classes=classes, former=is_former(words), regnal=bool(_REGNAL.search(words.strip()))
    )


def _belonging(words: str, kb: "KnowledgeBase") -> frozenset[str]:
    """Sides of words that name no office: "Russian", "Iran's", but no policy or war that a state is named in."""
    hits = [hit for hit in kb.collectives_in(words) if hit.kind != "city"]
    if len(hits) == 1 and (hits[0].kind == "demonym" or _POSSESSIVE.match(words, hits[0].end)):
        return frozenset(kb.sides_of(hits[0]))
    return kb.implied_sides(words)


def _sides(words: str, kb: "KnowledgeBase") -> frozenset[str]:
    found: list[str] = []
    for hit in kb.collectives_in(words):
        if hit.kind != "city":
            found += kb.sides_of(hit)
    return frozenset(found)
