"""A meeting as each source tells of it: when, where, how it stands, and why it is held to be this one."""

from collections.abc import Iterable

from dragoman.ledger.rows import Row
from dragoman.model import MeetingReport
from dragoman.state.meeting import Meeting
from dragoman.state.tellers import outlet_of
from dragoman.state.times import order
from dragoman.views.sheet import Cell, Sheet, SheetLine

_COLUMNS = ("outlet", "reported", "by", "when", "where", "status", "outcome", "called", "why")


def mention_sheet(meeting: Meeting, rows: Iterable[Row]) -> Sheet:
    """The mentions of a meeting, oldest first, reprints included."""
    lines = [SheetLine(cells=_cells(meeting, row), rows=(row,)) for row in sorted(rows, key=order)]
    return Sheet(name="When and where, as each source says", columns=_COLUMNS, lines=tuple(lines))


def _cells(meeting: Meeting, row: Row) -> tuple[Cell, ...]:
    report = row.report
    assert isinstance(report, MeetingReport)
    where = report.place or report.country or ""
    return (
        outlet_of(row), row.published.best, "" if report.source == "author" else report.source,
        report.time.edtf() if report.time else "", where, report.status, report.outcome or "", report.label,
        meeting.why.get(row.id, "reprint"),
    )  # fmt: skip
