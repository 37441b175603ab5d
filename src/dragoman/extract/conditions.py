"""What became of a condition, derived from other rows: "would come if Putin is present" fails when Putin declines."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.model import Attendance, Position, PositionState

_FAILED = frozenset({"declined", "withdrew", "absent"})
_MET = frozenset({"attended"})


def with_condition_states(positions: Iterable[Position], attendance: Sequence[Attendance]) -> list[Position]:
    """The positions, each precondition that names someone's presence marked by what is told of that one.

    A condition of one's own coming is told by attendance; heads alone make no second record of it, neither as a
    precondition nor as an offer: "he would go to the talks only if Putin came".
    """
    kept = [p for p in positions if not _told_by_attendance(p, attendance)]
    return [_settled(p, attendance) if p.kind == "precondition" else p for p in kept]


def _told_by_attendance(position: Position, attendance: Sequence[Attendance]) -> bool:
    if position.kind not in ("precondition", "offer") or not position.reason.rule.startswith("head."):
        return False
    conditional = (row for row in attendance if row.status == "conditional" and row.who.party == position.party)
    return any(set(row.evidence) & set(position.evidence) for row in conditional)


def _settled(position: Position, attendance: Sequence[Attendance]) -> Position:
    words = f"{position.content} {position.evidence[0].text}".lower()
    for row in attendance:
        who, state = row.who, _state(row)
        if who.kind != "person" or who.name == position.holder.name or state is None or who.surname not in words:
            continue
        note = f"derived: {who.name} {row.status} by {row.source} ({row.evidence[0].field} {row.evidence[0].start})"
        return replace(position, state=state, reason=replace(position.reason, note=note))
    return position


def _state(row: Attendance) -> PositionState | None:
    if row.status in _FAILED:
        return "failed"
    return "met" if row.status in _MET else None
