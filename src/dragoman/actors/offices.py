"""Office words: their class, and the PLOVER sector that follows from it."""

import re
from functools import cache
from typing import cast

from dragoman.actors.entities import OfficeClass
from dragoman.actors.fold import fold
from dragoman.actors.tables import shipped_lines, shipped_rows
from dragoman.errors import ModelError

_FORMER = re.compile(
    r"\b(?:former|formerly|ex|onetime|one time|erstwhile|ousted|deposed|late|retired|outgoing until|fallen)\b"
)
_JOINT = re.compile(r",| and | & |/")
_TYPED = "typed"
_LONGEST_OFFICE = 300
_LONGEST_AGENT = 4
_OFFICIAL_BODY = re.compile(
    r"\b(?:ministry|ministries|government|army|armed forces|military|navy|air force|police|parliament|senate|embassy|"
    r"cabinet|administration|presidency|intelligence|security (?:service|council|forces|cabinet)|forces|troops|"
    r"state media|department|delegation|officials?|authorities|leadership|regime|diplomats?|negotiators?|side|team|"
    r"treasury|supreme court|central bank|defen[cs]e forces|coast guard|general staff|state television|news agency|"
    r"junta)\Z",
    re.IGNORECASE,
)


@cache
def _classes() -> tuple[tuple[re.Pattern[str], OfficeClass], ...]:
    try:
        return tuple(
            (re.compile(row["pattern"]), cast(OfficeClass, row["class"])) for row in shipped_rows("office_classes.csv")
        )
    except re.error as error:
        raise ModelError(f"office_classes.csv: {error}; reinstall dragoman") from error


@cache
def _sectors() -> dict[str, str]:
    return {row["class"]: row["sector"] for row in shipped_rows("office_sectors.csv")}


def office_class(words: str) -> OfficeClass | None:
    """The class of the office that ``words`` name, None when they name none.

    The table is read from top to bottom: a "presidential spokesman" is a spokesman before he is near a president.
    """
    return _class_of(fold(words[:_LONGEST_OFFICE]))


@cache
def _class_of(folded: str) -> OfficeClass | None:
    return next((name for pattern, name in _classes() if pattern.search(folded)), None)


def office_classes(words: str) -> tuple[OfficeClass, ...]:
    """The classes of all offices that ``words`` name: a "deputy prime minister and foreign minister" is both."""
    found = [office_class(part) for part in _JOINT.split(words[:_LONGEST_OFFICE])]
    several = tuple(dict.fromkeys(name for name in found if name not in (None, "other")))
    if len(several) > 1:
        return several
    whole = office_class(words)
    return (whole,) if whole else ()


@cache
def office_words() -> frozenset[str]:
    """Capitalised words of offices, ranks and bodies that stand before a name ("President", "Gen.")."""
    return frozenset(row["word"] for row in shipped_rows("office_words.csv") if row["note"] != _TYPED)


@cache
def title_words() -> frozenset[str]:
    """All words that stand before a name typed alone: those of offices, and "Former", "Sir", which texts use freely."""
    return frozenset(row["word"] for row in shipped_rows("office_words.csv"))


def is_former(words: str) -> bool:
    """Whether ``words`` say that the office is held no more."""
    return bool(_FORMER.search(fold(words[:_LONGEST_OFFICE])))


def is_official_body(words: str) -> bool:
    """Whether ``words`` end as the name of an arm of a state does ("Russian Defense Ministry", "US officials")."""
    return bool(_OFFICIAL_BODY.search(words[:_LONGEST_OFFICE]))


@cache
def _agents() -> dict[str, str]:
    return dict(line.split("\t", 1) for line in shipped_lines("agents.tsv.gz") if line)


def sector_of_agent(words: str) -> str:
    """The PLOVER sector of the common noun that ``words`` end with ("Israeli soldiers": MIL), empty when none does."""
    parts = fold(words[:_LONGEST_OFFICE]).split()
    ends = (" ".join(parts[start:]) for start in range(max(0, len(parts) - _LONGEST_AGENT), len(parts)))
    return next((_agents()[end] for end in ends if end in _agents()), "")


def sector_of(kind: str) -> str:
    """The PLOVER sector of an office class, empty when the class tells none."""
    return _sectors().get(kind, "")
