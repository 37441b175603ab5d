"""From readings to intervals: bare clocks get a day, "from X to Y" is one span, function words open or close it."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.language.timex.clock import with_day
from dragoman.language.timex.expression import TimeExpression
from dragoman.language.timex.lexicon import Lexicon
from dragoman.language.timex.rules import Rule
from dragoman.language.timex.scene import Bounds, Reading, Scene
from dragoman.model.intervals import TimeInterval

LEFT_REACH = 80
"""How far before an expression, in characters, words count that say what it is for."""
_CLOCK_REACH = 60
_JOINS = {"from": frozenset({"to", "until", "till", "through", "-", "–"}), "between": frozenset({"and"})}
_PLAIN_JOINS = frozenset({"to", "through"})


@dataclass(frozen=True, slots=True)
class Found:
    """An expression that has been read; ``modifier`` is the function word before it."""

    start: int
    end: int
    rule: Rule
    reading: Reading
    modifier: str | None


def finished(found: Sequence[Found], text: str, scene: Scene) -> list[TimeExpression]:
    """The expressions with their intervals."""
    dated = [_on_its_day(found, place, text, scene) for place in range(len(found))]
    spans = _ranges(dated, text, scene.lexicon)
    return [_expression(one, span, text, scene.anchor) for one, span in zip(dated, spans, strict=True)]


def _on_its_day(found: Sequence[Found], place: int, text: str, scene: Scene) -> Found:
    """A bare time of day set on a day: the next one named in the same sentence, else the one before."""
    one = found[place]
    if one.rule.reader != "clock":
        return one
    neighbours = (_next_dated(found[place + 1 : place + 4]), _next_dated(reversed(found[max(0, place - 3) : place])))
    days = (other.reading for other in neighbours if other and _same_sentence(one, other, text, scene.lexicon))
    return replace(one, reading=with_day(one.reading, next(days, None), scene))


def _next_dated(neighbours: Iterable[Found]) -> Found | None:
    """The first expression that names a day; another clock, as in "9 a.m. EDT (1300 GMT)", does not."""
    dated = (one for one in neighbours if one.rule.reader != "clock" and one.reading.type in {"DATE", "TIME"})
    return next((one for one in dated if one.reading.period), None)


def _same_sentence(one: Found, other: Found, text: str, lexicon: Lexicon) -> bool:
    first, second = sorted((one, other), key=lambda found: found.start)
    if second.start - first.end > _CLOCK_REACH:
        return False
    return lexicon.context.sentence_end.search(text[first.end : second.start]) is None


def _ranges(found: Sequence[Found], text: str, lexicon: Lexicon) -> list[Bounds | None]:
    """For each expression, the whole span when it is one end of "from X to Y" or "between X and Y"."""
    bounds: list[Bounds | None] = [None] * len(found)
    for place, (left, right) in enumerate(itertools.pairwise(found)):
        if left.reading.period and right.reading.period and _joined(left, right, text, lexicon):
            first, last = left.reading.period.start, right.reading.period.end
            if first <= last:
                bounds[place] = bounds[place + 1] = (first, last)
    return bounds


def _joined(left: Found, right: Found, text: str, lexicon: Lexicon) -> bool:
    if right.start - left.end > 12:
        return False
    join = text[left.end : right.start].strip().casefold()
    moved = lexicon.context.rescheduling.search(text[max(0, left.start - LEFT_REACH) : left.start])
    return not moved and (join in _JOINS.get(left.modifier or "", ()) or join in _PLAIN_JOINS)


def _expression(one: Found, span: Bounds | None, text: str, anchor: date | None) -> TimeExpression:
    words, reading = text[one.start : one.end], one.reading
    return TimeExpression(
        start=one.start,
        end=one.end,
        text=words,
        type=reading.type,
        value=reading.value,
        interval=_interval(one, span, text, anchor),
        rule=one.rule.id,
        modifier=one.modifier,
        mod=reading.mod,
    )


def _interval(one: Found, span: Bounds | None, text: str, anchor: date | None) -> TimeInterval | None:
    reading, period = one.reading, one.reading.period
    own = reading.bounds or ((period.start, period.end) if period else None)
    if own is None:
        return None
    start, end = span or _turned(own, one, text, anchor)
    whole = period is not None and span is None and own == (period.start, period.end)
    precision = period.precision if period is not None and whole else "range"
    return TimeInterval(start=start, end=end, precision=precision, basis=reading.basis, text=text[one.start : one.end])


def _turned(own: Bounds, one: Found, text: str, anchor: date | None) -> Bounds:
    """Bounds as the function word has them: open after "since", before "until", from the document's date for "by"."""
    first, last = own
    if one.reading.type in {"DURATION", "SET"} or text[one.end : one.end + 2] in {"'s", "’s"}:
        return own
    match one.modifier:
        case "since":
            return first, None
        case "until" | "till" | "up until":
            return None, last
        case "by" | "no later than":
            return (anchor if anchor and last and anchor <= last else None), last
        case _:
            return own
