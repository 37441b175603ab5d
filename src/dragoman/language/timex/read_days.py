"""Readers of single days: dates in words and figures, weekdays, feasts, today and tomorrow."""

from collections.abc import Callable
from datetime import date, timedelta

from dragoman.language.timex.choosing import in_nearest_year, in_this_year, looks_ahead
from dragoman.language.timex.clock import timed
from dragoman.language.timex.holidays import holiday_day
from dragoman.language.timex.periods import Period, day_of, shift, span, week_of, weekday_near, weekend_of
from dragoman.language.timex.scene import BY_ANCHOR, Groups, Reading, Scene, first_of, named

_DEICTIC = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
_BACK = frozenset({"last", "this past", "the previous"})
_ON = frozenset({"next", "this coming", "the coming", "the following", "the next", "coming"})
_TWO_DIGIT_PIVOT = 50


def month_number(word: str, scene: Scene) -> int:
    """The number of a month from its name or abbreviation."""
    code = scene.lexicon.code("MONTH", word)
    return int(code if code is not None else scene.lexicon.code("SHORT_MONTH", word))


def weekday_number(word: str, scene: Scene) -> int:
    """The ISO number of a weekday from its name, plural or abbreviation."""
    codes = (scene.lexicon.code(name, word) for name in ("WEEKDAY", "SHORT_WEEKDAY", "WEEKDAYS"))
    return int(next(code for code in codes if code is not None))


def _day_number(word: str) -> int:
    return int("".join(character for character in word if character.isdecimal()))


def full_date(groups: Groups, scene: Scene) -> Reading:
    """A day with its month and year."""
    month = month_number(first_of(groups, "month", "month_after", "month_short") or "", scene)
    day = _day_number(first_of(groups, "day", "day_first", "day_short") or "")
    year = int(first_of(groups, "year", "year_after") or f"19{groups['year_short']}")
    scene.years[month, day] = year
    return timed(named(day_of(date(year, month, day))), groups, scene)


def month_day(groups: Groups, scene: Scene) -> Reading:
    """A day with its month; the year is written elsewhere, remembered, or the likely one."""
    month = month_number(first_of(groups, "month", "month_after") or "", scene)
    day = _day_number(first_of(groups, "day", "day_first") or "")
    if "year" in groups:
        return timed(named(day_of(date(int(groups["year"]), month, day))), groups, scene)
    return timed(_yearless(month, day, groups.get("shift", "").casefold(), scene), groups, scene)


def further_day(groups: Groups, scene: Scene) -> Reading:
    """The second day of "May 15 to 17", in the year of the first."""
    month, day = month_number(groups["month"], scene), _day_number(groups["day"])
    if scene.last is not None and scene.last.start.month == month:
        return named(day_of(date(scene.last.start.year, month, day)), "year of the day before it")
    return _yearless(month, day, "", scene)


def day_of_month(groups: Groups, scene: Scene) -> Reading:
    """The 15th: of this month, or of the one that "last", "next" or the tense points to."""
    number, anchor = _day_number(groups["day"]), scene.anchor
    if anchor is None:
        return Reading(value=f"XXXX-XX-{number:02d}", basis="no document date")
    shifted = groups.get("shift", "").casefold()
    steps = {"last": -1, "next": 1}.get(shifted, 0)
    if not shifted:
        ahead = looks_ahead(scene)
        steps = 1 if ahead and number < anchor.day else -1 if not ahead and number > anchor.day else 0
    there = shift("M", anchor.replace(day=1), steps)
    return named(day_of(there.replace(day=number)), f"day of the month {BY_ANCHOR}")


def _yearless(month: int, day: int, shifted: str, scene: Scene) -> Reading:
    date(2000, month, day)  # no such day in any year: not a date
    if not shifted and (month, day) in scene.years:
        return named(day_of(date(scene.years[month, day], month, day)), "year named before")
    if scene.anchor is None:
        return Reading(value=f"XXXX-{month:02d}-{day:02d}", basis="no year known")

    def occurrence(year: int) -> Period:
        return day_of(date(year, month, min(day, 28) if (month, day) == (2, 29) else day))

    return named(shifted_occurrence(occurrence, shifted, scene.anchor, scene), f"month and day {BY_ANCHOR}")


def shifted_occurrence(make: Callable[[int], Period], shifted: str, anchor: date, scene: Scene) -> Period:
    """The occurrence of a yearly period that "last", "next" or the tense points to."""
    years = range(anchor.year - 2, anchor.year + 3)
    if shifted in _BACK:
        return max((make(y) for y in years if make(y).end < anchor), key=lambda p: p.start)
    if shifted in _ON:
        return min((make(y) for y in years if make(y).start > anchor), key=lambda p: p.start)
    return in_this_year(make, anchor) if shifted == "this" else in_nearest_year(make, anchor, scene)


def day_range(groups: Groups, scene: Scene) -> Reading:
    """Two days joined by a dash."""
    last_month = month_number(first_of(groups, "second_month", "month_after", "month") or "", scene)
    first_month = month_number(first_of(groups, "month", "month_first", "month_after") or "", scene)
    first_day = _day_number(first_of(groups, "day", "day_first") or "")
    last_day = _day_number(first_of(groups, "second_day", "second_day_first") or "")
    year = first_of(groups, "year", "year_after")
    if year is None:
        start = _yearless(first_month, first_day, "", scene).period
        if start is None:
            return Reading(value=f"XXXX-{first_month:02d}-{first_day:02d}/XXXX-{last_month:02d}-{last_day:02d}")
        year = str(start.start.year)
    first, last = date(int(year), first_month, first_day), date(int(year), last_month, last_day)
    return named(span(first, last)) if first < last else named(day_of(first))


def numeric(groups: Groups, scene: Scene) -> Reading:
    """A date in figures whose order is known."""
    period = day_of(date(int(groups["year"]), int(groups["month_number"]), int(groups["day"])))
    return timed(named(period), groups, scene)


def slashed(groups: Groups, scene: Scene) -> Reading:
    """A date with slashes: month first as in America unless that is impossible; no days when both orders are."""
    first, second, year = int(groups["first"]), int(groups["second"]), int(groups["year"])
    if len(groups["year"]) == 2:
        year += 1900 if year >= _TWO_DIGIT_PIVOT else 2000
    month, day = (second, first) if first > 12 else (first, second)
    found = day_of(date(year, month, day))
    if max(first, second) <= 12 and first != second:
        return Reading(value=found.value, basis="order of day and month not known")
    return named(found)


def weekday(groups: Groups, scene: Scene) -> Reading:
    """A weekday counted from the document's date."""
    number = weekday_number(groups["weekday"], scene)
    if scene.anchor is None:
        return timed(Reading(value=f"XXXX-WXX-{number}", basis="no document date"), groups, scene)
    found = _weekday_by_words(number, groups, scene.anchor, scene)
    mod = scene.lexicon.code("PART", groups["part"]) if "part" in groups else None
    return timed(named(day_of(found), f"weekday {BY_ANCHOR}", mod=mod), groups, scene)


def _weekday_by_words(number: int, groups: Groups, anchor: date, scene: Scene) -> date:
    shifted, week = groups.get("shift", "").casefold(), groups.get("week", "").casefold()
    if week:
        there = anchor + timedelta(weeks={"last": -1, "this": 0, "next": 1}[week])
        return week_of(there).start + timedelta(days=number - 1)
    if shifted in _BACK:
        return weekday_near(anchor, number, step=-1, strict=True)
    if shifted in _ON:
        return weekday_near(anchor, number, step=1, strict=True)
    if shifted == "this" and scene.tense != "past":
        return weekday_near(anchor, number, step=1)
    return weekday_near(anchor, number, step=1 if looks_ahead(scene) else -1)


def weekend(groups: Groups, scene: Scene) -> Reading:
    """A Saturday and Sunday counted from the document's date, or for "that weekend" from the time named before."""
    shifted = groups["shift"].casefold()
    if scene.anchor is None:
        return Reading(value="XXXX-WXX-WE", basis="no document date")
    if shifted in {"that", "the following", "previous", "the previous"} and scene.reference:
        steps = {"that": 0, "the following": 1}.get(shifted, -1)
        return named(weekend_of(shift("W", scene.reference.start, steps)))
    here = weekend_of(scene.anchor)
    begun = here.start <= scene.anchor
    if shifted in {"next", "this", "this coming", "the coming"} or looks_ahead(scene):
        steps = 1 if shifted == "next" else 0
    else:
        steps = 0 if begun and shifted not in _BACK else -1
    return named(weekend_of(shift("W", scene.anchor, steps)), f"weekend {BY_ANCHOR}")


def deictic(groups: Groups, scene: Scene) -> Reading:
    """Today, yesterday and tomorrow."""
    word = " ".join(groups["deictic"].casefold().split())
    night = word == "tonight" and not {"clock", "clock_after", "clock_later"} & set(groups)
    parts = dict(groups) | ({"daypart": "night"} if night else {})
    if scene.anchor is None:
        return timed(Reading(value="XXXX-XX-XX", basis="no document date"), parts, scene)
    return timed(named(day_of(shift("D", scene.anchor, _DEICTIC[word])), f"day {BY_ANCHOR}"), parts, scene)


def holiday(groups: Groups, scene: Scene) -> Reading:
    """The day of a feast, in the year written or in the likely one."""
    recipe = scene.lexicon.holidays[scene.lexicon.code("HOLIDAY", groups["holiday"])]

    def occurrence(year: int) -> Period:
        day = holiday_day(recipe, year)
        return {"week": week_of, "weekend": weekend_of}.get(groups.get("around", "").casefold(), day_of)(day)

    if "year" in groups:
        return named(occurrence(int(groups["year"])))
    if scene.anchor is None:
        return Reading(value="XXXX-XX-XX", basis="no year known")
    found = shifted_occurrence(occurrence, groups.get("shift", "").casefold(), scene.anchor, scene)
    return named(found, f"feast {BY_ANCHOR}")
