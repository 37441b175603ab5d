"""What a time expression is once it has been read."""

from dataclasses import dataclass
from typing import Literal

from dragoman.model.intervals import TimeInterval

Tense = Literal["past", "present", "future"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that name a time, with what they mean.

    Attributes:
        start: first character, in Unicode code points of the given text.
        end: one past the last character.
        text: the words as printed.
        type: the TimeML type.
        value: the TimeML (TIMEX3) value: ``1998-02-06``, ``1998-W07``, ``P2D``, ``PRESENT_REF``, ``XXXX-WXX-2``.
        interval: the days meant, or None when nothing in sight fixes them (none is ever invented). A function word
            counts: "since March 2022" is open to the future, while ``value`` stays ``2022-03``.
        rule: the id of the rule that read the words.
        modifier: the function word before the expression (``since``, ``until``, ``by`` ...), or None.
        mod: the TimeML modifier inside it (``START``, ``MID``, ``END``, ``APPROX`` ...), or None.
    """

    start: int
    end: int
    text: str
    type: TimeType
    value: str
    interval: TimeInterval | None
    rule: str
    modifier: str | None = None
    mod: str | None = None
