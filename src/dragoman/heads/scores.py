"""What the heads say of a sentence: calibrated probabilities by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dragoman.heads.labels import ATTENDANCE, AUX, MEETING, PLOVER, POSITION, RELEVANCE, REPORT_TYPES, STATEMENT

Probabilities = Mapping[str, float]
Side = int | None
"""Number of a mention in ``HeadInput.mentions``, or None for a side that the sentence does not name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionScores:
    """What one mention is in the sentence.

    Classes of one head are judged each against all others; ``none`` says that it is nothing of the kind.

    Attributes:
        attendance: its attendance status at a meeting, or ``none``.
        holder: the kind of the position that it holds, or ``none``.
        issue: what that position is about, given that it holds one.
        speaker: the kind of the statement that it makes, or ``none``.
        role: ``head`` or ``member`` of a delegation, or ``none``.
        actor: it acts in an event.
        recipient: an event is done to it.
        party: it is a party of a meeting.
        mediator: it mediates a meeting.
    """

    attendance: Probabilities
    holder: Probabilities
    issue: Probabilities
    speaker: Probabilities
    role: Probabilities
    actor: float
    recipient: float
    party: float
    mediator: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScores:
    """What one mention does to another.

    Attributes:
        plover: the PLOVER type of what the left does to the right, or ``none``.
        aux: how it is told (actual, future, ...), given that there is an event.
    """

    plover: Probabilities
    aux: Probabilities


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceScores:
    """Probabilities of one sentence.

    Attributes:
        types: each report type: the sentence supports a record of it.
        events: each PLOVER type.
        positions: each position kind.
        meetings: each meeting status.
        statements: each statement kind.
        attendance: each attendance status.
        aux: each auxiliary mode of events.
        relevance: what the article is about, judged from this sentence and the headline alone.
        mentions: scores of the mentions, in the order of the input; None where a mention lies beyond what is read.
        pairs: ordered pairs of mentions that may carry an event (see ``model.PAIR_FLOOR``); a side may be None.
    """

    types: Probabilities
    events: Probabilities
    positions: Probabilities
    meetings: Probabilities
    statements: Probabilities
    attendance: Probabilities
    aux: Probabilities
    relevance: Probabilities
    mentions: tuple[MentionScores | None, ...] = ()
    pairs: Mapping[tuple[Side, Side], PairScores] = field(default_factory=dict)


def _none(names: tuple[str, ...]) -> dict[str, float]:
    return dict.fromkeys(names, 0.0)


SILENCE: Final = SentenceScores(
    types=_none(REPORT_TYPES),
    events=_none(PLOVER),
    positions=_none(POSITION),
    meetings=_none(MEETING),
    statements=_none(STATEMENT),
    attendance=_none(ATTENDANCE),
    aux=_none(AUX),
    relevance=_none(RELEVANCE),
)
"""What the heads say of a sentence that they were not asked of."""
