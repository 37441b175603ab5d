"""What an extractor decided: the records it keeps, and those it considered and rejected, with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from dragoman.model import Evidence, Rejection, Report

R = TypeVar("R", bound=Report)


@dataclass(frozen=True, slots=True)
class Decided(Generic[R]):
    """Records kept and records rejected."""

    kept: tuple[R, ...]
    rejected: tuple[Rejection, ...] = ()


def joined(one: Iterable[Evidence], other: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """All evidence of both, each span once, the headline's first, then in text order."""
    return tuple(sorted({*one, *other}, key=lambda e: (e.field == "text", e.start)))


def rejection(report: Report, why: str) -> Rejection:
    """The rejection of a report, at its first evidence."""
    first = report.evidence[0]
    return Rejection(rule=report.reason.rule, field=first.field, start=first.start, end=first.end, why=why)
