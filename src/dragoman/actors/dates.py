"""Partial ISO dates of the tables: a day, a month or a year, compared without claiming more than they say."""

import calendar
import re
from datetime import date
from functools import lru_cache

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")


def first_day(text: str) -> date | None:
    """The first day that an ISO date, month or year allows, None when it is none."""
    parsed = _parts(text)
    if parsed is None:
        return None
    year, month, day = parsed
    return _day(year, month or 1, day or 1)


def last_day(text: str) -> date | None:
    """The last day that an ISO date, month or year allows, None when it is none."""
    parsed = _parts(text)
    if parsed is None:
        return None
    year, month, day = parsed
    month = month or 12
    return _day(year, month, day or (calendar.monthrange(year, month)[1] if 1 <= month <= 12 and year else 1))


def earliest(text: str) -> str | None:
    """The first day that a partial date allows, as ISO text."""
    day = first_day(text)
    return day.isoformat() if day else None


def latest(text: str) -> str | None:
    """The last day that a partial date allows, as ISO text."""
    day = last_day(text)
    return day.isoformat() if day else None


def days_after(left: str | None, right: str | None) -> int | None:
    """Days from ``left`` to ``right``, None when either is unknown."""
    a, b = last_day(left or ""), first_day(right or "")
    return (b - a).days if a and b else None


@lru_cache(maxsize=8192)
def _parts(text: str) -> tuple[int, int | None, int | None] | None:
    match = _ISO.match(text.strip())
    if match is None:
        return None
    return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
