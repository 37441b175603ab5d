"""The report types; `gold/CODEBOOK.md` defines their codes."""

from dataclasses import dataclass
from typing import Literal

from dragoman.model.actor import Actor
from dragoman.model.intervals import TimeInterval
from dragoman.model.report import Report

AttendanceStatus = Literal[
    "invited", "confirmed", "conditional", "considering", "rumoured", "undetermined", "declined",
    "not_named", "delegated", "withdrew", "attended", "absent",
]  # fmt: skip
MeetingStatus = Literal["proposed", "scheduled", "under_way", "held", "postponed", "cancelled", "collapsed"]
MeetingOutcome = Literal["agreement", "partial", "agreed_to_continue", "inconclusive", "walkout"]
MeetingLevel = Literal["leaders", "ministers", "officials", "unknown"]
MeetingFormat = Literal["direct", "indirect", "call", "multilateral", "unknown"]
PositionKind = Literal[
    "demand", "proposal", "offer", "precondition", "concession", "rejection", "acceptance", "threat"
]  # fmt: skip
PositionState = Literal["open", "met", "failed", "waived"]
Issue = Literal[
    "ceasefire", "territory", "prisoners", "sanctions", "security_guarantees", "armed_forces", "nuclear",
    "humanitarian", "political_settlement", "recognition", "talks_format", "reconstruction", "justice", "other",
]  # fmt: skip
StatementKind = Literal["quote", "indirect", "denial", "non_confirmation", "assessment"]
PloverType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Aux = Literal["actual", "future", "hypothetical", "negated", "historical"]
FlagKind = Literal[
    "wrong_office", "wrong_former", "wrong_country", "imprecise_first", "quote_variant", "missing_date",
    "misplaced_quote",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingReport(Report):
    """A talk, round, summit, visit or call between parties that the text refers to as an occasion.

    Attributes:
        key: names the occasion within one article; other rows of the article refer to it.
        label: the words as printed, short.
        place: city, or None; a venue is a place and never a party.
        country: ISO alpha-3 of the place.
        time: when it is, was or was to be held.
        parties: who meets (states by ISO alpha-3).
        level: rank of those who meet.
        level_sought: rank that a side wanted, when the text tells that another one comes.
        format: how they meet.
        mediators: third parties that the text says host, mediate or broker.
        status: where the occasion stands.
        outcome: how it ended, when told.
    """

    key: str
    label: str
    place: str | None = None
    country: str | None = None
    time: TimeInterval | None = None
    parties: tuple[str, ...] = ()
    level: MeetingLevel = "unknown"
    level_sought: MeetingLevel | None = None
    format: MeetingFormat = "unknown"
    mediators: tuple[str, ...] = ()
    status: MeetingStatus = "scheduled"
    outcome: MeetingOutcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Report):
    """What one source says of someone's coming to a meeting.

    Attributes:
        who: the person or party.
        meeting: key of the meeting in the same article, or None when the text leaves it open.
        status: the codebook's attendance status.
        condition: the words of the condition when ``status`` is ``conditional``.
    """

    who: Actor
    meeting: str | None = None
    status: AttendanceStatus
    condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation(Report):
    """Who goes or went for whom.

    Attributes:
        party: the side that sends.
        who: the person sent.
        role: ``head`` or ``member``.
        office: the office as printed.
        meeting: key of the meeting in the same article.
        open_list: the text gives an open list ("including").
    """

    party: str
    who: Actor
    role: Literal["head", "member"]
    office: str | None = None
    meeting: str | None = None
    open_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Report):
    """What a side demands, offers, makes a condition of, concedes, refuses or accepts.

    Attributes:
        holder: the party or person that holds it.
        party: the holder's side.
        towards: whom it is addressed to, None for several or none.
        kind: the codebook's position kind.
        issue: what it is about.
        content: at most 15 words, as printed where possible.
        state: of a condition: open, met, failed or waived; None for other kinds.
    """

    holder: Actor
    party: str | None = None
    towards: str | None = None
    kind: PositionKind
    issue: Issue = "other"
    content: str = ""
    state: PositionState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Report):
    """An attributed utterance.

    Attributes:
        speaker: person, party or a description ("US officials").
        kind: quote, indirect, denial, non_confirmation or assessment.
        words: what was said, as printed (a quote without its marks).
        verbatim: the words stand between quotation marks.
        conditional: the speaker makes it depend on an "if".
    """

    speaker: Actor
    kind: StatementKind
    words: str = ""
    verbatim: bool = False
    conditional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Report):
    """A political event between actors, coded in PLOVER 0.8 and CAMEO 1.1b3.

    Attributes:
        actor: who acts; all parties for mutual events.
        recipient: whom it is done to; empty for mutual events.
        plover: PLOVER event type.
        mode: PLOVER mode, or None.
        context: PLOVER contexts.
        cameo: CAMEO code (text: leading zeros count).
        aux: actual, or the auxiliary mode.
        time: when it happened or is to happen.
        place: where, as printed.
        goldstein: Goldstein score of the CAMEO code.
        plover_score: PLOVER score of type and mode.
        quad: PLOVER quad class.
    """

    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...] = ()
    plover: PloverType
    mode: str | None = None
    context: tuple[str, ...] = ()
    cameo: str | None = None
    aux: Aux = "actual"
    time: TimeInterval | None = None
    place: str | None = None
    goldstein: float | None = None
    plover_score: float | None = None
    quad: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Report):
    """A reading by observers or by the author; it never sets state.

    Attributes:
        about: what it reads, in a few words as printed.
        reading: the words of the reading.
    """

    about: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(Report):
    """Why not to trust a line of the report.

    Attributes:
        kind: what is wrong.
        problem: the problem in words.
        basis: the facts that prove it, with their source.
    """

    kind: FlagKind
    problem: str = ""
    basis: str = ""
