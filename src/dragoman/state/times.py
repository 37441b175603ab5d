"""The two times of a ledger: the day a claim held, and the moment we had read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from dragoman.ledger.rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """As of when, and by what we knew when, a question is answered.

    Attributes:
        as_of: only what was told on or before this day counts; None for all.
        known_by: only what the ledger had learned by this time (UTC) counts; None for all.
    """

    as_of: date | None = None
    known_by: datetime | None = None


def end_of(time: date | datetime) -> datetime:
    """A time of knowing in UTC; a day means its end, a time without a zone is taken as UTC."""
    if not isinstance(time, datetime):
        return datetime.combine(time, datetime.max.time(), tzinfo=UTC)
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def known_until(known_by: date | datetime | None) -> datetime | None:
    """The last moment of what is known by a time; None for now."""
    return end_of(known_by) if known_by else None


def in_time(rows: Iterable[Row], times: Times) -> Iterator[Row]:
    """The rows that count at both times."""
    for row in rows:
        known = times.known_by is None or row.recorded_at <= times.known_by
        if known and (times.as_of is None or _bound(row) <= times.as_of):
            yield row


def told_on(row: Row) -> date | None:
    """From which day the claim holds: the day the text gives, else the day it was said, else the day it was printed.

    None when nothing tells; no day is invented.
    """
    report, printed = row.report, row.published.best or row.published.latest
    if report.valid_from and report.valid_from.start:
        return report.valid_from.start
    said = report.said_at.end if report.said_at else None
    if said and printed:
        return min(said, printed)  # nobody prints what is said tomorrow
    return said or printed


def order(row: Row, rank: int = 0) -> tuple[date, date, date, int, str, str]:
    """The order in which claims count, oldest first, the same however the ledger was filled.

    A claim without any day comes first, so that it never replaces one that has a day. "Earlier" comes before
    "on Wednesday", and ``rank`` decides between claims of one day.
    """
    said = row.report.said_at.start if row.report.said_at else row.published.best
    return told_on(row) or date.min, said or date.min, row.published.best or date.min, rank, row.claim, row.id


def last_day(rows: Iterable[Row]) -> date | None:
    """The latest day on which any of the rows was told."""
    return max((day for row in rows if (day := told_on(row))), default=None)


def _bound(row: Row) -> date:
    """A day by which the claim had surely been told: an undated one when we read it."""
    return told_on(row) or row.recorded_at.date()
