"""From a text to its time expressions."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from dragoman.language.timex.clock import with_day
from dragoman.language.timex.expression import Tense, TimeExpression
from dragoman.language.timex.lexicon import Lexicon, load_lexicon
from dragoman.language.timex.readers import READERS
from dragoman.language.timex.rules import Rule, load_rules
from dragoman.language.timex.scene import Bounds, Groups, Reading, Scene
from dragoman.language.timex.tense import surface_tense
from dragoman.model.intervals import TimeInterval

_LEFT_REACH = 80
_WINDOW = 80
"""How far a pattern may reach from the word that it cannot do without."""
_CLOCK_REACH = 60
_MEMORY = 800
"""How far on, in characters, a time is still what "that day" can point to: about two paragraphs of news."""
_JOINS = {"from": frozenset({"to", "until", "till", "through", "-", "–"}), "between": frozenset({"and"})}
_PLAIN_JOINS = frozenset({"to", "through"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    order: int
    rule: Rule
    groups: Groups


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    rule: Rule
    reading: Reading
    modifier: str | None


def find_times(
    text: str, *, anchor: date | None, tense_at: Callable[[int], Tense | None] | None = None, language: str = "en"
) -> list[TimeExpression]:
    """The time expressions of ``text`` in order of place, none overlapping another.

    Args:
        text: any text; offsets of the result are Unicode code points of it.
        anchor: the document's date, or None: then nothing that counts from it is given days.
        tense_at: the tense of the clause around a character offset, as a grammatical analysis knows it. Where it is not given, or
            answers None, the words around are asked; without a sign there, a weekday is one gone by.
        language: ISO 639-1 code of a language that the package has rules for.

    Raises:
        RuleError: when the language is not known.
    """
    lexicon = load_lexicon(language)
    scene = Scene(lexicon=lexicon, anchor=anchor)
    found = list(_read(text, load_rules(language), scene, tense_at))
    dated = [_on_its_day(found, place, text, scene) for place in range(len(found))]
    return [_expression(one, bounds, text, anchor) for one, bounds in zip(dated, _ranges(dated, text, lexicon), strict=True)]


def _candidates(text: str, rules: Sequence[Rule]) -> list[_Candidate]:
    """All matches: leftmost first, then longest; of one length, what only looks like a time and what knows its year go first."""
    places = {near: _windows(text, near) for near in {rule.near for rule in rules}}
    found = []
    for order, rule in enumerate(rules):
        if rule.unless_text and rule.unless_text.search(text):
            continue
        for match in (m for first, last in places[rule.near] for m in rule.pattern.finditer(text, first, last)):
            groups = rule.groups_at(text, match)
            if groups is not None:
                found.append(_Candidate(match.start(), match.end(), order, rule, groups))
    return sorted(found, key=lambda c: (c.start, -c.end, c.rule.reader is not None, not c.rule.given, c.order))


def _windows(text: str, near: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """The stretches of text around each match of ``near``, joined where they meet; all of it without one."""
    if near is None:
        return [(0, len(text))]
    windows: list[tuple[int, int]] = []
    for match in near.finditer(text):
        first, last = max(0, match.start() - _WINDOW), match.end() + _WINDOW
        if windows and first <= windows[-1][1]:
            first = windows.pop()[0]
        windows.append((first, last))
    return windows


def _read(
    text: str, rules: Sequence[Rule], scene: Scene, tense_at: Callable[[int], Tense | None] | None
) -> Iterator[_Found]:
    """Candidates that make sense, from left to right; one that does not leaves its words to the next."""
    taken = named_at = 0
    for candidate in _candidates(text, rules):
        if candidate.start < taken:
            continue
        if candidate.rule.reader is None:
            taken = candidate.end
            continue
        if candidate.start - named_at > _MEMORY:
            scene.reference = None
        scene.modifier = _modifier(text, candidate.start, scene.lexicon)
        scene.ask_tense = partial(_tense, text, candidate, scene.lexicon, tense_at)
        reading = _try_reading(candidate, scene)
        if reading is not None:
            taken = candidate.end
            named_at = candidate.start if _remember(reading, text, candidate.start, scene) else named_at
            yield _Found(candidate.start, candidate.end, candidate.rule, reading, scene.modifier)


def _tense(
    text: str, candidate: _Candidate, lexicon: Lexicon, tense_at: Callable[[int], Tense | None] | None
) -> Tense | None:
    known = tense_at(candidate.start) if tense_at else None
    return known or surface_tense(text, candidate.start, candidate.end, lexicon)


def _try_reading(candidate: _Candidate, scene: Scene) -> Reading | None:
    """The reading, or None when the figures are no date (31 June) or the calendar ends."""
    try:
        return READERS[candidate.rule.reader or ""](candidate.groups, scene)
    except (ValueError, OverflowError):
        return None


def _remember(reading: Reading, text: str, start: int, scene: Scene) -> bool:
    """Keep the time for "the next day", unless it only says when somebody spoke; True when it was kept."""
    scene.last = reading.period
    if reading.period is None or reading.value == "PRESENT_REF":
        return False
    if scene.lexicon.context.reporting.search(text[max(0, start - _LEFT_REACH) : start]):
        return False
    scene.reference = reading.period
    return True


def _modifier(text: str, start: int, lexicon: Lexicon) -> str | None:
    match = lexicon.context.modifiers.search(text[max(0, start - 24) : start])
    return " ".join(match[1].casefold().split()) if match else None


def _on_its_day(found: Sequence[_Found], place: int, text: str, scene: Scene) -> _Found:
    """A bare time of day set on a day: the next one named in the same sentence, else the one before."""
    one = found[place]
    if one.rule.reader != "clock":
        return one
    neighbours = (_next_dated(found[place + 1 : place + 4]), _next_dated(reversed(found[max(0, place - 3) : place])))
    days = (other.reading for other in neighbours if other and _same_sentence(one, other, text, scene.lexicon))
    return replace(one, reading=with_day(one.reading, next(days, None), scene))


def _next_dated(neighbours: Iterable[_Found]) -> _Found | None:
    """The first expression that names a day; another clock, as in "9 a.m. EDT (1300 GMT)", does not."""
    dated = (one for one in neighbours if one.rule.reader != "clock" and one.reading.type in {"DATE", "TIME"})
    return next((one for one in dated if one.reading.period), None)


def _same_sentence(one: _Found, other: _Found, text: str, lexicon: Lexicon) -> bool:
    first, second = sorted((one, other), key=lambda found: found.start)
    if second.start - first.end > _CLOCK_REACH:
        return False
    return lexicon.context.sentence_end.search(text[first.end : second.start]) is None


def _ranges(found: Sequence[_Found], text: str, lexicon: Lexicon) -> list[Bounds | None]:
    """For each expression, the whole span when it is one end of "from X to Y" or "between X and Y"."""
    bounds: list[Bounds | None] = [None] * len(found)
    for place, (left, right) in enumerate(zip(found, found[1:], strict=False)):
        if left.reading.period and right.reading.period and _joined(left, right, text, lexicon):
            first, last = left.reading.period.start, right.reading.period.end
            if first <= last:
                bounds[place] = bounds[place + 1] = (first, last)
    return bounds


def _joined(left: _Found, right: _Found, text: str, lexicon: Lexicon) -> bool:
    if right.start - left.end > 12:
        return False
    join = text[left.end : right.start].strip().casefold()
    moved = lexicon.context.rescheduling.search(text[max(0, left.start - _LEFT_REACH) : left.start])
    return not moved and (join in _JOINS.get(left.modifier or "", ()) or join in _PLAIN_JOINS)


def _expression(one: _Found, span: Bounds | None, text: str, anchor: date | None) -> TimeExpression:
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


def _interval(one: _Found, span: Bounds | None, text: str, anchor: date | None) -> TimeInterval | None:
    reading, period = one.reading, one.reading.period
    own = reading.bounds or ((period.start, period.end) if period else None)
    if own is None:
        return None
    start, end = span or _turned(own, one, text, anchor)
    whole = period is not None and span is None and own == (period.start, period.end)
    precision = period.precision if period is not None and whole else "range"
    return TimeInterval(start=start, end=end, precision=precision, basis=reading.basis, text=text[one.start : one.end])


def _turned(own: Bounds, one: _Found, text: str, anchor: date | None) -> Bounds:
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
