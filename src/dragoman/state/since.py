"""What "the first since" says beside what it is about: that there was one before, and none in between."""

import re
from collections.abc import Collection
from datetime import date

from dragoman.ledger.rows import Row
from dragoman.model import MeetingReport, TimeInterval, from_iso
from dragoman.state.meeting import Meeting

HAPPENED = frozenset({"held", "under_way", "collapsed"})
_CLAIM = re.compile(
    r"\bfirst\b(?P<kind>[^.;]{0,120}?)\bsince\s+(?:(?P<month>January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\s+)?(?P<year>(?:19|20)\d\d)\b"
)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


def first_since(sentence: str) -> re.Match[str] | None:
    """The words of a sentence that claim a first since a month or year."""
    return _CLAIM.search(sentence)


def time_since(claim: re.Match[str]) -> TimeInterval:
    """The time that such words name."""
    month = claim.group("month")
    text = f"{claim.group('year')}-{_MONTHS.index(month) + 1:02d}" if month else claim.group("year")
    found = from_iso(text, basis="since", text=claim.group())
    assert found is not None
    return found


def disproved(meeting: Meeting, meetings: Collection[Meeting]) -> bool:
    """Whether only a "first since" tells of a meeting, and the same sides met between it and the day of that claim.

    Who overlooks the later meeting knows the earlier one no better.
    """
    if not _only_implied(meeting):
        return False
    told = max((row.published.best for row in meeting.rows if row.published.best), default=date.max)
    return any(_met_between(meeting, other, told) and not _only_implied(other) for other in meetings)


def _met_between(meeting: Meeting, other: Meeting, until: date) -> bool:
    """Whether another meeting of at least two of the sides surely began after a meeting and before a day."""
    end, start = meeting.time and meeting.time.end, other.time and other.time.start
    same_sides = len(set(other.parties) & set(meeting.parties)) > 1
    return bool(same_sides and other.status in HAPPENED and end and start and end < start < until)


def _only_implied(meeting: Meeting) -> bool:
    """Whether all that tells of a meeting takes its day from a "first since"."""
    return all(map(_implies, meeting.rows))


def _implies(row: Row) -> bool:
    time = row.report.time if isinstance(row.report, MeetingReport) else None
    claims = (first_since(evidence.text) for evidence in row.report.evidence)
    return time is not None and any(claim and time_since(claim).start == time.start for claim in claims)
