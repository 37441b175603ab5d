"""The level that was sought against the level that comes, derived from who declined and whom each side sends."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.extract.lexicon import Lexicon
from dragoman.model import Actor, Attendance, Delegation, MeetingLevel, MeetingReport

_AWAY = frozenset({"declined", "withdrew"})


def with_levels(
    meetings: Iterable[MeetingReport], came: Sequence[Attendance], sent: Sequence[Delegation], lexicon: Lexicon
) -> list[MeetingReport]:
    """The meetings, their level lowered where a leader stays away and his side sends others.

    A leader who declines and a state that still attends are both true: the meeting stands, its level falls.
    """
    return [_lowered(meeting, came, sent, lexicon) for meeting in meetings]


def _lowered(
    meeting: MeetingReport, came: Sequence[Attendance], sent: Sequence[Delegation], lexicon: Lexicon
) -> MeetingReport:
    away = {r.who.party for r in came if r.meeting == meeting.key and r.status in _AWAY and r.who.kind == "person"}
    heads = [d for d in sent if d.meeting == meeting.key and d.party in away and d.role == "head" and not d.historical]
    if meeting.level != "leaders" or meeting.status not in ("scheduled", "proposed") or not heads:
        return meeting
    return replace(meeting, level=level_of(heads[0].who, lexicon), level_sought="leaders")


def level_of(actor: Actor, lexicon: Lexicon) -> MeetingLevel:
    """The rank of a person by the office printed or held: a minister, else an official."""
    words = f"{actor.office or ''} {actor.office_held or ''}".lower()
    return "ministers" if any(word in words for word in lexicon.classes["ministers"]) else "officials"
