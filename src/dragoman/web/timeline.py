"""When things happened against when they were reported: bars for meetings, a count and a line for each row."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dragoman.ledger.rows import Row, RowType
from dragoman.model import Report, TimeInterval
from dragoman.state.earlier import RoundLine

TYPES: Final[tuple[RowType, ...]] = ("meeting", "attendance", "delegation", "position", "event")
DRAWN: Final = 60
"""Meetings that are drawn, the last of them; what comes before stands under the rounds."""
_MARGIN = timedelta(days=3)
_AHEAD = timedelta(days=90)
"""What is to happen later than this after the last report is not drawn, nor what happened so long before the first."""
_TICKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Days as places on a line, in per cent of its width."""

    start: date
    end: date

    def at(self, day: date) -> float:
        """Where a day begins, 0 to 100; days outside lie at the ends."""
        share = (day - self.start) / (self.end - self.start)
        return round(100 * min(1.0, max(0.0, share)), 2)

    def noon(self, day: date) -> float:
        """The middle of a day."""
        return round((self.at(day) + self.at(day + timedelta(days=1))) / 2, 2)

    def ticks(self) -> list[tuple[date, float]]:
        """A few days with their places."""
        step = max(1, (self.end - self.start).days // _TICKS)
        days = [self.start + timedelta(days=n) for n in range(0, (self.end - self.start).days, step)]
        return [(day, self.at(day)) for day in days[:_TICKS]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One meeting on the line.

    Attributes:
        line: the meeting with what is known of it.
        drawn: left end and width of the days on which it may have been, in per cent; None when none lie on the line.
        uncertain: the days are more than one.
        told: the days on which it was reported.
        marks: their places, in per cent.
    """

    line: RoundLine
    drawn: tuple[float, float] | None
    uncertain: bool
    told: tuple[date, ...]
    marks: tuple[float, ...]


def scale_of(rows: Iterable[Row], lines: Sequence[RoundLine]) -> Scale | None:
    """The days from the first report to the last, with meetings close before and after; None when nothing is dated."""
    told = {row.published.best for row in rows if row.published.best}
    told |= {row.published.best for line in lines for row in line.rows if row.published.best}
    if not told:
        return None
    first, last = min(told) - _AHEAD, max(told) + _AHEAD
    ends = {end for line in lines if line.time for end in (line.time.start, line.time.end) if end}
    days = told | {end for end in ends if first <= end <= last}
    return Scale(start=min(days) - _MARGIN, end=max(days) + _MARGIN)


def bar(line: RoundLine, scale: Scale) -> Bar:
    """A meeting on the line."""
    told = tuple(sorted({row.published.best for row in line.rows if row.published.best}))
    return Bar(
        line=line,
        drawn=_drawn(line.time, scale),
        uncertain=line.time is None or line.time.start is None or line.time.start != line.time.end,
        told=told,
        marks=tuple(scale.noon(day) for day in told),
    )


def _drawn(time: TimeInterval | None, scale: Scale) -> tuple[float, float] | None:
    if time is None:
        return None
    first, last = time.start or scale.start, time.end or scale.end
    if last < scale.start or first > scale.end:
        return None
    left = scale.at(first)
    return left, round(max(scale.at(last + timedelta(days=1)) - left, 0.5), 2)


def happened(report: Report) -> str:
    """The days on which it happened or was said, in EDTF, empty when the text does not tell."""
    time = getattr(report, "time", None) or report.said_at
    return time.edtf() if time else ""


def by_day(rows: Iterable[Row]) -> list[Row]:
    """The rows in order of the days on which they were reported, the latest first, undated ones last."""
    return sorted(rows, key=lambda row: (row.published.best or date.min, row.document, row.claim), reverse=True)


def counts(rows: Iterable[Row]) -> dict[date, int]:
    """How many rows were reported on each day."""
    return dict(sorted(Counter(row.published.best for row in rows if row.published.best).items()))


def strip(found: dict[date, int], scale: Scale) -> list[tuple[date, int, float, float]]:
    """Each day with its count, its place and its height, both in per cent."""
    most = max(found.values(), default=1)
    return [(day, count, scale.at(day), round(100 * count / most, 1)) for day, count in found.items()]
