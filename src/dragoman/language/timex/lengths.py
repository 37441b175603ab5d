"""Lengths of time: how many of which unit, and their TimeML value."""

import re
from dataclasses import dataclass

from dragoman.language.timex.scene import Groups, Reading, Scene

HOURS = frozenset({"H", "MIN", "S"})
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_BETWEEN = re.compile(r"(?: |-)(?:to|or)(?: |-)|(?<=\d)[-–](?=\d)|–")
_HALF = re.compile(r"½|1/2|and a half")
_MANY = {"DE": ("Y", 10), "CE": ("Y", 100), "F": ("W", 2)}
_HALVES = {"Y": "6M", "H": "30M", "D": "T12H", "MIN": "30S"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of units; None when the words leave it open ("several")."""

    number: float | None


def unit_code(word: str, scene: Scene) -> str:
    """The TimeML letter of a unit from its singular or plural."""
    codes = (scene.lexicon.code(name, word) for name in ("UNIT", "UNITS", "CALENDAR_UNIT"))
    return str(next(code for code in codes if code is not None))


def quantity(words: str, scene: Scene) -> Quantity:
    """The number that ``words`` name; of "two to three" the larger, within which the other lies."""
    folded = _BETWEEN.split(" ".join(words.casefold().split()))[-1]
    if scene.lexicon.code("VAGUE_NUMBER", folded) is not None:
        return Quantity(None)
    half = 0.5 if _HALF.search(folded) else 0.0
    whole = _HALF.sub("", folded).strip(" -")
    figures = _FIGURES.match(whole)
    return Quantity((float(figures[0]) if figures else _in_words(whole, scene)) + half)


def _in_words(words: str, scene: Scene) -> float:
    known = scene.lexicon.code("NUMBER_WORD", words) or scene.lexicon.code("ARTICLE", words)
    if known is not None:
        return float(known)
    return float(sum(scene.lexicon.code("NUMBER_WORD", word) or 0 for word in words.split("-")))


def length_value(amount: Quantity, unit: str) -> str:
    """The TimeML duration: ``P3D``, ``PT5H30M``, ``PXW``; decades and centuries count in years."""
    unit, times = _MANY.get(unit, (unit, 1))
    prefix = "PT" if unit in HOURS else "P"
    letter = "M" if unit == "MIN" else unit
    if amount.number is None:
        return f"{prefix}X{letter}"
    number = amount.number * times
    whole = int(number)
    if number == whole:
        return f"{prefix}{whole}{letter}"
    if number - whole == 0.5 and unit in _HALVES:
        return f"{prefix}{whole}{letter}{_HALVES[unit]}" if whole else f"{prefix}{_HALVES[unit]}"
    return f"{prefix}{number:g}{letter}"


def duration(groups: Groups, scene: Scene) -> Reading:
    """How long something takes; it names no day."""
    unit = unit_code(groups["unit"], scene)
    plural = scene.lexicon.code("UNITS", groups["unit"]) is not None
    amount = quantity(groups["number"], scene) if "number" in groups else Quantity(None if plural else 1)
    mod = scene.lexicon.code("APPROX", groups["approx"]) if "approx" in groups else None
    return Reading(value=length_value(amount, unit), type="DURATION", mod=mod, basis="length")


def half_unit(groups: Groups, scene: Scene) -> Reading:
    """Half an hour, half a century."""
    mod = scene.lexicon.code("APPROX", groups["approx"]) if "approx" in groups else None
    value = length_value(Quantity(0.5), unit_code(groups["unit"], scene))
    return Reading(value=value, type="DURATION", mod=mod, basis="length")
