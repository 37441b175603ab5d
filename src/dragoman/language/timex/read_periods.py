"""Readers of months, seasons, quarters, years and longer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from dragoman.language.timex.lengths import quantity
from dragoman.language.timex.periods import (
    Period,
    century_of,
    containing,
    day_of,
    decade_of,
    half_of,
    month_of,
    part_of,
    quarter_of,
    season_of,
    shift,
    span,
    week_of,
    year_of,
)
from dragoman.language.timex.read_days import month_number, shifted_occurrence
from dragoman.language.timex.scene import BY_ANCHOR, Groups, Reading, Scene, first_of, named

_YEAR_STEPS = {
    "last": -1,
    "this": 0,
    "the": 0,
    "next": 1,
    "that": 0,
    "the same": 0,
    "the following": 1,
    "the previous": -1,
}


def with_part(reading: Reading, groups: Groups, scene: Scene) -> Reading:
    """The reading narrowed to its early, middle or late third."""
    word = first_of(groups, "part", "part_after")
    if word is None:
        return reading
    mod = scene.lexicon.code("PART", word)
    bounds = part_of(reading.period, mod) if reading.period else None
    return replace(reading, mod=mod, bounds=bounds)


def month(groups: Groups, scene: Scene) -> Reading:
    """A month, in the year written or in the likely one."""
    number = month_number(groups["month"], scene)
    if "year" in groups:
        return with_part(named(month_of(int(groups["year"]), number)), groups, scene)
    if "year_shift" in groups:
        return with_part(_month_in_shifted_year(number, groups["year_shift"].casefold(), scene), groups, scene)
    return with_part(_likely(lambda year: month_of(year, number), f"XXXX-{number:02d}", groups, scene), groups, scene)


def _month_in_shifted_year(number: int, shifted: str, scene: Scene) -> Reading:
    base = scene.base if shifted not in {"last", "this", "next"} else (day_of(scene.anchor) if scene.anchor else None)
    if base is None:
        return Reading(value=f"XXXX-{number:02d}", basis="no year known")
    return named(month_of(base.start.year + _YEAR_STEPS[shifted], number), f"month {BY_ANCHOR}")


def _likely(make: Callable[[int], Period], unknown: str, groups: Groups, scene: Scene) -> Reading:
    """The occurrence of a yearly period that the words and tense point to."""
    if scene.anchor is None:
        return Reading(value=unknown, basis="no document date")
    found = shifted_occurrence(make, groups.get("shift", "").casefold(), scene.anchor, scene)
    return named(found, f"{found.precision} {BY_ANCHOR}")


def year(groups: Groups, scene: Scene) -> Reading:
    """A year in figures."""
    return with_part(named(year_of(int(groups["year"]))), groups, scene)


def spelt_year(groups: Groups, scene: Scene) -> Reading:
    """A year in words, as broadcasters read it."""
    rest = quantity("-".join(groups["rest"].replace("-", " ").split()), scene).number or 0
    return named(year_of(scene.lexicon.code("SPELT_CENTURY", groups["century"]) * 100 + int(rest)))


def year_range(groups: Groups, scene: Scene) -> Reading | None:
    """Two years joined by a dash; None when the second is not the later."""
    first, second = int(groups["year"]), int(groups["second_year"])
    if second < 100:
        second += first // 100 * 100
    if second <= first:
        return None
    found = Period(f"{first:04d}/{second:04d}", date(first, 1, 1), date(second, 12, 31), "range")
    return named(found)


def decade(groups: Groups, scene: Scene) -> Reading:
    """Ten years; "the '90s" are those of the last century that had them."""
    first = int("".join(character for character in groups["year"] if character.isdecimal()))
    if first < 100:
        first += 2000 if scene.anchor and first + 2000 <= scene.anchor.year else 1900
    return with_part(named(decade_of(first)), groups, scene)


def century(groups: Groups, scene: Scene) -> Reading:
    """A hundred years by their ordinal."""
    return with_part(named(century_of(int(scene.lexicon.code("CENTURY_ORDINAL", groups["century"])))), groups, scene)


def season(groups: Groups, scene: Scene) -> Reading:
    """A season, in the year written or in the likely one."""
    code = scene.lexicon.code("SEASON", first_of(groups, "season", "season_after") or "")
    if "year" in groups:
        return with_part(named(season_of(int(groups["year"]), code)), groups, scene)
    return with_part(_likely(lambda y: season_of(y, code), f"XXXX-{code}", groups, scene), groups, scene)


def quarter(groups: Groups, scene: Scene) -> Reading | None:
    """A quarter or half of a year; None when a year has not so many."""
    half = groups.get("unit", "").casefold() == "half"
    number = _nth_part(groups, 2 if half else 4, scene)
    if number is None:
        return None

    def make(year: int) -> Period:
        return half_of(year, number) if half else quarter_of(year, number)

    written = first_of(groups, "year", "year_after", "year_first")
    if written is not None:
        return named(make(int(written)))
    if "shift" in groups and scene.anchor:
        return named(make(scene.anchor.year + _YEAR_STEPS[groups["shift"].casefold()]), f"quarter {BY_ANCHOR}")
    return _likely(make, f"XXXX-{'H' if half else 'Q'}{number}", {}, scene)


def _nth_part(groups: Groups, parts: int, scene: Scene) -> int | None:
    """Which of so many parts is meant; "the last quarter" is the fourth."""
    ordinal = first_of(groups, "ordinal", "ordinal_after")
    number = int(groups["number"]) if ordinal is None else int(scene.lexicon.code("ORDINAL", ordinal))
    number = parts if number < 0 else number
    return number if number <= parts else None


def edge(groups: Groups, scene: Scene) -> Reading | None:
    """The start, middle or end of a longer period."""
    mod = scene.lexicon.code("EDGE", groups["edge"])
    whole = _edged(groups, scene)
    if whole is None:
        return None
    return replace(whole, mod=mod, bounds=part_of(whole.period, mod) if whole.period else None)


def _edged(groups: Groups, scene: Scene) -> Reading | None:
    if "month" in groups:
        return month({name: groups[name] for name in ("month", "year") if name in groups}, scene)
    if "only_year" in groups:
        return named(year_of(int(groups["only_year"])))
    return _edged_unit(groups["shift"].casefold(), scene.lexicon.code("CALENDAR_UNIT", groups["unit"]), scene)


def _edged_unit(shifted: str, unit: str, scene: Scene) -> Reading | None:
    if unit == "D":
        return None
    if scene.anchor is None:
        return Reading(value=unknown_value(unit), basis="no document date")
    steps = {"last": -1, "next": 1}.get(shifted, 0)
    return named(containing(unit, shift(unit, containing(unit, scene.anchor).start, steps)), f"period {BY_ANCHOR}")


def unknown_value(unit: str) -> str:
    """The TimeML value of a calendar unit nothing more is known of."""
    return {
        "D": "XXXX-XX-XX",
        "W": "XXXX-WXX",
        "F": "XXXX-WXX",
        "WE": "XXXX-WXX-WE",
        "M": "XXXX-XX",
        "Q": "XXXX-QX",
        "DE": "XXX",
        "CE": "XX",
    }.get(unit, "XXXX")


def week_of_month(groups: Groups, scene: Scene) -> Reading | None:
    """The second week of May (days 8 to 14), or its first Sunday."""
    within = month({name: groups[name] for name in ("month", "year") if name in groups}, scene)
    nth = int(scene.lexicon.code("ORDINAL", groups["ordinal"]))
    if within.period is None:
        return Reading(value=f"{within.value}-WXX", basis=within.basis)
    number = scene.lexicon.code("WEEKDAY", groups["unit"])
    found = _nth_week(within.period, nth) if number is None else _nth_day(within.period, int(number), nth)
    return named(found, within.basis) if found else None


def _nth_week(within: Period, nth: int) -> Period | None:
    if nth < 0:
        return span(within.end - timedelta(days=6), within.end)
    first = within.start + timedelta(weeks=nth - 1)
    return span(first, min(first + timedelta(days=6), within.end)) if first <= within.end else None


def _nth_day(within: Period, number: int, nth: int) -> Period | None:
    days = [within.start + timedelta(days=i) for i in range((within.end - within.start).days + 1)]
    matching = [day for day in days if day.isoweekday() == number]
    return day_of(matching[nth - 1 if nth > 0 else -1]) if nth <= len(matching) else None


def week_of_day(groups: Groups, scene: Scene) -> Reading:
    """The calendar week around a day."""
    number, day = month_number(groups["month"], scene), int("".join(c for c in groups["day"] if c.isdecimal()))
    if "year" in groups:
        return named(week_of(date(int(groups["year"]), number, day)))
    return _likely(lambda y: week_of(date(y, number, day)), "XXXX-WXX", {}, scene)
