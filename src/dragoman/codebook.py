"""A record in the form of the codebook: one object an article, names and codes as coders write them."""

from collections.abc import Iterable
from typing import Any

from dragoman.extract.statement_heads import main_statements
from dragoman.gate.gate import held_back
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
)


def coded(record: Record) -> dict[str, Any]:
    """The codebook's object of one article, each record with its evidence as character spans.

    One that the gate held back says so under ``gated``.
    """
    labels = {m.key: m.label for m in record.meetings}
    why = held_back(record)
    return {
        "id": record.article.id,
        "relevance": record.relevance,
        "meetings": [_meeting(m) for m in record.meetings],
        "attendance": [_attendance(a, labels) for a in record.attendance],
        "delegations": [_delegation(d, labels) for d in record.delegations],
        "positions": [_position(p) for p in record.positions],
        "statements": [_statement(s) for s in main_statements(record.statements)],
        "events": [_event(e) for e in record.events],
        **({"gated": why} if why else {}),
    }


def _evidence(report: Report) -> list[dict[str, Any]]:
    return [_span(e) for e in report.evidence]


def _span(evidence: Evidence) -> dict[str, Any]:
    return {"field": evidence.field, "start": evidence.start, "end": evidence.end}


def _meeting(m: MeetingReport) -> dict[str, Any]:
    return {
        "label": m.label,
        "place": m.place,
        "country": m.country,
        "date": m.time.iso() if m.time else None,
        "parties": list(m.parties),
        "level": m.level,
        "format": m.format,
        "mediators": list(m.mediators),
        "status": m.status,
        "outcome": m.outcome,
        "evidence": _evidence(m),
    }


def _attendance(a: Attendance, labels: dict[str, str]) -> dict[str, Any]:
    return {
        "who": a.who.name,
        "party": a.who.party,
        "meeting": labels.get(a.meeting or ""),
        "status": a.status,
        "source": a.source,
        "evidence": _evidence(a),
    }


def _delegation(d: Delegation, labels: dict[str, str]) -> dict[str, Any]:
    return {
        "party": d.party,
        "who": d.who.name,
        "role": d.role,
        "office": d.office,
        "meeting": labels.get(d.meeting or ""),
        "evidence": _evidence(d),
    }


def _position(p: Position) -> dict[str, Any]:
    return {
        "holder": p.holder.name,
        "party": p.party,
        "towards": p.towards,
        "kind": p.kind,
        "issue": p.issue,
        "content": p.content,
        "evidence": _evidence(p),
    }


def _statement(s: Statement) -> dict[str, Any]:
    return {"speaker": s.speaker.name, "kind": s.kind, "evidence": _evidence(s)}


def _event(e: Event) -> dict[str, Any]:
    return {
        "actor": _names(e.actor),
        "recipient": _names(e.recipient),
        "plover": e.plover,
        "mode": e.mode,
        "cameo": e.cameo,
        "aux": e.aux,
        "evidence": _evidence(e),
    }


def _names(actors: Iterable[Actor]) -> list[str]:
    return list(dict.fromkeys(a.name for a in actors))
