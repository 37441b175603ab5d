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
from dragoman.extract.issues import load_issues
from dragoman.extract.position_candidates import candidates as position_candidates
from dragoman.extract.positions import positions, told_positions
from dragoman.extract.record import clusters_in
from dragoman.extract.statement_candidates import Candidate as StatementCandidate
from dragoman.extract.statement_candidates import candidates as statement_candidates
from dragoman.extract.statement_heads import main_statements
from dragoman.extract.statements import statements, told_statements
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


def _position_candidates(context: Context) -> Iterable[Candidate]:
    assert context.reading is not None
    return position_candidates(context, context.reading, told_positions(context, load_issues()))


def _positions(context: Context) -> list[dict[str, Any]]:
    return _coded(context, positions=positions(context, load_issues()).kept)


def _statement_candidates(context: Context) -> Iterable[Candidate]:
    assert context.reading is not None
    return statement_candidates(context, context.reading, told_statements(context))


def _statements(context: Context) -> list[dict[str, Any]]:
    assert context.reading is not None
    least = context.reading.decisions["statements"].threshold
    return [StatementCandidate(0, s, {}).claim() for s in main_statements(statements(context), least)]


TASKS = (
    Task("events", _event_candidates, _events),
    Task("positions", _position_candidates, _positions),
    Task("statements", _statement_candidates, _statements),
)
