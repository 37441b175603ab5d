"""Partial dates: an interval of days, with its precision and what it was read from."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "week", "month", "quarter", "season", "year", "decade", "range", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeInterval:
    """Days from ``start`` to ``end``, both included; a missing end is open.

    Attributes:
        start: first day that the words allow, or None when open to the past.
        end: last day that the words allow, or None when open to the future.
        precision: how exact the words are.
        basis: how the value was found, e.g. ``weekday against the document's date``.
        text: the words as printed.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"
    basis: str = ""
    text: str = ""

    def iso(self) -> str | None:
        """The shortest ISO form that says no more than is known: day, month or year; else None."""
        if self.start is None or self.end is None:
            return None
        if self.start == self.end:
            return self.start.isoformat()
        whole_month = self.start.day == 1 and (self.end + timedelta(days=1)).day == 1
        if whole_month and (self.start.year, self.start.month) == (self.end.year, self.end.month):
            return f"{self.start:%Y-%m}"
        if (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31):
            return f"{self.start.year:04d}" if self.start.year == self.end.year else None
        return None

    def edtf(self) -> str:
        """The interval in Extended Date/Time Format (ISO 8601-2), ``..`` standing for an open end."""
        exact = self.iso()
        if exact is not None:
            return exact
        left = self.start.isoformat() if self.start else ".."
        right = self.end.isoformat() if self.end else ".."
        return f"{left}/{right}"


def day(value: date, *, basis: str = "", text: str = "") -> TimeInterval:
    """An interval of the single day ``value``."""
    return TimeInterval(start=value, end=value, precision="day", basis=basis, text=text)


def from_iso(value: str, *, basis: str = "", text: str = "") -> TimeInterval | None:
    """The interval of an ISO day, month or year (``2019``, ``2022-03``, ``2025-05-15``); None for anything else."""
    parts = value.split("-")
    if not all(part.isdecimal() for part in parts) or [len(p) for p in parts] not in ([4], [4, 2], [4, 2, 2]):
        return None
    year, month, day_of_month = (*map(int, parts), 1, 1)[:3]
    try:
        first = date(year, month, day_of_month)
    except ValueError:
        return None
    precision: Precision = ("year", "month", "day")[len(parts) - 1]
    return TimeInterval(start=first, end=_last_day(first, precision), precision=precision, basis=basis, text=text)


def from_edtf(value: str, *, basis: str = "", text: str = "") -> TimeInterval | None:
    """The interval that ``edtf`` writes so; None for anything else, and for one that is open at both ends."""
    if "/" not in value:
        return from_iso(value, basis=basis, text=text)
    left, _, right = value.partition("/")
    first, last = from_iso(left), from_iso(right)
    if not ((first or left == "..") and (last or right == "..") and (first or last)):
        return None
    start, end = first.start if first else None, last.end if last else None
    in_order = start is None or end is None or start <= end
    return TimeInterval(start=start, end=end, precision="range", basis=basis, text=text) if in_order else None


def _last_day(first: date, precision: Precision) -> date:
    if precision == "year":
        return date(first.year, 12, 31)
    if precision == "month":
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first
