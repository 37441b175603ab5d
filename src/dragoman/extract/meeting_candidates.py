"""Candidates for meetings: each cluster of occasions, with each standing that it may have."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.extract.coding import main_sides
from dragoman.extract.context import Context
from dragoman.extract.decisions import Decision, Features, log_odds
from dragoman.extract.learned import Reading
from dragoman.extract.meetings import Cluster, meeting_reports
from dragoman.heads import SentenceScores
from dragoman.language.coreference import party_of
from dragoman.model import MeetingReport, MeetingStatus

_USUAL: tuple[MeetingStatus, ...] = ("held", "scheduled", "under_way", "proposed")
_ENDS: tuple[MeetingStatus, ...] = ("cancelled", "collapsed", "postponed")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A meeting in one standing, with what speaks for and against it."""

    cluster: Cluster
    report: MeetingReport
    status: MeetingStatus
    features: Features

    def claim(self) -> dict[str, Any]:
        """What it says in the codebook's form."""
        report = self.report
        return {
            "parties": list(report.parties),
            "place": report.place,
            "date": report.time.iso() if report.time else None,
            "status": self.status,
            "evidence": [{"field": e.field, "start": e.start, "end": e.end} for e in report.evidence],
        }


def decided_on(clusters: Sequence[Cluster], context: Context, decision: Decision, reading: Reading) -> list[Cluster]:
    """The meetings that the decision keeps, each in its likeliest standing."""
    likeliest: dict[int, tuple[float, MeetingStatus]] = {}
    for candidate in candidates(clusters, context, reading):
        probability = decision.probability(candidate.features)
        if probability > likeliest.get(id(candidate.cluster), (0.0, candidate.status))[0]:
            likeliest[id(candidate.cluster)] = probability, candidate.status
    return [
        replace(cluster, decided=_not_behind(status, cluster), probability=round(probability, 4))
        for cluster in clusters
        for probability, status in [likeliest[id(cluster)]]
        if probability >= decision.threshold
    ]


def _not_behind(status: MeetingStatus, cluster: Cluster) -> MeetingStatus:
    """The standing, or the one its words tell where that is behind: what was held lies not ahead."""
    said = [o.status for o in cluster.occasions]
    if cluster.historical and set(said) == {"held"} and status in _USUAL:
        return "held"
    return "scheduled" if status == "proposed" and 2 * said.count("scheduled") > len(said) else status


def candidates(clusters: Sequence[Cluster], context: Context, reading: Reading) -> Iterator[Candidate]:
    """The candidates of an article, meeting by meeting."""
    party = _party_scores(reading)
    main = frozenset(a.name for a in main_sides(context))
    before: Counter[frozenset[str]] = Counter()
    for cluster, report in zip(clusters, meeting_reports(clusters, context.analysis, context.lexicon), strict=True):
        indexes = sorted({o.sentence.index for o in cluster.occasions})
        scores = [reading.sentences[index] for index in indexes]
        sides = frozenset(cluster.parties)
        about = {
            **_cluster_features(cluster, report, scores),
            **_party_features(cluster, indexes, party, main),
            "told before": float(before[sides]),
            "meetings": math.log(len(clusters)),
            "talks": log_odds(reading.relevance.get("talks", 0.0)),
            "conflict": log_odds(reading.relevance.get("conflict", 0.0)),
        }
        before[sides] += 1
        for status in _statuses(cluster):
            yield Candidate(cluster, report, status, {**about, **_status_features(status, cluster, report, scores)})


def _statuses(cluster: Cluster) -> list[MeetingStatus]:
    """The standings to be weighed; that it came to nothing must be told of the meeting itself.

    Where verbs alone tell of it ("is to meet"), their tense says where it stands.
    """
    if all(o.token.pos_ == "VERB" for o in cluster.occasions):
        return sorted(cluster.statuses)
    return [*_USUAL, *(end for end in _ENDS if end in cluster.statuses)]


def _party_scores(reading: Reading) -> Mapping[tuple[int, str], float]:
    found: dict[tuple[int, str], float] = {}
    for judged in reading.mentions:
        for actor in judged.mention.actors:
            key = judged.sentence.index, party_of(actor)
            found[key] = max(found.get(key, 0.0), judged.scores.party)
    return found


def _cluster_features(cluster: Cluster, report: MeetingReport, scores: Sequence[SentenceScores]) -> Features:
    occasions = cluster.occasions
    return {
        "meeting": log_odds(max(s.types["meetings"] for s in scores)),
        "meeting in the mean": log_odds(sum(s.types["meetings"] for s in scores) / len(scores)),
        "consult": log_odds(max(s.events["CONSULT"] for s in scores)),
        "mentions": math.log(len(occasions)),
        "parties": math.log(max(1, len(cluster.parties))),
        "one party": float(len(cluster.parties) == 1),
        "place": float(bool(report.place)),
        "time": float(report.time is not None),
        "background": float(cluster.historical),
        "definite": float(any(o.definite for o in occasions)),
        "mediated": float(bool(report.mediators)),
        "outcome": float(report.outcome is not None),
        "verb": float(any(o.token.pos_ == "VERB" for o in occasions)),
        occasions[0].kind: 1.0,
        "headline": float(occasions[0].sentence.index == 0),
        "late": math.log1p(occasions[0].sentence.index),
    }


def _party_features(
    cluster: Cluster, indexes: Sequence[int], party: Mapping[tuple[int, str], float], main: frozenset[str]
) -> Features:
    found = sorted(max(party.get((n, side), 0.02) for n in indexes) for side in cluster.parties)
    return {
        "first party": log_odds(found[-1]),
        "second party": log_odds(found[-2] if len(found) > 1 else 0.02),
        "main sides": float(len(main & set(cluster.parties))),
    }


def _status_features(
    status: MeetingStatus, cluster: Cluster, report: MeetingReport, scores: Sequence[SentenceScores]
) -> Features:
    peak = {name: max(s.meetings[name] for s in scores) for name in scores[0].meetings}
    said = [o for o in cluster.occasions if not o.assumed]
    told = sum(o.status == status for o in said)
    return {
        status: 1.0,
        "status": log_odds(peak[status]),
        f"status {status}": log_odds(peak[status]),
        "status in the mean": log_odds(sum(s.meetings[status] for s in scores) / len(scores)),
        "other status": log_odds(max(p for name, p in peak.items() if name != status)),
        "share": peak[status] / sum(peak.values()),
        "told": told / len(cluster.occasions),
        "told at all": float(told > 0),
        f"told {status}": told / len(cluster.occasions),
        "told by a verb": float(any(o.status == status and o.token.pos_ == "VERB" for o in cluster.occasions)),
        "told first": float(cluster.occasions[0].status == status),
        f"assumed {status}": (len(cluster.occasions) - len(said)) / len(cluster.occasions),
        "told in sum": float(report.status == status),
        "held in background": float(cluster.historical and status == "held"),
    }
