"""A record as lines of text, grouped by meeting: what the screen, the page and a brief say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.model import (
    Actor,
    Attendance,
    Delegation,
    Event,
    Evidence,
    MeetingReport,
    Position,
    Record,
    Report,
    Statement,
    TimeInterval,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a record: its code, its words and its support."""

    code: str
    words: str
    evidence: tuple[Evidence, ...]


def lines_of(record: Record) -> Iterator[tuple[str, Sequence[Line]]]:
    """Headings with their lines: each meeting, then what belongs to none, then the other report types."""
    for meeting in record.meetings:
        yield meeting_heading(meeting), [_meeting(meeting), *_of_meeting(record, meeting.key)]
    groups = [
        ("No meeting named", _of_meeting(record, None)),
        ("Positions", [_position(p) for p in record.positions]),
        ("Statements", [_statement(s) for s in record.statements]),
        ("Events", [_event(e) for e in record.events]),
        ("Readings by observers and the author", [Line(a.voice, a.about, a.evidence) for a in record.assessments]),
        ("Doubts", [Line("flag", f"{f.problem} ({f.basis})", f.evidence) for f in record.flags]),
    ]
    yield from ((heading, lines) for heading, lines in groups if lines)


def meeting_heading(meeting: MeetingReport) -> str:
    """The meeting in one line: label, parties, place, time."""
    parts = [meeting.label, "-".join(meeting.parties), meeting.place or meeting.country, _when(meeting.time)]
    return " · ".join(part for part in parts if part)


def _of_meeting(record: Record, key: str | None) -> list[Line]:
    attendance = [_attendance(a) for a in record.attendance if a.meeting == key]
    return attendance + [_delegation(d) for d in record.delegations if d.meeting == key]


def _meeting(m: MeetingReport) -> Line:
    words = [f"level {m.level}", f"format {m.format}"]
    words += [f"level sought {m.level_sought}"] if m.level_sought else []
    words += [f"mediated by {', '.join(m.mediators)}"] if m.mediators else []
    words += [f"outcome {m.outcome}"] if m.outcome else []
    return Line(m.status, ", ".join(words) + _background(m), m.evidence)


def _attendance(a: Attendance) -> Line:
    condition = f", on condition: {a.condition}" if a.condition else ""
    return Line(a.status, named(a.who) + condition + by(a), a.evidence)


def _delegation(d: Delegation) -> Line:
    office = f", {d.office}" if d.office else ""
    opened = " (open list)" if d.open_list else ""
    return Line(d.role, f"for {d.party}: {d.who.name}{office}{opened}" + by(d), d.evidence)


def _position(p: Position) -> Line:
    towards = f" to {p.towards}" if p.towards else ""
    state = f" [{'; '.join(filter(None, (p.state, p.reason.note)))}]" if p.state else ""
    return Line(p.kind, f"{named(p.holder)}{towards}: {p.content} ({p.issue}){state}" + by(p), p.evidence)


def _statement(s: Statement) -> Line:
    words = f"“{s.words}”" if s.verbatim else s.words
    return Line(s.kind, f"{named(s.speaker)}: {words}", s.evidence)


def _event(e: Event) -> Line:
    sides = "+".join(a.name for a in e.actor) + (" → " + "+".join(a.name for a in e.recipient) if e.recipient else "")
    mode = f"/{e.mode}" if e.mode else ""
    return Line(e.plover, f"{sides} {e.aux}{mode}, CAMEO {e.cameo}, Goldstein {e.goldstein}, {e.quad}", e.evidence)


def named(actor: Actor) -> str:
    """The actor's name with the side he belongs to and the office as printed."""
    side = f" ({actor.party})" if actor.party and actor.party != actor.name else ""
    return f"{actor.name}{side}"


def by(report: Report) -> str:
    """Who says so, unless it is the author, and what else is known of the claim."""
    said = f", {_when(report.said_at)}" if report.said_at else ""
    source = f" · by {report.source}{said}" if report.source != "author" else ""
    return source + _background(report)


def _background(report: Report) -> str:
    return " · background" if report.historical else ""


def _when(time: TimeInterval | None) -> str:
    return time.edtf() if time else ""
