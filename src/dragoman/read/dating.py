"""When a document was published: the best evidence that can be true, and bounds where it says less than a day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.model import DateBasis, DocumentDate
from dragoman.read.dateline import first_line_dates
from dragoman.read.stamps import Stamp, first_stamp
from dragoman.read.told import latest_told

_IN_URL = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d\d?|[a-z]{3})(?:[/-](?P<d>\d\d?)(?!\d))?(?=[/_-]|$)"
    r"|/(?P<compact>(?:19|20)\d{6})(?!\d)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEvidence:
    """What tells a document's date.

    Attributes:
        published: printed dates of publication with where each stood, the most trusted first.
        modified: printed dates of the last change; the document is no younger than the earliest of them.
        url: the document's address.
        text: title lines and body, whose first lines may hold a dateline or a stamp.
    """

    published: tuple[tuple[DateBasis, str], ...] = ()
    modified: tuple[tuple[DateBasis, str], ...] = ()
    url: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    basis: DateBasis
    stamp: Stamp
    modified: bool = False


def date_document(evidence: DateEvidence, *, given: date | None = None, today: date | None = None) -> DocumentDate:
    """The date of a document, with its basis and the days that the evidence allows.

    The first evidence that tells a day wins, in the order of trust: given by the user, printed metadata as
    ordered in ``evidence``, address, dateline, stamp on a first line. A date before 1900 or more than a day after
    ``today`` is a lie and passed over. Evidence that tells a month, a year, a day without a year, or only the last
    change gives bounds; ``best`` stays None unless they leave one day.

    Args:
        evidence: what tells the date.
        given: the date that the user gives.
        today: the day of reading.
    """
    if given is not None:
        return DocumentDate(best=given, earliest=given, latest=given, basis="given", text=given.isoformat())
    today = today or date.today()
    readings = list(_readings(evidence, today))
    for reading in readings:
        if (day := reading.stamp.exact) and not reading.modified:
            return _on(day, reading)
    return _bounded(readings, latest_told(evidence.text, today=today), today)


def _on(day: date, reading: _Reading) -> DocumentDate:
    # a wire report datelined on one day is often printed on the next
    latest = day + timedelta(days=1) if reading.basis == "dateline" else day
    return DocumentDate(best=day, earliest=day, latest=latest, basis=reading.basis, text=reading.stamp.text)


def _readings(evidence: DateEvidence, today: date) -> Iterator[_Reading]:
    for basis, printed in evidence.published:
        if stamp := first_stamp(printed, today=today):
            yield _Reading(basis, stamp, modified=printed.lower().startswith(("last", "updated", "modified")))
    if stamp := url_stamp(evidence.url, today=today):
        yield _Reading("url", stamp)
    found = sorted(first_line_dates(evidence.text, today=today), key=lambda one: one.kind != "dateline")
    for one in found:
        yield _Reading("dateline" if one.kind == "dateline" else "text", one.stamp, modified=one.kind == "modified")
    for basis, printed in evidence.modified:
        if stamp := first_stamp(printed, today=today):
            yield _Reading(basis, stamp, modified=True)


def url_stamp(url: str | None, *, today: date) -> Stamp | None:
    """The day, or the month, that an address names between slashes (``/2019/jan/03/``, ``/2018/12/``)."""
    match = _IN_URL.search(url or "")
    if match is None:
        return None
    if match["compact"]:
        return first_stamp(match["compact"], today=today)
    month, day = match["m"], match["d"]
    if month.isalpha():
        return first_stamp(f"{day or ''} {month} {match['y']}".strip(), today=today)
    return first_stamp("-".join(part for part in (match["y"], month, day) if part), today=today)


def _bounded(readings: list[_Reading], told: Stamp | None, today: date) -> DocumentDate:
    """Bounds from evidence that tells no day; the day itself where a day without a year fits only one year."""
    earliest, latest = _bounds(readings)
    basis, text = (readings[0].basis, readings[0].stamp.text) if readings else ("unknown", "")
    if told and told.first and (latest is None or told.first <= latest) and (not earliest or told.first > earliest):
        earliest = told.first
        basis, text = (basis, text) if readings else ("text", told.text)
    for reading in readings:
        days = _candidates(reading.stamp, earliest, latest or today)
        if days and not reading.modified:
            earliest, latest, basis, text = days[0], days[-1], reading.basis, reading.stamp.text
            break
    best = earliest if earliest is not None and earliest == latest else None
    return DocumentDate(best=best, earliest=earliest, latest=latest, basis=basis, text=text)


def _bounds(readings: list[_Reading]) -> tuple[date | None, date | None]:
    """The days that all dated readings allow; a reading that contradicts a more trusted one is left out."""
    earliest: date | None = None
    latest: date | None = None
    for reading in readings:
        first = None if reading.modified else reading.stamp.first
        last = reading.stamp.last
        if last is None or (earliest and last < earliest) or (first and latest and first > latest):
            continue
        earliest = max(filter(None, (earliest, first)), default=None)
        latest = min(filter(None, (latest, last)), default=None)
    return earliest, latest


def _candidates(stamp: Stamp, earliest: date | None, latest: date) -> list[date]:
    """The days between the bounds that a day without a year can be; empty when the years are open."""
    if stamp.first is not None or earliest is None:
        return []
    days = (stamp.in_year(year) for year in range(earliest.year, latest.year + 1))
    return [day for day in days if day and earliest <= day <= latest]
