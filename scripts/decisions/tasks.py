"""What is decided on: each report type's candidates, and its records as coded."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, get_args

from dragoman.codebook import coded
from dragoman.evaluate.agreement import Coded, Group, Line, agreement, line
from dragoman.extract.attendance import attendance, told_attendance
from dragoman.extract.attendance_candidates import candidates as attendance_candidates
from dragoman.extract.context import Context
from dragoman.extract.decisions import Features
from dragoman.extract.event_aux import aux_features
from dragoman.extract.event_candidates import candidates as event_candidates
from dragoman.extract.events import events, told_events
from dragoman.extract.issues import load_issues
from dragoman.extract.meeting_candidates import candidates as meeting_candidates
from dragoman.extract.meetings import cluster, meeting_reports
from dragoman.extract.position_candidates import candidates as position_candidates
from dragoman.extract.positions import positions, told_positions
from dragoman.extract.record import clusters_in, occasions_in
from dragoman.extract.relevance import relevance_features
from dragoman.extract.statement_candidates import Candidate as StatementCandidate
from dragoman.extract.statement_candidates import candidates as statement_candidates
from dragoman.extract.statement_heads import main_statements
from dragoman.extract.statements import statements, told_statements
from dragoman.model import Aux, Record, Relevance


class Candidate(Protocol):
    """Something that may be a record."""

    @property
    def features(self) -> Features:
        """What speaks for and against it."""

    def claim(self) -> dict[str, Any]:
        """What it says in the codebook's form."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a coder made of an article.

    Attributes:
        coded: the coded records.
        article: the text with sentence offsets.
    """

    coded: Coded
    article: Coded

    def lines(self, group: Group) -> list[Line]:
        """The records of a type with the numbers of their sentences."""
        return [line(one, self.article) for one in self.coded.get(group) or ()]


@dataclass(frozen=True, slots=True)
class Task:
    """One report type's decision.

    Attributes:
        group: the report type.
        candidates: the candidates of an article.
        records: its records as coded, with the decisions of the context.
        least: the lowest threshold that is tried.
        recall: the loose recall that is asked for, where a coder keeps only some of what is right; else balance is.
    """

    group: Group
    candidates: Callable[[Context], Iterable[Candidate]]
    records: Callable[[Context], list[dict[str, Any]]]
    least: float = 0.15
    recall: float | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of several classes a right candidate has, decided one class against the others.

    Attributes:
        name: the decisions' keys are this and the class: ``aux future``.
        classes: the classes.
        examples: features and class of an article, or of each of its right candidates.
    """

    name: str
    classes: tuple[str, ...]
    examples: Callable[[Context, Truth], Iterator[tuple[Features, str]]]


def _aux_examples(context: Context, truth: Truth) -> Iterator[tuple[Features, str]]:
    reading = context.reading
    assert reading is not None
    coded_events = truth.lines("events")
    for candidate in event_candidates(context, reading, told_events(context, clusters_in(context))):
        claim = claimed(candidate, context)
        gold = next((one for one in coded_events if agreement("events", one, claim).strict), None)
        if gold is not None:
            yield aux_features(candidate, candidate.clause_head(), context, reading), gold.get("aux")


def _relevance_examples(context: Context, truth: Truth) -> Iterator[tuple[Features, str]]:
    assert context.reading is not None
    clusters = clusters_in(context)
    yield relevance_features(context.reading, clusters, events(context, clusters).kept), truth.coded["relevance"]


def claimed(candidate: Candidate, context: Context) -> Line:
    """A candidate's claim with the numbers of its sentences."""
    article = context.analysis.article
    return line(candidate.claim(), {"sentences": [(s.start, s.end) for s in article.sentences]})


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


def _attendance_candidates(context: Context) -> Iterable[Candidate]:
    assert context.reading is not None
    clusters = clusters_in(context)
    return attendance_candidates(context, context.reading, clusters, *told_attendance(context, clusters))


def _attendance(context: Context) -> list[dict[str, Any]]:
    return _coded(context, attendance=attendance(context, clusters_in(context)).kept)


def _meeting_candidates(context: Context) -> Iterable[Candidate]:
    assert context.reading is not None
    return meeting_candidates(cluster(occasions_in(context)), context, context.reading)


def _meetings(context: Context) -> list[dict[str, Any]]:
    return _coded(context, meetings=tuple(meeting_reports(clusters_in(context), context.analysis, context.lexicon)))


STEPS: tuple[Task | Choice, ...] = (
    Task("meetings", _meeting_candidates, _meetings),
    Choice("aux", get_args(Aux), _aux_examples),
    Task("events", _event_candidates, _events),
    Choice("relevance", get_args(Relevance), _relevance_examples),
    # What words say needs half of it: under a tenth, "only if he comes" was told as his coming (examples/story).
    Task("attendance", _attendance_candidates, _attendance, least=0.2),
    Task("positions", _position_candidates, _positions),
    # Coders keep the 3 to 8 main ones of many: one more of the others is no error, so their scorer counts recall alone.
    Task("statements", _statement_candidates, _statements, least=0.05, recall=0.78),
)
"""In this order: what is decided on later sees what was decided before."""
