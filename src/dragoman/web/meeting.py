"""One meeting: what every source says of it, who comes, who is sent, what is said of it and what is disputed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dragoman.api.ledger import Known, Ledger
from dragoman.ledger.repository import RowQuery
from dragoman.ledger.rows import Process, Row, RowType
from dragoman.model import Evidence
from dragoman.state.delegations import Delegations
from dragoman.state.disagreements import Disagreements
from dragoman.state.earlier import RoundLine
from dragoman.state.meetings import Meeting
from dragoman.state.times import known_until
from dragoman.state.who import Who
from dragoman.views.answers import delegations_view, disagreements_view
from dragoman.views.layout import asked
from dragoman.views.mentions import mention_sheet
from dragoman.views.sheet import Sheet, told_sheet
from dragoman.views.standing import groups
from dragoman.web.lines import worth_showing
from dragoman.web.problems import NotFound

_SAID: tuple[RowType, ...] = ("statement", "assessment", "position")
_MOST_DOCUMENTS = 200
"""Documents that are searched for what is said of the meeting, those of its latest mentions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTold:
    """All that the ledger tells of a meeting.

    Attributes:
        line: the meeting with its mentions.
        before: the round before it, None when there is none.
        after: the round after it, None when there is none.
        who: who comes, with history.
        delegations: who is sent, against the round before.
        disagreements: what independent sources differ on.
        said: rows that stand in the same sentences as its mentions.
    """

    line: RoundLine
    before: RoundLine | None
    after: RoundLine | None
    who: Who
    delegations: Delegations
    disagreements: Disagreements
    said: tuple[Row, ...]

    def mentions(self) -> Sheet:
        """When, where and how it stands, as each source says."""
        return mention_sheet(self.line.meeting, self.line.rows)

    def sheet(self) -> Sheet:
        """All rows that tell of it, the latest first."""
        coming = (row for one in self.who.lines for step in one.history for row in step.rows)
        sent = (row for one in self.delegations.lines for row in one.rows if row.type == "delegation")
        rows = {row.id: row for rows in (self.line.rows, coming, sent, self.said) for row in rows}
        return told_sheet("All that is told of the meeting", rows.values())


def meeting_told(ledger: Ledger, process: Process, id_: str, as_of: date | None, known_by: Known) -> MeetingTold:
    """The meeting of an id, which may be that of any row that mentions it.

    Raises:
        NotFound: if the process has no such meeting at these times.
    """
    times: dict[str, Any] = {"as_of": as_of, "known_by": known_by}
    lines = ledger.rounds(process.id, **times).lines
    line = next((one for one in lines if id_ == one.meeting.id or any(id_ == row.id for row in one.rows)), None)
    if line is None:
        raise NotFound(f"no meeting {id_!r} in {process.id}")
    meeting = line.meeting
    return MeetingTold(
        line=line,
        before=next((one for one in lines if one.meeting.id == meeting.previous), None),
        after=next((one for one in lines if one.meeting.previous == meeting.id), None),
        who=ledger.who(process.id, meeting=meeting.id, **times),
        delegations=ledger.delegations(process.id, meeting=meeting.id, **times),
        disagreements=_about(ledger.disagreements(process.id, **times), meeting),
        said=tuple(_said(ledger, line.rows, known_by)),
    )


def _about(answer: Disagreements, meeting: Meeting) -> Disagreements:
    return replace(answer, lines=tuple(line for line in answer.lines if line.meeting.id == meeting.id))


def _said(ledger: Ledger, mentions: Sequence[Row], known_by: Known) -> Iterable[Row]:
    """What is said, demanded or read in the very sentences that mention the meeting."""
    latest = sorted(mentions, key=lambda row: row.published.best or date.min, reverse=True)
    documents = tuple(dict.fromkeys(row.document for row in latest))[:_MOST_DOCUMENTS]
    known = known_until(known_by)
    places = {(row.document, *_place(evidence)) for row in mentions for evidence in row.report.evidence}
    for row in ledger.repository.rows(RowQuery(types=_SAID, documents=documents, known_by=known)):
        if any((row.document, *_place(evidence)) in places for evidence in row.report.evidence):
            yield row


def _place(evidence: Evidence) -> tuple[str, int, int]:
    return evidence.field, evidence.start, evidence.end


def meeting_page(told: MeetingTold) -> dict[str, Any]:
    """The values of the meeting's page."""
    said = told_sheet("Said of it", told.said)
    return {
        "told": told, "asked": asked(told.who), "coming": list(groups(told.who.lines, overtaken=True)),
        "delegations": list(worth_showing(delegations_view(told.delegations))),
        "disagreements": list(disagreements_view(told.disagreements)) if told.disagreements.lines else [],
        "said": said, "named": (told.who, told.delegations, told.disagreements, told.said),
    }  # fmt: skip
