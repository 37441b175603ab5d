"""Printed dates, read as far as they say: a day, a month, a year, or a day whose year is not told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINAL = r"(?:st|nd|rd|th)?"
_FORMS = re.compile(
    rf"""
    \b(?P<iso_y>\d{{4}})[-/](?P<iso_m>\d{{1,2}})(?:[-/](?P<iso_d>\d{{1,2}}))?(?!\d)
  | \b(?P<dmy_d>\d{{1,2}}){_ORDINAL}(?:[ -]|\s+of\s+)(?P<dmy_m>{MONTH}),?(?:[ -](?P<dmy_y>\d{{4}}|\d\d)\b(?![:.]\d))?
  | \b(?P<mdy_m>{MONTH})\s?(?P<mdy_d>\d{{1,2}}){_ORDINAL}\b(?!:)(?:,?\s(?P<mdy_y>\d{{4}})\b)?
  | \b(?P<my_m>{MONTH}),?\s(?P<my_y>\d{{4}})\b
  | \b(?P<num_a>\d{{1,2}})[/.](?P<num_b>\d{{1,2}})[/.](?P<num_y>\d{{4}})\b
  | \b(?P<compact>(?:19|20)\d{{6}})(?!\d)
  | ^\s*(?P<year>(?:19|20)\d\d)\s*$
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A printed date.

    Attributes:
        first: the first day that it can mean, None when no year is told.
        last: the last day that it can mean, None when no year is told.
        month: the month, when the year is not told.
        day: the day of the month, when the year is not told.
        text: the words.
        start: first character in the text that was read (half-open, code points).
        end: one past the last.
    """

    first: date | None = None
    last: date | None = None
    month: int = 0
    day: int = 0
    text: str = ""
    start: int = 0
    end: int = 0

    @property
    def exact(self) -> date | None:
        """The day, when the stamp tells exactly one."""
        return self.first if self.first == self.last else None

    def in_year(self, year: int) -> date | None:
        """The day that a stamp without a year means in ``year``; None for 29 February of a common year."""
        return _day(year, self.month, self.day)


def find_stamps(text: str, *, today: date) -> Iterator[Stamp]:
    """Every believable date printed in ``text``, in order: of 1900 or later and at most a day after ``today``.

    A numeric date that can be read day first and month first (04/03/1998) becomes the range of both.
    """
    for match in _FORMS.finditer(text):
        days = _days(match, today)
        if days is not None and date(1900, 1, 1) <= days[0] <= today + timedelta(days=1):
            yield Stamp(first=days[0], last=days[1], text=match.group(), start=match.start(), end=match.end())
        elif days is None and (yearless := _yearless(match)):
            month, day = yearless
            yield Stamp(month=month, day=day, text=match.group(), start=match.start(), end=match.end())


def first_stamp(text: str, *, today: date) -> Stamp | None:
    """The first believable date printed in ``text``, or None."""
    return next(find_stamps(text, today=today), None)


def _days(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """The days that a printed date with a year can mean, or None."""
    part = match.groupdict()
    if part["year"]:
        return date(int(part["year"]), 1, 1), date(int(part["year"]), 12, 31)
    if part["compact"]:
        return _single(int(part["compact"][:4]), int(part["compact"][4:6]), int(part["compact"][6:]))
    if part["num_y"]:
        return _either(int(part["num_a"]), int(part["num_b"]), int(part["num_y"]))
    if part["my_y"]:
        return _month(int(part["my_y"]), _month_number(part["my_m"]))
    if part["iso_y"] and not part["iso_d"]:
        return _month(int(part["iso_y"]), int(part["iso_m"]))
    if part["iso_y"]:
        return _single(int(part["iso_y"]), int(part["iso_m"]), int(part["iso_d"]))
    form = "dmy" if part["dmy_m"] else "mdy"
    year = part[f"{form}_y"]
    return _single(_full_year(year, today), _month_number(part[f"{form}_m"]), int(part[f"{form}_d"])) if year else None


def _yearless(match: re.Match[str]) -> tuple[int, int] | None:
    part = match.groupdict()
    for form in ("dmy", "mdy"):
        if part[f"{form}_m"] and not part[f"{form}_y"]:
            month, day = _month_number(part[f"{form}_m"]), int(part[f"{form}_d"])
            return (month, day) if _day(2024, month, day) else None
    return None


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _full_year(year: str, today: date) -> int:
    """The year; two digits mean the latest such year that has begun ("24 NOV 89" is 1989)."""
    if len(year) == 4:
        return int(year)
    this_century = today.year // 100 * 100 + int(year)
    return this_century if this_century <= today.year else this_century - 100


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _single(year: int, month: int, day: int) -> tuple[date, date] | None:
    value = _day(year, month, day)
    return (value, value) if value else None


def _month(year: int, month: int) -> tuple[date, date] | None:
    first = _day(year, month, 1)
    following = _day(year + month // 12, month % 12 + 1, 1)
    return (first, following - timedelta(days=1)) if first and following else None


def _either(a: int, b: int, year: int) -> tuple[date, date] | None:
    days = sorted(value for value in (_day(year, a, b), _day(year, b, a)) if value)
    return (days[0], days[-1]) if days else None
