"""What a meeting or a name can be merged with or split from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from dragoman.api.ledger import Ledger
from dragoman.export.summary import named
from dragoman.ledger.naming import renamings
from dragoman.ledger.repository import RowQuery
from dragoman.ledger.rows import Process, Row
from dragoman.model import Actor, MeetingReport
from dragoman.state.earlier import RoundLine
from dragoman.state.tellers import outlet_of
from dragoman.views.answers import meeting_words
from dragoman.web.correcting_shown import Recorded

_MOST = 40
_ROWS = 2_000
"""Rows of a name that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One that can be chosen: what the form sends for it, and what it is in words."""

    value: str
    words: str


def process_of_meeting(ledger: Ledger, record: Recorded) -> Process | None:
    """The first process of which two sides, or a side and a mediator, meet there."""
    report = record.report
    met = set(report.parties) if isinstance(report, MeetingReport) else set()
    for process in ledger.processes():
        sides = met & set(process.parties)
        if len(sides) > 1 or (sides and met & set(process.mediators)):
            return process
    return None


def other_meetings(ledger: Ledger, record: Recorded) -> list[Choice]:
    """The other meetings of the process, the nearest in days first; each stands for its first mention."""
    lines, own = _lines(ledger, record)
    others = [line for line in lines if line is not own and line.rows]
    nearest = sorted(others, key=lambda line: (_apart(line, own), line.meeting.id))[:_MOST]
    return [Choice(value=line.meeting.rows[0].claim, words=_words(line)) for line in nearest]


def other_mentions(ledger: Ledger, record: Recorded) -> list[Choice]:
    """The other mentions that the ledger takes for the same meeting."""
    _, own = _lines(ledger, record)
    rows = [row for row in own.meeting.rows if row.claim != record.claim] if own else []
    return [Choice(value=row.claim, words=f"“{row.report.evidence[0].text}” {outlet_of(row)}") for row in rows[:_MOST]]


def _lines(ledger: Ledger, record: Recorded) -> tuple[list[RoundLine], RoundLine | None]:
    process = process_of_meeting(ledger, record)
    lines = list(ledger.rounds(process.id).lines) if process else []
    return lines, next((line for line in lines if any(row.claim == record.claim for row in line.rows)), None)


def _apart(line: RoundLine, own: RoundLine | None) -> int:
    one, other = _day(line), _day(own) if own else None
    return abs((one - other).days) if one and other else 1_000_000


def _day(line: RoundLine) -> date | None:
    return line.time.start or line.time.end if line.time else None


def _words(line: RoundLine) -> str:
    return f"{meeting_words(line.meeting)} · {line.reports} report{'s' if line.reports != 1 else ''}"


def names_of_one(ledger: Ledger, name: str) -> list[Choice]:
    """The other names that the ledger takes for the same person or party: merged by hand, or read with one id."""
    merged = [given for given, (borne, _) in renamings(ledger.repository.corrections()).items() if borne == name]
    told = _told(ledger, name)
    ids = sorted({actor.id for actor in told if actor.id and actor.name == name})
    read = [actor.name for id_ in ids for actor in _told(ledger, id_) if actor.id == id_]
    return [Choice(value=one, words=one) for one in dict.fromkeys([*merged, *read]) if one != name]


def is_named(ledger: Ledger, name: str) -> bool:
    """Whether any record is about somebody of that name."""
    return next(iter(ledger.repository.rows(RowQuery(actor=name))), None) is not None


def _told(ledger: Ledger, name: str) -> list[Actor]:
    rows: Iterable[Row] = islice(ledger.repository.rows(RowQuery(actor=name)), _ROWS)
    return [actor for row in rows for actor in named(row.report)]
