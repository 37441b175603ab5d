"""What each head says: the names of its classes, in the order of its rows."""

from typing import Final, get_args

from dragoman.model import (
    AttendanceStatus,
    Aux,
    Issue,
    MeetingStatus,
    PloverType,
    PositionKind,
    Relevance,
    StatementKind,
)

NONE: Final = "none"
REPORT_TYPES: Final = ("meetings", "attendance", "delegations", "positions", "statements", "events")
ATTENDANCE: Final[tuple[str, ...]] = get_args(AttendanceStatus)
AUX: Final[tuple[str, ...]] = get_args(Aux)
ISSUES: Final[tuple[str, ...]] = get_args(Issue)
MEETING: Final[tuple[str, ...]] = get_args(MeetingStatus)
PLOVER: Final[tuple[str, ...]] = get_args(PloverType)
POSITION: Final[tuple[str, ...]] = get_args(PositionKind)
RELEVANCE: Final[tuple[str, ...]] = get_args(Relevance)
STATEMENT: Final[tuple[str, ...]] = get_args(StatementKind)

SENTENCE_LABELS: Final[tuple[str, ...]] = (
    *(f"type:{name}" for name in REPORT_TYPES),
    *(f"event:{name}" for name in PLOVER),
    *(f"position:{name}" for name in POSITION),
    *(f"meeting:{name}" for name in MEETING),
    *(f"statement:{name}" for name in STATEMENT),
    *(f"attendance:{name}" for name in ATTENDANCE),
    *(f"aux:{name}" for name in AUX),
)
"""Independent yes-or-no labels of a sentence: what it supports, if only in part."""

MENTION_CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "attendance": (NONE, *ATTENDANCE),
    "holder": (NONE, *POSITION),
    "speaker": (NONE, *STATEMENT),
    "role": (NONE, "head", "member"),
    "issue": ISSUES,
}
"""Classes of a mention of which one holds; ``issue`` is read only where ``holder`` is not ``none``."""

MENTION_LABELS: Final = ("actor", "recipient", "party", "mediator")
"""Independent yes-or-no labels of a mention."""

PAIR_CLASSES: Final[dict[str, tuple[str, ...]]] = {"plover": (NONE, *PLOVER), "aux": AUX}
"""Classes of an ordered pair of mentions; ``aux`` is read only where ``plover`` is not ``none``."""

MARKERS: Final[dict[str, str]] = {
    "person": "[unused1]",
    "state": "[unused2]",
    "organisation": "[unused3]",
    "place": "[unused4]",
    "unknown": "[unused5]",
}
"""The vocabulary entry that opens a mention, by what is mentioned."""

KIND_MARKERS: Final[dict[str, str]] = {
    "armed_group": "organisation",
    "collective": "organisation",
    "description": "unknown",
}
"""Kinds of mention that share another kind's marker."""
