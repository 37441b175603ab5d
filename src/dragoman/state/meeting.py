"""A meeting: what all that was read of it makes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.ledger.rows import Row
from dragoman.model import MeetingFormat, MeetingLevel, MeetingOutcome, MeetingStatus, TimeInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting as many mentions tell of it.

    Attributes:
        id: hash of the claim of the mention that the ledger learned first.
        label: the commonest printed label.
        labels: all printed labels, sorted.
        parties: who meets, sorted; all that at least a third of the independent sources name.
        place: city, or None.
        country: ISO alpha-3 of the place.
        time: the narrowest interval on which most dated mentions agree, or None.
        level: rank of those who meet.
        level_sought: rank that was wanted, when a mention tells.
        format: how they meet.
        mediators: third parties that a mention says host, mediate or broker, sorted.
        status: where it stands: the latest word on it.
        outcome: how it ended, when told.
        rows: the mentions, in the order in which the ledger learned them.
        why: row id to the reason, in words, why it is a mention of this meeting.
        number: which round, summit or session it is said to be, or None.
        previous: id of the round before it, or None.
    """

    id: str
    label: str
    labels: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    place: str | None = None
    country: str | None = None
    time: TimeInterval | None = None
    level: MeetingLevel = "unknown"
    level_sought: MeetingLevel | None = None
    format: MeetingFormat = "unknown"
    mediators: tuple[str, ...] = ()
    status: MeetingStatus = "scheduled"
    outcome: MeetingOutcome | None = None
    rows: tuple[Row, ...] = ()
    why: Mapping[str, str] = field(default_factory=dict)
    number: int | None = None
    previous: str | None = None
