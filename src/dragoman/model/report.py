"""What every report row carries: evidence, source, voice, factuality and the reason it is there."""

from dataclasses import dataclass, field
from typing import Literal

from dragoman.model.actor import Actor
from dragoman.model.evidence import Evidence
from dragoman.model.intervals import TimeInterval

Voice = Literal["speaker", "official", "anonymous", "observers", "author"]
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"]
"""FactBank's eight values (Saurí and Pustejovsky 2009): certain, probable, possible x polarity, or unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a record is there.

    Attributes:
        rule: id of the rule or head that produced it.
        probability: the head's calibrated probability, or None for a rule.
        note: what else decided, in words.
        stable: the rule was shown to be right on coded articles, so that no head outranks it.
    """

    rule: str
    probability: float | None = None
    note: str = ""
    stable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One claim of one source in one article.

    Attributes:
        evidence: at least one span that supports the claim.
        source: who says so, as the codebook names it; ``author`` for the article's own voice.
        source_actor: the source as an actor when it is one.
        voice: what kind of source that is.
        factuality: how certain that source is.
        said_at: when it was said, when the text tells.
        valid_from: from when the claim holds, when the text tells.
        historical: the text tells it as background from an earlier episode.
        reason: the rule or head that produced the row.
    """

    evidence: tuple[Evidence, ...]
    source: str = "author"
    source_actor: Actor | None = None
    voice: Voice = "author"
    factuality: Factuality = "CT+"
    said_at: TimeInterval | None = None
    valid_from: TimeInterval | None = None
    historical: bool = False
    reason: Reason = field(default_factory=lambda: Reason(rule="unstated"))

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a record without evidence does not exist")
