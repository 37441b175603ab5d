"""What an article's main subject is: talks, conflict or something else."""

import math
from collections.abc import Sequence
from typing import Final, get_args

from dragoman.extract.context import Context
from dragoman.extract.decisions import Features, log_odds
from dragoman.extract.learned import Reading
from dragoman.extract.meetings import Cluster
from dragoman.language.pipeline import Analysis
from dragoman.model import Event, Relevance

_LEAD = 5  # sentences; the subject of a report is told at its start
_CONFLICT: Final = frozenset(
    {"ASSAULT", "MOBILIZE", "THREATEN", "COERCE", "SANCTION", "ACCUSE", "REJECT", "REQUEST", "PROTEST"}
)
_TOGETHER: Final = frozenset({"CONSULT", "AGREE"})


def relevance_of(context: Context, clusters: Sequence[Cluster], events: Sequence[Event]) -> Relevance:
    """The likeliest by heads and records; without heads ``talks`` or ``conflict`` if a record of it is told early."""
    reading = context.reading
    if reading is None:
        return _by_rules(context.analysis, clusters, events)
    features = relevance_features(reading, clusters, events)
    return max(get_args(Relevance), key=lambda name: reading.decisions[f"relevance {name}"].probability(features))


def relevance_features(reading: Reading, clusters: Sequence[Cluster], events: Sequence[Event]) -> Features:
    """What speaks for each subject, by name: log-odds of the heads, and the logarithm of how much was read of a sort.

    The heads see the headline and the first sentences only. A portrait that begins with a house for sale may go on to
    two rounds of talks; what was read in the whole of it counts too.
    """
    types = [event.plover for event in events]
    told = {
        "meetings": len(clusters),
        "quarrels": sum(one in _CONFLICT for one in types),
        "agreements": sum(one in _TOGETHER for one in types),
        "other events": sum(one not in _CONFLICT | _TOGETHER for one in types),
    }
    heads = {f"heads {name}": log_odds(reading.relevance.get(name, 0.0)) for name in get_args(Relevance)}
    return {**heads, **{name: math.log1p(number) for name, number in told.items()}}


def _by_rules(analysis: Analysis, clusters: Sequence[Cluster], events: Sequence[Event]) -> Relevance:
    early = {s.start for s in analysis.sentences if s.index <= _LEAD and s.field == "text"}
    if any(o.sentence.index <= _LEAD and len(c.parties) > 1 for c in clusters for o in c.occasions):
        return "talks"
    if any(e.plover in _CONFLICT and (e.evidence[0].field == "title" or e.evidence[0].start in early) for e in events):
        return "conflict"
    return "other"
