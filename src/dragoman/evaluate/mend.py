"""How well the who, where and when of mediation are read: against the hand-coded events of MEND.

MEND (Peter, Badanjak, D'Amico and Houghton, Harvard Dataverse 10.7910/DVN/PYRHS6) holds one row per mediation event,
with the report text that it was coded from. A reader gives one answer for a text; some rows share their text, so that
even a perfect reader stays below 1 (a look-up of the gold by text reaches a place F1 of 0.96).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from dragoman.evaluate.agreement import Coded
from dragoman.evaluate.jsonl import read_coded
from dragoman.evaluate.matching import max_matching
from dragoman.evaluate.measures import Counts, set_counts, sum_counts
from dragoman.evaluate.names import fold

FIELDS: Final = (
    "place", "date", "date_precision", "third_parties", "individual_mediators", "source_urls", "summary",
)  # fmt: skip
_URL_DAY: Final = re.compile(r"(?<!\d)(20[12]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_NOWHERE: Final = frozenset({"unknown", "virtual"})
_ARTICLES: Final = frozenset({"al", "el", "the", "city", "of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation:
    """What one text says of a mediation event; what it does not say stays empty.

    Attributes:
        place: the city, or the country when no city is named.
        day: the day, resolved.
        third_parties: states and organisations that mediate, host or facilitate.
        mediators: the persons who act for them.
    """

    place: str | None = None
    day: date | None = None
    third_parties: frozenset[str] = frozenset()
    mediators: tuple[str, ...] = ()


Reader = Callable[[str, date | None], Mediation]
"""Reads a text, given the day that it was published when that is known."""
Canonical = Callable[[str], str]
"""The one name under which a party is counted: ``Turkey`` and ``TUR`` -> ``TUR``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MendResult:
    """Counts over all events; a text without a gold value in a field costs precision when one is given.

    Attributes:
        events: how many texts were read.
        place: one place a text. Names agree when, folded and without articles, one begins with all words of the
            other (``Tel Aviv`` and ``Tel Aviv-Yafo``); what stands behind a comma does not count. Gold ``unknown`` and
            ``Virtual`` are no place.
        place_printed: the same over the texts that print the gold place: what a reader of the text alone can reach.
        day: the day, equal as an ISO date. Only over events known to the day whose source address holds a date, which
            stands for the publication date: no weekday can be resolved without one.
        third_parties: sets of names under the canonical name of each.
        mediators: persons, each met once; they agree when the last words of their folded names are equal.
        mediators_printed: the same, without gold persons whose last name the text does not print.
    """

    events: int
    place: Counts
    place_printed: Counts
    day: Counts
    third_parties: Counts
    mediators: Counts
    mediators_printed: Counts


def evaluate_mend(path: Path, read: Reader, *, canonical: Canonical = str.strip) -> MendResult:
    """The scores of a reader on a JSON Lines file of MEND events.

    Args:
        path: one event a line, with the fields of `FIELDS` and an id.
        read: the reader that is scored.
        canonical: maps gold and given party names to one form before they are compared.

    Raises:
        SourceError: if the file can't be read or a line is no event.
    """
    rows = read_coded(path, fields=FIELDS)
    pairs = [(row, read(row["summary"], published(row["source_urls"]))) for row in rows]
    return MendResult(
        events=len(rows),
        place=sum_counts(place_counts(row["place"], given.place) for row, given in pairs),
        place_printed=sum_counts(place_counts(row["place"], given.place) for row, given in pairs if _prints_place(row)),
        day=sum_counts(_day(row, given) for row, given in pairs if _has_day(row)),
        third_parties=sum_counts(_parties(row, given, canonical) for row, given in pairs),
        mediators=sum_counts(_persons(row["individual_mediators"], given.mediators) for row, given in pairs),
        mediators_printed=sum_counts(_persons(_printed_mediators(row), given.mediators) for row, given in pairs),
    )


def published(addresses: Iterable[str]) -> date | None:
    """The earliest day that stands in the web addresses of an event's sources, or None."""
    found = (match.groups() for address in addresses for match in _URL_DAY.finditer(address))
    days = (_day_of(int(year), int(month), int(day)) for year, month, day in found)
    return min((day for day in days if day), default=None)


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def place_counts(coded: str, given: str | None) -> Counts:
    """Whether the place given is the coded one, by the rule of `MendResult`; either may be none."""
    gold, read = _place_words(coded), _place_words(given or "")
    shorter = min(len(gold), len(read))
    return Counts(bool(gold), bool(read), bool(shorter) and gold[:shorter] == read[:shorter])


def _place_words(name: str) -> list[str]:
    words = fold(name.split(",")[0]).split()
    return [] if set(words) <= _NOWHERE else [word for word in words if word not in _ARTICLES]


def _prints_place(row: Coded) -> bool:
    words = " ".join(_place_words(row["place"]))
    return bool(words) and f" {words} " in f" {' '.join(fold(row['summary']).split())} "


def _has_day(row: Coded) -> bool:
    return row["date_precision"] == "day" and published(row["source_urls"]) is not None


def _day(row: Coded, given: Mediation) -> Counts:
    return Counts(1, given.day is not None, given.day == date.fromisoformat(row["date"]))


def _parties(row: Coded, given: Mediation, canonical: Canonical) -> Counts:
    gold, read = (frozenset(map(canonical, names)) for names in (row["third_parties"], given.third_parties))
    return set_counts(gold, read)


def _printed_mediators(row: Coded) -> list[str]:
    words = set(fold(row["summary"]).split())
    return [name for name in row["individual_mediators"] if _last(name) in words]


def _persons(gold: Iterable[str], given: Iterable[str]) -> Counts:
    golds, reads = list(gold), list(given)
    edges = [[j for j, read in enumerate(reads) if _same_person(name, read)] for name in golds]
    return Counts(len(golds), len(reads), len(max_matching(edges)))


def _same_person(left: str, right: str) -> bool:
    return bool(_last(left)) and _last(left) == _last(right)


def _last(name: str) -> str:
    return next(iter(fold(name).split()[-1:]), "")
