"""Which day a holiday falls on in a given year."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any


def holiday_day(recipe: Mapping[str, Any], year: int) -> date:
    """The day of a holiday in ``year``; the recipe is one entry of ``holidays.yml``."""
    if "fixed" in recipe:
        month, day = recipe["fixed"]
        return date(year, month, day)
    if "easter" in recipe:
        return easter(year) + timedelta(days=recipe["easter"])
    month, weekday, nth = recipe["nth"]
    return _nth_weekday(year, month, weekday, nth) + timedelta(days=recipe.get("shift", 0))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    last = calendar.monthrange(year, month)[1]
    days = [date(year, month, day) for day in range(1, last + 1)]
    matching = [day for day in days if day.isoweekday() == weekday]
    return matching[nth - 1 if nth > 0 else nth]


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)
