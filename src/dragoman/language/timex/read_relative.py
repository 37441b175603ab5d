"""Readers of times that count from the document's date or from a time named before."""

from dataclasses import replace
from datetime import date, timedelta

from dragoman.language.timex.clock import UNKNOWN_DAY
from dragoman.language.timex.lengths import HOURS, Quantity, length_value, quantity, unit_code
from dragoman.language.timex.periods import Period, containing, day_of, shift
from dragoman.language.timex.read_periods import unknown_value, with_part
from dragoman.language.timex.scene import BY_ANCHOR, BY_REFERENCE, Groups, Reading, Scene, first_of, named

_STEPS = {
    **dict.fromkeys(("last", "this past", "the previous", "the preceding", "the prior"), -1),
    **dict.fromkeys(("this", "the current", "the"), 0),
    **dict.fromkeys(("next", "this coming", "the coming", "the next", "the following", "following"), 1),
}


def shifted_unit(groups: Groups, scene: Scene) -> Reading:
    """Last week, early next month, later this year; "the past week" is a length that ends today."""
    shifted, unit = groups["shift"].casefold(), unit_code(groups["unit"], scene)
    if shifted in {"the last", "the past", "past", "coming", "the coming", "the next"}:
        return _stretch(Quantity(1), unit, -1 if "ast" in shifted else 1, scene)
    if scene.anchor is None:
        return Reading(value=unknown_value(unit), basis="no document date")
    there = shift(unit, containing(unit, scene.anchor).start, _STEPS[shifted])
    reading = with_part(named(containing(unit, there), f"{groups['unit'].casefold()} {BY_ANCHOR}"), groups, scene)
    return _side(reading, groups, scene.anchor)


def _side(reading: Reading, groups: Groups, now: date) -> Reading:
    """Earlier this month ends now, later this month starts now."""
    side, period = groups.get("side", "").casefold(), reading.period
    if not side or period is None:
        return reading
    mod = "START" if side == "earlier" else "END"
    if not period.start <= now <= period.end:
        return replace(reading, mod=mod)
    return replace(reading, mod=mod, bounds=(period.start, now) if mod == "START" else (now, period.end))


def same_unit(groups: Groups, scene: Scene) -> Reading | None:
    """That day, the same week: the period around the time named before."""
    return _around_reference(groups, 0, scene)


def neighbour_unit(groups: Groups, scene: Scene) -> Reading | None:
    """The next day, the following week, the day before: counted from the time named before."""
    shifted, side = " ".join(groups["shift"].casefold().split()), groups.get("side", "").casefold()
    steps = {"after": 1, "later": 1, "before": -1, "earlier": -1}.get(side, _STEPS[shifted])
    if shifted == "the" and not side:
        return None
    return _around_reference(groups, steps, scene)


def _around_reference(groups: Groups, steps: int, scene: Scene) -> Reading | None:
    daypart = scene.lexicon.code("DAYPART", groups["unit"])
    unit = "D" if daypart else unit_code(groups["unit"], scene)
    base = scene.reference
    time = f"T{daypart}" if daypart else ""
    if base is not None and unit == "D" and not steps and base.precision in {"month", "year"} and not daypart:
        value = base.value + {"month": "-XX", "year": "-XX-XX"}[base.precision]
        return Reading(value=value, bounds=(base.start, base.end), basis=BY_REFERENCE)
    if base is None or (unit == "D" and base.precision != "day"):
        unknown = UNKNOWN_DAY if unit == "D" else unknown_value(unit)
        return Reading(value=unknown + time, type="TIME" if daypart else "DATE", basis="no time named before")
    found = containing(unit, shift(unit, base.start, steps))
    return Reading(value=found.value + time, type="TIME" if daypart else "DATE", period=found, basis=BY_REFERENCE)


def ago(groups: Groups, scene: Scene) -> Reading | None:
    """Three days ago, two weeks from now: a calendar period as exact as the unit."""
    steps = -1 if groups["way"].casefold() == "ago" else 1
    base = day_of(scene.anchor) if scene.anchor else None
    return _counted(groups, steps, base, f"count {BY_ANCHOR}", scene)


def offset(groups: Groups, scene: Scene) -> Reading | None:
    """Two weeks earlier, a year later: counted from the time named before; "two days before" alone is a length."""
    way = groups["way"].casefold()
    if way in {"before", "after"} and "close" not in groups:
        return None
    if way in {"earlier", "later", "ago", "previously", "afterwards"} or "close" in groups:
        steps = -1 if way in {"earlier", "ago", "before", "previously"} else 1
        return _counted(groups, steps, _offset_base(way, scene), f"count {BY_REFERENCE}", scene)
    return None


def _offset_base(way: str, scene: Scene) -> Period | None:
    """A "year-ago" figure is set against a quarter, and without one against the document's date."""
    quarter = scene.reference is not None and scene.reference.precision == "quarter"
    if way == "ago" and not quarter:
        return day_of(scene.anchor) if scene.anchor else None
    return scene.base


def _counted(groups: Groups, steps: int, base: Period | None, basis: str, scene: Scene) -> Reading | None:
    """The period so many units before (``steps`` -1) or after (1) ``base``, as exact as the unit."""
    amount, unit = _amount(groups, scene), unit_code(first_of(groups, "unit", "unit_alone") or "", scene)
    mod = scene.lexicon.code("APPROX", groups["approx"]) if "approx" in groups else None
    if unit in HOURS or amount.number is None:
        return _vague(amount, unit, basis, steps, mod)
    if base is None or not _fine_enough(base, unit):
        return Reading(value=unknown_value(unit), mod=mod, basis="no time to count from")
    if base.precision == "quarter" and unit == "Y":
        return named(containing("Q", shift("Y", base.start, steps * int(amount.number))), basis, mod=mod)
    unit, number = _in_whole_units(unit, amount.number)
    return named(containing(unit, shift(unit, base.start, steps * number)), basis, mod=mod)


def _fine_enough(base: Period, unit: str) -> bool:
    """Whether a unit can be counted from ``base``: two weeks after 1948 is no week."""
    days = (base.end - base.start).days + 1
    return days <= {"D": 1, "W": 7, "F": 7, "M": 31}.get(unit, 366)


def _amount(groups: Groups, scene: Scene) -> Quantity:
    """The number of units; "years ago" has none, "year-ago" has one."""
    if "number" in groups:
        return quantity(groups["number"], scene)
    return Quantity(None if "unit_alone" in groups else 1)


def _in_whole_units(unit: str, number: float) -> tuple[str, int]:
    """The same length in units of which there is a whole number; a decade ago is ten years ago, to the year."""
    unit, times = {"DE": ("Y", 10), "CE": ("Y", 100), "F": ("W", 2)}.get(unit, (unit, 1))
    number *= times
    if number != int(number):
        unit, number = ("M", number * 12) if unit == "Y" else ("D", number * {"W": 7, "M": 30}.get(unit, 1))
    return unit, int(number)


def _vague(amount: Quantity, unit: str, basis: str, steps: int, mod: str | None) -> Reading:
    """Hours leave the day open, and so do uncounted units: months ago is past and no more, days later a length."""
    if amount.number is None and unit not in HOURS and BY_ANCHOR in basis:
        return Reading(value="PAST_REF" if steps < 0 else "FUTURE_REF", mod=mod, basis="uncounted")
    return Reading(value=length_value(amount, unit), type="DURATION", mod=mod, basis="day left open")


def spread(groups: Groups, scene: Scene) -> Reading:
    """The past two years, the next 48 hours."""
    shifted = groups["shift"].casefold()
    amount, unit = quantity(groups["number"], scene), unit_code(groups["unit"], scene)
    if shifted in {"first", "following"}:
        return Reading(value=length_value(amount, unit), type="DURATION", basis="start not known")
    return _stretch(amount, unit, 1 if shifted in {"next", "coming"} else -1, scene)


def vague_spread(groups: Groups, scene: Scene) -> Reading:
    """Recent weeks, the coming days."""
    ahead = groups["shift"].casefold() == "coming"
    return _stretch(Quantity(None), unit_code(groups["unit"], scene), 1 if ahead else -1, scene)


def _stretch(amount: Quantity, unit: str, direction: int, scene: Scene) -> Reading:
    """A length of time that ends (direction -1) or starts (1) on the document's date."""
    value = length_value(amount, unit)
    if scene.anchor is None:
        return Reading(value=value, type="DURATION", basis="no document date")
    far = _far_end(amount, unit, direction, scene.anchor)
    bounds = (far, scene.anchor) if direction < 0 else (scene.anchor, far)
    return Reading(value=value, type="DURATION", bounds=bounds, basis=f"stretch {BY_ANCHOR}")


def _far_end(amount: Quantity, unit: str, direction: int, anchor: date) -> date | None:
    if amount.number is None:
        return None
    if unit in HOURS:
        hours = amount.number * {"H": 1, "MIN": 1 / 60, "S": 1 / 3600}[unit]
        return anchor + timedelta(days=direction * -(-int(hours) // 24))
    return shift(unit, anchor, direction * int(amount.number))
