"""Meetings in order, each linked to the round before it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dragoman.state.meeting import Meeting

_TOOK_PLACE = frozenset({"held", "under_way", "collapsed"})


def in_rounds(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """The meetings by day, undated ones last, each with the id of the latest earlier round of the same parties."""
    ordered = sorted(meetings, key=lambda meeting: (_start(meeting), meeting.id))
    before: dict[tuple[str, str], list[Meeting]] = {}
    linked = []
    for meeting in ordered:
        pairs = _pairs(meeting.parties)
        earlier = [one for pair in pairs for one in before.get(pair, ())]
        previous = _previous(meeting, earlier)
        linked.append(replace(meeting, previous=previous) if previous else meeting)
        if meeting.status in _TOOK_PLACE and _start(meeting) != date.max:
            for pair in pairs:
                before[pair] = [*before.get(pair, ())[-8:], meeting]
    return tuple(linked)


def _previous(meeting: Meeting, earlier: Sequence[Meeting]) -> str | None:
    """The round that bears the number before, else the latest that had ended."""
    if not earlier:
        return None
    numbered = [one for one in earlier if meeting.number and one.number == meeting.number - 1]
    calls = meeting.format == "call"  # a telephone call is no round of talks
    same = [one for one in earlier if _end(one) < _start(meeting) and (one.format == "call") == calls]
    found = max(numbered or same, key=lambda one: (_start(one), one.id), default=None)
    return found.id if found and _start(meeting) != date.max else None


def _pairs(parties: Sequence[str]) -> list[tuple[str, str]]:
    return [(one, other) for one in parties for other in parties if one < other]


def _start(meeting: Meeting) -> date:
    return (meeting.time.start if meeting.time else None) or date.max


def _end(meeting: Meeting) -> date:
    return (meeting.time.end if meeting.time else None) or date.max
