"""Times of day, and the day they belong to."""

import re
from dataclasses import replace

from dragoman.language.timex.choosing import looks_ahead
from dragoman.language.timex.periods import day_of, shift, weekday_near
from dragoman.language.timex.scene import BY_ANCHOR, BY_REFERENCE, Bounds, Groups, Reading, Scene, first_of, named

_FIGURES = re.compile(r"(\d{1,2})[:.h]?(\d\d)?")
_PLAIN_DAY = re.compile(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)")
UNKNOWN_DAY = "XXXX-XX-XX"


def timed(day: Reading, groups: Groups, scene: Scene) -> Reading:
    """The reading of a day, narrowed to the time of day that is printed with it."""
    clock = first_of(groups, "clock", "clock_after", "clock_later")
    if clock is not None and (time := clock_value(clock, scene)) is not None:
        return replace(day, value=day.value + time, type="TIME", bounds=day.bounds or _days(day))
    if "daypart" in groups:
        part = scene.lexicon.code("DAYPART", groups["daypart"])
        return replace(day, value=f"{day.value}T{part}", type="TIME", bounds=day.bounds or _days(day))
    return day


def _days(day: Reading) -> Bounds | None:
    return (day.period.start, day.period.end) if day.period else None


def clock_value(words: str, scene: Scene) -> str | None:
    """The TimeML time of a clock expression (``T10:35``), or None when it is no time of day."""
    folded = " ".join(words.casefold().split())
    noon = scene.lexicon.code("NOON", folded)
    if noon is not None:
        return f"T{noon}"
    figures = _FIGURES.match(folded)
    if figures is None:
        number = scene.lexicon.code("NUMBER_WORD", folded.split()[0])
        hour, minute = (number if isinstance(number, int) else 99), "00"
    else:
        hour, minute = int(figures[1]), figures[2] or "00"
    hour = _in_half_day(hour, folded)
    return f"T{hour:02d}:{minute}" if hour < 24 else None


def _in_half_day(hour: int, words: str) -> int:
    """The hour of 24 that a clock of 12 shows before or after noon."""
    afternoon = re.search(r"p\.?m|afternoon|evening|at night", words) is not None
    morning = re.search(r"a\.?m\b|a\.m|morning", words) is not None
    if afternoon and hour < 12:
        return hour + 12
    return 0 if morning and hour == 12 else hour


def clock(groups: Groups, scene: Scene) -> Reading | None:
    """A time of day alone; the day is found once its neighbours are read."""
    time = clock_value(groups["clock"], scene)
    return Reading(value=time, type="TIME", basis="day named nearby") if time else None


def with_day(time: Reading, day: Reading | None, scene: Scene) -> Reading:
    """A bare time of day set on the day named beside it, else on the time last named, else on the document's date."""
    if day is not None and _PLAIN_DAY.match(day.value):
        value = day.value[:10]
        return replace(time, value=value + time.value, period=day.period, bounds=_days(day), basis=day.basis)
    base = scene.base
    if base is None or base.precision != "day":
        base = day_of(scene.anchor) if scene.anchor else None
    if base is None:
        return replace(time, value=UNKNOWN_DAY + time.value, basis="no day known")
    return replace(
        time,
        value=base.value + time.value,
        period=base,
        bounds=(base.start, base.end),
        basis=f"time of day {BY_REFERENCE}",
    )


def daypart(groups: Groups, scene: Scene) -> Reading:
    """This morning, last night, and the evening of a day named before."""
    code = scene.lexicon.code("DAYPART", groups["daypart"]) or "NI"
    return _part_of_day(_day_of_part(groups, scene), code)


def _day_of_part(groups: Groups, scene: Scene) -> Reading:
    """The day that a part of a day belongs to: its own weekday, the document's date, or the time named before."""
    shifted, anchor = groups.get("shift", "").casefold(), scene.anchor
    if anchor and "weekday" in groups:
        number = int(scene.lexicon.code("WEEKDAY", groups["weekday"]))
        return named(day_of(weekday_near(anchor, number, step=1 if looks_ahead(scene) else -1)), f"weekday {BY_ANCHOR}")
    if anchor and shifted in {"this", "last"}:
        return named(day_of(shift("D", anchor, -1 if shifted == "last" else 0)), f"day {BY_ANCHOR}")
    base = None if shifted in {"this", "last"} else scene.base
    if base is None or base.precision != "day":
        return Reading(value=UNKNOWN_DAY, basis="no day known")
    return named(base, f"time of day {BY_REFERENCE}")


def _part_of_day(day: Reading, code: str) -> Reading:
    return replace(day, value=f"{day.value}T{code}", type="TIME", bounds=_days(day))
