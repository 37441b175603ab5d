"""Whether a person held an office on a day: proven, disproven or unknown.

The rules are those of the project's reference on actors: an open row holds only up to its last confirmation; after that
nothing is known. An end that was only observed is good to 60 days; a year is the whole year.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from dragoman.actors.dates import first_day, last_day
from dragoman.actors.entities import Person, Sitting, Tenure

_OBSERVED_SLACK = timedelta(days=60)


def sitting_in(person: Person, kinds: Iterable[str], on: date) -> Sitting:
    """Whether ``person`` held an office of one of the classes ``kinds`` on the day ``on``, with the proof."""
    wanted = frozenset(kinds)
    rows = [t for t in person.tenures if t.office_class in wanted]
    if not rows:
        return Sitting(status="unknown", basis="the knowledge base has no such office of this person")
    judged = [(covers(row, on), row) for row in rows]
    for verdict, status in ((True, "sitting"), (None, "unknown")):
        hit = next((row for found, row in judged if found is verdict), None)
        if hit is not None:
            return Sitting(status="sitting" if status == "sitting" else "unknown", basis=described(hit), tenure=hit)
    nearest = min(rows, key=lambda row: _distance(row, on))
    return Sitting(status="not_sitting", basis=described(nearest), tenure=nearest)


def covers(tenure: Tenure, on: date) -> bool | None:
    """True when the tenure proves to cover the day, False when it proves not to, None when it leaves it open."""
    begin_first, begin_last = first_day(tenure.start), last_day(tenure.start)
    if begin_first is not None and on < begin_first:
        return False
    started = begin_last is not None and on >= begin_last
    if tenure.end:
        return _before_end(tenure, on, started=started)
    confirmed = first_day(tenure.last_confirmed)
    if tenure.end_basis == "unended" or confirmed is None:
        return None
    return True if started and on <= confirmed else None


def _before_end(tenure: Tenure, on: date, *, started: bool) -> bool | None:
    end_first, end_last = first_day(tenure.end), last_day(tenure.end)
    if end_first is None or end_last is None:
        return None
    slack = _OBSERVED_SLACK if tenure.end_basis == "observed" else timedelta(0)
    if on > end_last + slack:
        return False
    return True if started and on < end_first - slack else None


def presumed(tenure: Tenure, on: date) -> bool:
    """Whether the tenure covers the day as far as anyone knows: an open row goes on until a source ends it."""
    begin = first_day(tenure.start)
    if begin is not None and on < begin:
        return False
    end = last_day(tenure.end)
    return end is None or on <= end


def began_after(tenure: Tenure, on: date) -> bool:
    """Whether the tenure began after the day."""
    begin = first_day(tenure.start)
    return begin is not None and begin > on


def described(tenure: Tenure) -> str:
    """The tenure in words: office, country, days and source."""
    until = tenure.end or (f"open, last confirmed {tenure.last_confirmed}" if tenure.last_confirmed else "open")
    where = tenure.country or tenure.party
    return (
        f"{tenure.office} ({where}) {tenure.start or 'start unknown'} to {until}; source: {tenure.source or 'unstated'}"
    )


def _distance(tenure: Tenure, on: date) -> int:
    begin, end = first_day(tenure.start) or on, last_day(tenure.end) or on
    return min(abs((on - begin).days), abs((on - end).days))
