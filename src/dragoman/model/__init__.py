"""The domain model: typed, immutable values in the field's own words. It imports nothing of ours."""

from dragoman.model.actor import Actor, ActorKind, OfficeStatus
from dragoman.model.article import Article, DateBasis, DocumentDate, Span, content_hash
from dragoman.model.evidence import Evidence, Field, quote
from dragoman.model.intervals import Precision, TimeInterval, day, from_edtf, from_iso
from dragoman.model.record import Record, Rejection, Relevance
from dragoman.model.report import Factuality, Reason, Report, Voice
from dragoman.model.reports import (
    Assessment,
    Attendance,
    AttendanceStatus,
    Aux,
    Delegation,
    Event,
    Flag,
    FlagKind,
    Issue,
    MeetingFormat,
    MeetingLevel,
    MeetingOutcome,
    MeetingReport,
    MeetingStatus,
    PloverType,
    Position,
    PositionKind,
    PositionState,
    Statement,
    StatementKind,
)

__all__ = [
    "Actor", "ActorKind", "Article", "Assessment", "Attendance", "AttendanceStatus", "Aux", "DateBasis",
    "Delegation", "DocumentDate", "Event", "Evidence", "Factuality", "Field", "Flag", "FlagKind", "Issue",
    "MeetingFormat", "MeetingLevel", "MeetingOutcome", "MeetingReport", "MeetingStatus", "OfficeStatus",
    "PloverType", "Position", "PositionKind", "PositionState", "Precision", "Reason", "Record", "Rejection",
    "Relevance", "Report", "Span", "Statement", "StatementKind", "TimeInterval", "Voice", "content_hash",
    "day", "from_edtf", "from_iso", "quote",
]  # fmt: skip
