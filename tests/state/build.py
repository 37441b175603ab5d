"""Rows made up for tests, in few words: a report is an outlet and a day, and what it tells."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any

from dragoman.ledger.rows import Process, Row, RowType
from dragoman.model import (
    Actor,
    Assessment,
    Attendance,
    Delegation,
    DocumentDate,
    Evidence,
    Flag,
    MeetingReport,
    Position,
    Report,
    Statement,
    from_iso,
)
from dragoman.state.case import Case, case_of
from dragoman.state.times import Times, end_of

TALKS = Process(id="rus-ukr", name="Russia and Ukraine", parties=("RUS", "UKR"), mediators=("TUR", "USA"))

PUTIN = Actor(name="Vladimir Putin", kind="person", id="Q7747", party="RUS", office_held="President of Russia")
LAVROV = Actor(name="Sergey Lavrov", kind="person", id="Q58217", party="RUS", office_held="Minister of Foreign Affairs")
MEDINSKY = Actor(name="Vladimir Medinsky", kind="person", id="Q1", party="RUS", office="presidential aide")
FOMIN = Actor(name="Alexander Fomin", kind="person", id="Q2", party="RUS", office="Deputy Defence Minister")
SLUTSKY = Actor(name="Leonid Slutsky", kind="person", id="Q3", party="RUS", office="lawmaker")
ZELENSKYY = Actor(name="Volodymyr Zelenskyy", kind="person", id="Q4", party="UKR", office_held="President of Ukraine")
UMEROV = Actor(name="Rustem Umerov", kind="person", id="Q5", party="UKR", office="Defence Minister")
TRUMP = Actor(name="Donald Trump", kind="person", id="Q6", party="USA", office_held="President of the United States")
RUSSIA = Actor(name="RUS", kind="state", party="RUS")
UKRAINE = Actor(name="UKR", kind="state", party="UKR")
KREMLIN = Actor(name="Kremlin", kind="organisation", party="RUS")


class Reports:
    """One article of an outlet and day; each method gives a row that stands in it."""

    def __init__(self, outlet: str, on: str | None, *, origin: str | None = None, read: str | None = None) -> None:
        self.outlet = outlet
        self.on = date.fromisoformat(on) if on else None
        self.document = sha256(f"{outlet} {on}".encode()).hexdigest()[:16]
        self.origin = origin or self.document
        known = date.fromisoformat(read) if read else self.on or date(2025, 5, 1)
        self.read = datetime.combine(known, time(12), tzinfo=UTC)

    def row(self, type_: RowType, report: Report, meeting: Row | None = None) -> Row:
        """A row of this article."""
        id_ = sha256(f"{self.document} {type_} {report!r}".encode()).hexdigest()[:16]
        return Row(
            id=id_,
            claim=id_,
            type=type_,
            report=report,
            document=self.document,
            origin=self.origin,
            run="test",
            recorded_at=self.read,
            published=DocumentDate(best=self.on, earliest=self.on, latest=self.on),
            publisher=self.outlet,
            title=f"Report of {self.outlet}",
            meeting=meeting.id if meeting else None,
        )

    def meeting(self, label: str = "the Istanbul talks", on: str | None = "2025-05-15", **fields: Any) -> Row:
        """A meeting between the sides."""
        given = {"place": "Istanbul", "country": "TUR", "parties": ("RUS", "UKR"), "format": "direct"} | fields
        common, own = _split(given)
        time_ = from_iso(on) if on else None
        return self.row("meeting", MeetingReport(key="m1", label=label, time=time_, **own, **_said(label, **common)))

    def coming(self, who: Actor, status: str, meeting: Row | None = None, **fields: Any) -> Row:
        """What a source says of someone's coming."""
        common, own = _split(fields)
        words = f"{who.name} {status}"
        return self.row("attendance", Attendance(who=who, status=status, **own, **_said(words, **common)), meeting)

    def sent(self, who: Actor, role: str, meeting: Row | None = None, **fields: Any) -> Row:
        """A delegate."""
        common, own = _split(fields)
        given: dict[str, Any] = {"party": who.party, "who": who, "role": role, **own}
        return self.row("delegation", Delegation(**given, **_said(f"{who.name} is {role}", **common)), meeting)

    def position(self, holder: Actor, kind: str, issue: str, content: str, **fields: Any) -> Row:
        """A demand, offer, rejection and so on; a condition is open, as it is when it is read."""
        common, own = _split(fields)
        state = "open" if kind == "precondition" else None
        given: dict[str, Any] = {"holder": holder, "party": holder.party, "kind": kind, "issue": issue, "state": state}
        given |= own
        return self.row("position", Position(content=content, **given, **_said(content, **common)))

    def quote(self, speaker: Actor, words: str, **fields: Any) -> Row:
        """Words between quotation marks."""
        said = _said(words, **fields)
        return self.row("statement", Statement(speaker=speaker, kind="quote", words=words, verbatim=True, **said))

    def flag(self, kind: Any, problem: str) -> Row:
        """A flag on this article."""
        return self.row("flag", Flag(kind=kind, problem=problem, basis="a table", **_said(problem)))

    def reading(self, words: str, voice: Any = "observers") -> Row:
        """A reading by observers."""
        return self.row("assessment", Assessment(reading=words, **_said(words, voice=voice, source="analysts")))


def _split(fields: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    names = {"by", "source", "voice", "said", "historical", "words", "factuality"}
    common = {name: value for name, value in fields.items() if name in names}
    return common, {name: value for name, value in fields.items() if name not in names}


def _said(
    words_told: str, *, by: Actor | None = None, source: str | None = None, voice: str | None = None,
    said: str | None = None, historical: bool = False, words: str | None = None, factuality: Any = "CT+",
) -> dict[str, Any]:  # fmt: skip
    text = words or words_told
    name = by.name if by else source or "author"
    return {
        "evidence": (Evidence(field="text", start=0, end=len(text), text=text),),
        "source": name,
        "source_actor": by,
        "voice": voice or ("author" if name == "author" else "speaker"),
        "said_at": from_iso(said) if said else None,
        "historical": historical,
        "factuality": factuality,
    }


def reprint(rows: list[Row], outlet: str, on: str) -> list[Row]:
    """The same rows in another outlet's copy of the article."""
    copy = Reports(outlet, on, origin=rows[0].origin)
    ids = {row.id: sha256(f"{copy.document} {row.id}".encode()).hexdigest()[:16] for row in rows}
    printed = DocumentDate(best=copy.on, earliest=copy.on, latest=copy.on)
    return [
        replace(
            row, id=ids[row.id], claim=ids[row.id], document=copy.document, publisher=outlet, published=printed,
            recorded_at=copy.read, meeting=ids.get(row.meeting or ""),
        )
        for row in rows
    ]  # fmt: skip


def case(rows: list[Row], *, as_of: str | None = None, known_by: str | None = None, process: Process = TALKS) -> Case:
    """The case of rows at two times."""
    held = date.fromisoformat(as_of) if as_of else None
    known = end_of(date.fromisoformat(known_by)) if known_by else None
    return case_of(process, rows, Times(as_of=held, known_by=known))
