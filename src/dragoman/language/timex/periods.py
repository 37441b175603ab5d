"""Calendar periods: a day, week, month, season or longer, with its TimeML value and its first and last day."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.model.intervals import Precision

SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each meteorological season of the northern hemisphere, where the reports are written."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days ``start`` to ``end``, both included, under the TimeML value that names them."""

    value: str
    start: date
    end: date
    precision: Precision


def day_of(day: date) -> Period:
    """The day itself."""
    return Period(day.isoformat(), day, day, "day")


def week_of(day: date) -> Period:
    """The ISO 8601 week (Monday to Sunday) around ``day``."""
    year, week, weekday = day.isocalendar()
    first = day - timedelta(days=weekday - 1)
    return Period(f"{year:04d}-W{week:02d}", first, first + timedelta(days=6), "week")


def weekend_of(day: date) -> Period:
    """Saturday and Sunday of the ISO week around ``day``."""
    week = week_of(day)
    return Period(f"{week.value}-WE", week.end - timedelta(days=1), week.end, "range")


def month_of(year: int, month: int) -> Period:
    """The calendar month."""
    last = calendar.monthrange(year, month)[1]
    return Period(f"{year:04d}-{month:02d}", date(year, month, 1), date(year, month, last), "month")


def quarter_of(year: int, quarter: int) -> Period:
    """The calendar quarter 1 to 4."""
    last = month_of(year, quarter * 3)
    return Period(f"{year:04d}-Q{quarter}", date(year, quarter * 3 - 2, 1), last.end, "quarter")


def half_of(year: int, half: int) -> Period:
    """The half year 1 or 2."""
    last = month_of(year, half * 6)
    return Period(f"{year:04d}-H{half}", date(year, half * 6 - 5, 1), last.end, "range")


def season_of(year: int, season: str) -> Period:
    """The meteorological season that starts in ``year``; winter ends in the February after."""
    month = SEASON_STARTS[season]
    last = month_of(year + (month == 12), (month + 1) % 12 + 1)
    return Period(f"{year:04d}-{season}", date(year, month, 1), last.end, "season")


def year_of(year: int) -> Period:
    """The calendar year."""
    return Period(f"{year:04d}", date(year, 1, 1), date(year, 12, 31), "year")


def decade_of(year: int) -> Period:
    """The ten years that share the first three digits of ``year``."""
    first = year // 10 * 10
    return Period(f"{first // 10:03d}X", date(first, 1, 1), date(first + 9, 12, 31), "decade")


def century_of(ordinal: int) -> Period:
    """The hundred years that the ``ordinal`` names: the 20th is 1900 to 1999, as news writes it."""
    first = ordinal * 100 - 100
    return Period(f"{first // 100:02d}XX", date(first, 1, 1), date(first + 99, 12, 31), "range")


def span(first: date, last: date) -> Period:
    """A run of days that no single calendar unit names."""
    return Period(f"{first.isoformat()}/{last.isoformat()}", first, last, "range")


def containing(unit: str, day: date) -> Period:
    """The period of TimeML ``unit`` (D, W, WE, M, Q, Y, DE, CE) that holds ``day``."""
    match unit:
        case "D":
            return day_of(day)
        case "W" | "F":
            return week_of(day)
        case "WE":
            return weekend_of(day)
        case "M":
            return month_of(day.year, day.month)
        case "Q":
            return quarter_of(day.year, (day.month + 2) // 3)
        case "Y":
            return year_of(day.year)
        case "DE":
            return decade_of(day.year)
        case "CE":
            return century_of(day.year // 100 + 1)
        case _:
            raise ValueError(f"no calendar period for unit {unit!r}")


def shift(unit: str, day: date, count: int) -> date:
    """The day ``count`` units after ``day`` (before it when negative), kept inside shorter months.

    Raises:
        ValueError: when the day falls outside years 1 to 9999 or the unit has no length in days.
        OverflowError: as above, from the date type.
    """
    days = {"D": 1, "W": 7, "WE": 7, "F": 14}.get(unit)
    if days is not None:
        return day + timedelta(days=days * count)
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    if months is None:
        raise ValueError(f"unit {unit!r} is no number of days")
    year, month = divmod(day.year * 12 + day.month - 1 + months * count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def part_of(period: Period, mod: str) -> tuple[date, date]:
    """First and last day of the early (START), middle (MID) or late (END) third of ``period``."""
    if period.precision == "year":
        first_month = {"START": 1, "MID": 5, "END": 9}[mod]
        return date(period.start.year, first_month, 1), month_of(period.start.year, first_month + 3).end
    third = ((period.end - period.start).days + 1) // 3
    first_cut, second_cut = period.start + timedelta(days=third), period.end - timedelta(days=third)
    cuts = {
        "START": (period.start, first_cut - timedelta(days=1)),
        "MID": (first_cut, second_cut),
        "END": (second_cut + timedelta(days=1), period.end),
    }
    return cuts[mod]


def weekday_near(day: date, weekday: int, *, step: int, strict: bool = False) -> date:
    """The ISO ``weekday`` nearest to ``day`` going back (``step`` -1) or on (1), never ``day`` itself if ``strict``."""
    distance = ((weekday - day.isoweekday()) * step) % 7
    return day + timedelta(days=step * (7 if strict and distance == 0 else distance))
