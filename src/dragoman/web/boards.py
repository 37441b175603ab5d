"""The boards of a process: the answers that they are made of, and how many rounds they show."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from dragoman.api.ledger import Ledger
from dragoman.ledger.rows import Process
from dragoman.state.delegations import Delegations
from dragoman.state.meetings import Meeting
from dragoman.views.delegation_board import DelegationBoard, delegation_board
from dragoman.views.position_board import PositionBoard, position_board
from dragoman.web.filters import Asking
from dragoman.web.questions import QuestionName

ROUNDS: Final = 6
"""Rounds on one board."""
_LOOKED_AT: Final = 24
"""Meetings, from the last one back, among which rounds with delegates are sought."""

Board = DelegationBoard | PositionBoard


def _delegations(ledger: Ledger, process: Process, answer: Any, asking: Asking) -> DelegationBoard:
    return delegation_board(_rounds(ledger, process, answer, asking))


def _positions(ledger: Ledger, process: Process, answer: Any, asking: Asking) -> PositionBoard:
    return position_board(answer)


BOARDS: Final[Mapping[QuestionName, Callable[[Ledger, Process, Any, Asking], Board]]] = {
    "delegations": _delegations, "positions": _positions,
}  # fmt: skip
"""The questions whose answer is shown as a board above its lines."""


def _rounds(ledger: Ledger, process: Process, answer: Delegations, asking: Asking) -> list[Delegations]:
    """The delegations to the meeting asked about and to the rounds before it, oldest first."""
    if answer.meeting is None:
        return []
    times = {"as_of": asking.as_of, "known_by": asking.known_by}
    meetings = [line.meeting for line in ledger.rounds(process.id, **times).lines]
    found = [answer]
    for meeting in reversed(_earlier(meetings, answer.meeting, process)[-_LOOKED_AT:]):
        one = ledger.delegations(process.id, meeting=meeting.id, **times)
        found += [one] if one.teams else []
        if len(found) == ROUNDS:
            break
    return found[::-1]


def _earlier(meetings: list[Meeting], last: Meeting, process: Process) -> list[Meeting]:
    """The sides' dated meetings before one, in order of time; all dated ones before one without a day."""
    day = last.time.start if last.time else None
    return [
        m
        for m in meetings
        if m.id != last.id and len(set(process.parties) & set(m.parties)) >= 2
        if m.time and m.time.start and (day is None or m.time.start < day)
    ]
