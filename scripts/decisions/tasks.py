"""What is decided on: each report type's candidates, and its records as coded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from dragoman.codebook import coded
from dragoman.evaluate.agreement import Group
from dragoman.extract.context import Context
from dragoman.extract.decisions import Features
from dragoman.extract.event_candidates import candidates as event_candidates
from dragoman.extract.events import events, told_events
from dragoman.extract.record import clusters_in
from dragoman.model import Record


class Candidate(Protocol):
    """Something that may be a record."""

    @property
    def features(self) -> Features:
        """What speaks for and against it."""

    def claim(self) -> dict[str, Any]:
        """What it says in the codebook's form."""


@dataclass(frozen=True, slots=True)
class Task:
    """One report type's decision.

    Attributes:
        group: the report type.
        candidates: the candidates of an article.
        records: its records as coded, with the decisions of the context.
    """

    group: Group
    candidates: Callable[[Context], Iterable[Candidate]]
    records: Callable[[Context], list[dict[str, Any]]]

    @property
    def name(self) -> str:
        """The decision's key in the file."""
        return self.group


def _event_candidates(context: Context) -> Iterable[Candidate]:
    assert context.reading is not None
    return event_candidates(context, context.reading, told_events(context, clusters_in(context)))


def _events(context: Context) -> list[dict[str, Any]]:
    return _coded(context, events=events(context, clusters_in(context)).kept)


def _coded(context: Context, **records: Any) -> list[dict[str, Any]]:
    """The records of one type in the codebook's form."""
    ((group, _),) = records.items()
    found: list[dict[str, Any]] = coded(Record(article=context.analysis.article, **records))[group]
    return found


TASKS = (Task("events", _event_candidates, _events),)
