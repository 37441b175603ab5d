"""The record of one article: every report that was read from it."""

from dataclasses import dataclass
from typing import Literal

from dragoman.model.article import Article
from dragoman.model.reports import (
    Assessment,
    Attendance,
    Delegation,
    Event,
    Flag,
    MeetingReport,
    Position,
    Statement,
)

Relevance = Literal["talks", "conflict", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A record that was considered and not made.

    Attributes:
        rule: the rule or head that proposed it.
        start: first character of the sentence in the article's field.
        end: one past its last character.
        field: ``title`` or ``text``.
        why: why it was rejected, in words.
    """

    rule: str
    field: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one article says about a negotiation.

    Attributes:
        article: the article read.
        relevance: what the article's main subject is.
    """

    article: Article
    relevance: Relevance = "other"
    meetings: tuple[MeetingReport, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    positions: tuple[Position, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    flags: tuple[Flag, ...] = ()
    rejected: tuple[Rejection, ...] = ()
