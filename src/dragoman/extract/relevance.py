"""What an article's main subject is: talks, conflict or something else."""

from collections.abc import Sequence
from typing import get_args

from dragoman.extract.context import Context
from dragoman.extract.meetings import Cluster
from dragoman.language.pipeline import Analysis
from dragoman.model import Event, Relevance

_LEAD = 5  # sentences; the subject of a report is told at its start
_CONFLICT = frozenset(
    {"ASSAULT", "MOBILIZE", "THREATEN", "COERCE", "SANCTION", "ACCUSE", "REJECT", "REQUEST", "PROTEST"}
)


def relevance_of(context: Context, clusters: Sequence[Cluster], events: Sequence[Event]) -> Relevance:
    """The heads' word; without them ``talks`` if a meeting is told early, ``conflict`` if political events are."""
    if context.reading is not None:
        said = context.reading.relevance
        return max(get_args(Relevance), key=lambda name: said.get(name, 0.0))
    return _by_rules(context.analysis, clusters, events)


def _by_rules(analysis: Analysis, clusters: Sequence[Cluster], events: Sequence[Event]) -> Relevance:
    early = {s.start for s in analysis.sentences if s.index <= _LEAD and s.field == "text"}
    if any(o.sentence.index <= _LEAD and len(c.parties) > 1 for c in clusters for o in c.occasions):
        return "talks"
    if any(e.plover in _CONFLICT and (e.evidence[0].field == "title" or e.evidence[0].start in early) for e in events):
        return "conflict"
    return "other"
