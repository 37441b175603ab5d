"""Readers of repeated times and of times without a date (now, recently, the future)."""

from dragoman.language.timex.lengths import Quantity, length_value, quantity, unit_code
from dragoman.language.timex.periods import Period
from dragoman.language.timex.read_days import weekday_number
from dragoman.language.timex.scene import Groups, Reading, Scene, first_of


def every_weekday(groups: Groups, scene: Scene) -> Reading:
    """A weekday of each week: ``XXXX-WXX-2``."""
    number = weekday_number(first_of(groups, "weekday", "weekdays") or "", scene)
    part = f"T{scene.lexicon.code('DAYPART', groups['daypart'])}" if "daypart" in groups else ""
    return Reading(value=f"XXXX-WXX-{number}{part}", type="SET", basis="repeated")


def every_unit(groups: Groups, scene: Scene) -> Reading:
    """Every day, every two weeks, every other year."""
    word = groups.get("number", "one").casefold()
    amount = {"other": Quantity(2), "few": Quantity(None)}.get(word) or quantity(word, scene)
    return Reading(value=length_value(amount, unit_code(groups["unit"], scene)), type="SET", basis="repeated")


def per_unit(groups: Groups, scene: Scene) -> Reading:
    """So much a year."""
    return Reading(value=length_value(Quantity(1), unit_code(groups["unit"], scene)), type="SET", basis="repeated")


def adverb(groups: Groups, scene: Scene) -> Reading:
    """Daily, annually."""
    return Reading(value=scene.lexicon.code("EVERY_ADVERB", groups["adverb"]), type="SET", basis="repeated")


def reference(groups: Groups, scene: Scene) -> Reading:
    """Now, recently, in the future; only now has a day, that of the document."""
    for group, name in (("present", "PRESENT"), ("past", "PAST"), ("future", "FUTURE")):
        if group in groups:
            value = scene.lexicon.code(name, groups[group])
            break
    else:
        value = "PRESENT_REF"
    now = scene.anchor if value == "PRESENT_REF" else None
    period = Period("PRESENT_REF", now, now, "unknown") if now else None
    return Reading(value=value, period=period, basis="time of writing" if now else "no date")
