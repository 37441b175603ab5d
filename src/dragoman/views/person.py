"""A person's page as tables: offices, delegations, positions and sayings, each line with its sentences."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from dragoman.actors.entities import Person
from dragoman.ledger.rows import Row
from dragoman.model import Attendance, Delegation, Position, Statement
from dragoman.state.identity import actor_of
from dragoman.state.tellers import told_by
from dragoman.state.times import order, told_on
from dragoman.views.sheet import Cell, Sheet, SheetLine

Cells = tuple[Cell, ...]


def known_offices(person: Person | None) -> Sheet:
    """The offices that the knowledge base has of a person, the latest first, with its source for each."""
    tenures = reversed(person.tenures) if person else iter(())
    lines = [
        SheetLine(cells=(t.office, t.country or t.party, t.start or "not known", _until(t.end, t.last_confirmed),
                         t.source))
        for t in tenures
    ]  # fmt: skip
    return Sheet(name="Offices held", columns=("office", "for", "from", "until", "source"), lines=tuple(lines))


def printed_offices(rows: Iterable[Row]) -> Sheet:
    """The offices printed beside the name, with the first and the last day of print."""
    found = _alike(rows, _office)
    lines = [SheetLine(cells=(*cells, *_days(own)), rows=own) for cells, own in found.items() if cells[0]]
    columns = ("office", "in office then", "first printed", "last printed")
    return Sheet(name="Offices as printed", columns=columns, lines=tuple(lines))


def coming_sheet(rows: Iterable[Row], meetings: Mapping[str, str]) -> Sheet:
    """What is said of the person's coming, the latest first; ``meetings`` names the meeting of a mention's id."""

    def cells(row: Row) -> Cells:
        report = row.report
        assert isinstance(report, Attendance)
        return report.status, meetings.get(row.meeting or "", ""), report.condition or "", told_by(row), told_on(row)

    return _sheet("Coming", ("status", "meeting", "condition", "by", "told"), rows, cells)


def sent_sheet(rows: Iterable[Row], meetings: Mapping[str, str]) -> Sheet:
    """The delegations that the person is named for, the latest first."""

    def cells(row: Row) -> Cells:
        report = row.report
        assert isinstance(report, Delegation)
        office = report.office or report.who.office or ""
        return report.role, report.party, office, meetings.get(row.meeting or "", ""), told_by(row), told_on(row)

    return _sheet("Delegations", ("role", "side", "office", "meeting", "by", "told"), rows, cells)


def held_sheet(rows: Iterable[Row]) -> Sheet:
    """The positions that the person takes, the latest first."""

    def cells(row: Row) -> Cells:
        report = row.report
        assert isinstance(report, Position)
        issue = report.issue.replace("_", " ")
        return report.kind, issue, report.content, report.towards or "", report.state or "", told_on(row)

    return _sheet("Positions", ("kind", "issue", "content", "towards", "state", "told"), rows, cells)


def said_sheet(rows: Iterable[Row]) -> Sheet:
    """What the person is quoted as saying, the latest first."""

    def cells(row: Row) -> Cells:
        report = row.report
        assert isinstance(report, Statement)
        said = report.said_at.edtf() if report.said_at else ""
        return report.kind, report.words, "verbatim" if report.verbatim else "reported", said, row.published.best

    return _sheet("Statements", ("kind", "words", "how", "said", "printed"), (r for r in rows if _words(r)), cells)


def _sheet(name: str, columns: tuple[str, ...], rows: Iterable[Row], cells: Callable[[Row], Cells]) -> Sheet:
    """A line for all rows that say the same, the latest first."""
    latest = sorted(rows, key=order, reverse=True)
    lines = tuple(SheetLine(cells=told, rows=own) for told, own in _alike(latest, cells).items())
    return Sheet(name=name, columns=columns, lines=lines)


def _alike(rows: Iterable[Row], cells: Callable[[Row], Cells]) -> dict[Cells, Sequence[Row]]:
    found: dict[Cells, list[Row]] = {}
    for row in rows:
        found.setdefault(cells(row), []).append(row)
    return {told: tuple(own) for told, own in found.items()}


def _until(end: str, confirmed: str) -> str:
    return end or (f"open; last confirmed {confirmed}" if confirmed else "open")


def _office(row: Row) -> Cells:
    actor = actor_of(row)
    status = {"sitting": "yes", "not_sitting": "no"}.get(actor.office_status or "", "not known") if actor else ""
    return (actor.office or "" if actor else "", status)


def _days(rows: Iterable[Row]) -> Cells:
    days = sorted(row.published.best for row in rows if row.published.best)
    return (days[0], days[-1]) if days else (None, None)


def _words(row: Row) -> bool:
    return isinstance(row.report, Statement) and bool(row.report.words)
