"""What an article's main subject is: talks, conflict or something else."""

from collections.abc import Sequence

from dragoman.extract.meetings import Cluster
from dragoman.language.pipeline import Analysis
from dragoman.model import Event, Relevance

_LEAD = 5  # sentences; the subject of a report is told at its start
_CONFLICT = frozenset({"ASSAULT", "MOBILIZE", "THREATEN", "COERCE", "SANCTION", "ACCUSE", "REJECT", "REQUEST", "PROTEST"})


def relevance_of(analysis: Analysis, clusters: Sequence[Cluster], events: Sequence[Event]) -> Relevance:
    """``talks`` if a meeting is told in headline or lead, ``conflict`` if political events are, else ``other``."""
    early = {s.start for s in analysis.sentences if s.index <= _LEAD and s.field == "text"}
    if any(o.sentence.index <= _LEAD and len(c.parties) > 1 for c in clusters for o in c.occasions):
        return "talks"
    if any(e.plover in _CONFLICT and (e.evidence[0].field == "title" or e.evidence[0].start in early) for e in events):
        return "conflict"
    return "other"
