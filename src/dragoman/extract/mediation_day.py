"""When a mediation took place: of the days that a text names, the one for which most speaks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dragoman.extract.mediation_cast import standing_of
from dragoman.extract.mediation_words import MediationWords
from dragoman.language.pipeline import Layer
from dragoman.language.timex import TimeExpression

_LONGEST = timedelta(days=1)  # from the first day to the last: "on 27 and 28 February", but not "this week"
_BEFORE = timedelta(days=14)
_AFTER = timedelta(days=31)
_WEEK = timedelta(days=7)
_STALE = (timedelta(days=-6), timedelta(days=-5))
_TOO_FAR = timedelta(days=6)
_COUNTED = frozenset({"last", "past", "previous", "this", "next", "coming", "following"})


def day_of(layer: Layer, published: date | None, words: MediationWords) -> date | None:
    """The day near that of publication for which most speaks, else the day of publication.

    A point for each time that a day is named, one more where it is said of a meeting, one more for the day named first.
    """
    points: Counter[date] = Counter()
    for time, start in _days(layer.times, published):
        if published is None or published - _BEFORE <= start <= published + _AFTER:
            first = not points
            points[start] += 1 + first + _said_of_meeting(time, layer, words)
    return max(points, key=lambda day: points[day], default=published)


def last_day(times: Iterable[TimeExpression]) -> date | None:
    """The latest day that a text without a date prints with its year."""
    return max((start for _, start in _days(times, None)), default=None)


def _days(times: Iterable[TimeExpression], published: date | None) -> Iterator[tuple[TimeExpression, date]]:
    """Expressions that name a day, or two that follow each other, with the first; "now" names none."""
    for time in times:
        span = time.interval
        if span is None or time.type not in ("DATE", "TIME") or time.modifier == "since" or time.value == "PRESENT_REF":
            continue
        if span.start and span.end and span.end - span.start <= _LONGEST:
            yield time, _freshened(time, span.start, published)


def _freshened(time: TimeExpression, day: date, published: date | None) -> date:
    """The day, moved by a week if it is a bare weekday that would lie five or six days back or six days ahead.

    Reports call no day of the week before by its bare name. Where it seems so, the text is later than the day of
    publication that is known of it: that of an earlier report, or of another time zone. Nor do they call so the day
    that comes last: "was due in Cairo on Wednesday", on a Thursday, is yesterday.
    """
    if published is None or time.rule != "weekday" or not _COUNTED.isdisjoint(time.text.lower().split()):
        return day
    if _STALE[0] <= day - published <= _STALE[1]:
        return day + _WEEK
    return day - _WEEK if day - published == _TOO_FAR else day


def _said_of_meeting(time: TimeExpression, layer: Layer, words: MediationWords) -> bool:
    span = layer.doc.char_span(time.start, time.end, alignment_mode="expand")
    return span is not None and standing_of(span.root, words) in ("engaging", "mediating")
