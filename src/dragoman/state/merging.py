"""Mentions put together into meetings: the best told found a meeting, the others join the one they fit best.

Each mention is compared with the best told mentions of a meeting and the mean counts, so that no chain of pairs
that fit one by one can join two meetings. The order is that of the mentions themselves, whatever order they came in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Final

from dragoman.state.decided import Decided
from dragoman.state.meeting_mentions import Days, Mention
from dragoman.state.meeting_pairs import BARRED, Weights, compare, days_may_be_of_one, reasons

_CORE: Final = 3
"""How many of a meeting's best told mentions a further one is compared with."""
_LIKELY: Final = 4
"""How many meetings, the likeliest by time and attestation, a mention is compared with."""
_WELL_ATTESTED: Final = 5
_BEFORE: Final = 31
_AFTER: Final = 62
"""Days around the document's date in which a meeting without days is looked for."""
_WEEK: Final = 7


@dataclass(slots=True)
class Cluster:
    """Mentions of one meeting, the best told first; grows while mentions are put together.

    Attributes:
        mentions: the mentions.
        why: row id to the reason, in words, why it is one of them.
        documents: the documents that tell of it.
        origins: the independent sources among them.
        days: the days that mentions name, each with its place.
        numbers: the numbers of the round that mentions give.
        decided: groups or claims of its mentions, as decisions by hand name them.
    """

    mentions: list[Mention] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    days: set[tuple[Days, str | None]] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    decided: set[str] = field(default_factory=set)

    def add(self, mention: Mention, why: str, key: str) -> None:
        """Take in a mention."""
        self.mentions.append(mention)
        self.why[mention.row.id] = why
        self.decided.add(key)
        self.documents.add(mention.row.document)
        self.origins.add(mention.row.origin)
        if mention.number:
            self.numbers.add(mention.number)
        if mention.days:
            self.days.add((mention.days, mention.place))

    def bars(self, mention: Mention) -> bool:
        """Whether the mention names other days or another number than this meeting has."""
        if mention.number and self.numbers and mention.number not in self.numbers:
            return True
        days = mention.days
        return days is not None and not all(
            days_may_be_of_one(days, theirs, same_place=mention.place is not None and mention.place == place)
            for theirs, place in self.days
        )


@dataclass(slots=True)
class Merger:
    """The meetings found so far, and how to find those that a mention may be of.

    Attributes:
        weights: what speaks for and against one meeting.
        decided: what was decided by hand.
        clusters: the meetings.
        index: the meetings in which a party or place is named, by week.
    """

    weights: Weights
    decided: Decided
    clusters: list[Cluster] = field(default_factory=list)
    index: dict[tuple[int | None, str], dict[int, None]] = field(default_factory=lambda: defaultdict(dict))

    def take(self, mention: Mention) -> None:
        """Put a mention with the meeting that it is of, or found a new one with it."""
        key, keys = self.decided.key(mention.row.claim), list(_index_keys(mention))
        number, why = self._home(mention, key, keys)
        if number is None:
            number = len(self.clusters)
            self.clusters.append(Cluster())
        self.clusters[number].add(mention, self.decided.why.get(mention.row.claim, why), key)
        for place in keys:
            self.index[place][number] = None

    def _home(self, mention: Mention, key: str, keys: Iterable[tuple[int | None, str]]) -> tuple[int | None, str]:
        """The number of the meeting that a mention fits best, and why; None when it fits none."""
        parted = self.decided.parted.get(key, frozenset())
        numbers = {number: None for place in keys for number in self.index.get(place, ())}
        allowed = [n for n in numbers if not self.clusters[n].bars(mention) and not parted & self.clusters[n].decided]
        likely = allowed
        if len(allowed) > _LIKELY:
            likely = nsmallest(_LIKELY, allowed, key=lambda n: (*_unlikely(mention, self.clusters[n]), n))
        fits = [(_fit(mention, self.clusters[number], self.weights), -number) for number in likely]
        score, number = max(fits, default=(BARRED, 0))
        if score < self.weights["threshold"]:
            return None, _first_told(mention)
        core = self.clusters[-number].mentions[:_CORE]
        nearest = max(core, key=lambda other: compare(mention, other, self.weights))
        return -number, reasons(mention, nearest, self.weights)


def clusters_of(mentions: Iterable[Mention], weights: Weights, decided: Decided) -> list[Cluster]:
    """The meetings that the mentions are of, in no order that means anything."""
    merger = Merger(weights, decided)
    for mention in sorted(mentions, key=_how_well_told):
        merger.take(mention)
    return _joined(merger.clusters, decided)


def _joined(clusters: Sequence[Cluster], decided: Decided) -> list[Cluster]:
    """The meetings, those of which mentions were merged by hand as one with all their other mentions."""
    groups = set(decided.group.values())
    found = [cluster for cluster in clusters if not cluster.decided & groups]
    merged: list[Cluster] = []
    for cluster in clusters:
        if cluster.decided & groups:
            merged = _with(cluster, merged, groups, decided)
    return [*found, *merged]


def _with(cluster: Cluster, merged: Iterable[Cluster], groups: Set[str], decided: Decided) -> list[Cluster]:
    """The merged meetings and one more, which takes in those that it shares merged mentions with."""
    others: list[Cluster] = []
    for other in merged:
        shared = cluster.decided & other.decided & groups
        if shared and _any_parted(cluster, other, decided):  # of what a decision keeps apart only these may move
            others.append(_part(other, decided, other.decided - shared))
            other = _part(other, decided, shared)
        if shared:
            cluster = _of([*cluster.mentions, *other.mentions], {**cluster.why, **other.why}, decided)
        else:
            others.append(other)
    return [*(one for one in others if one.mentions), cluster]


def _any_parted(one: Cluster, other: Cluster, decided: Decided) -> bool:
    return any(decided.parted.get(key, frozenset()) & other.decided for key in one.decided)


def _part(cluster: Cluster, decided: Decided, keys: Set[str]) -> Cluster:
    mentions = [mention for mention in cluster.mentions if decided.key(mention.row.claim) in keys]
    return _of(mentions, cluster.why, decided)


def _of(mentions: Iterable[Mention], why: Mapping[str, str], decided: Decided) -> Cluster:
    made = Cluster()
    for mention in sorted(mentions, key=_how_well_told):
        made.add(mention, why[mention.row.id], decided.key(mention.row.claim))
    return made


def _how_well_told(mention: Mention) -> tuple[object, ...]:
    """Sorts the mentions that say most about their meeting first; equals by when the ledger learned them."""
    single = mention.days is not None and mention.days[0] == mention.days[1]
    row = mention.row
    return (
        mention.days is None, not single, mention.place is None, len(mention.parties) < 2,
        mention.report.historical, row.recorded_at, row.claim, row.id,
    )  # fmt: skip


def _fit(mention: Mention, cluster: Cluster, weights: Weights) -> float:
    """The mean of the comparisons with the best told mentions, and what the meeting as a whole adds to it."""
    core = cluster.mentions[:_CORE]
    mean = sum([compare(mention, other, weights) for other in core]) / len(core)
    attested = min(len(cluster.origins) - 1, _WELL_ATTESTED) * weights["attested"]
    told_apart = mention.row.document in cluster.documents
    return mean + attested + told_apart * weights["same_document"]


def _first_told(mention: Mention) -> str:
    named = [
        mention.report.time.edtf() if mention.report.time and (mention.days or mention.span) else None,
        mention.report.place or mention.report.country,
        " and ".join(sorted(mention.parties)),
    ]
    return "founds it: " + ", ".join(filter(None, named))


def _unlikely(mention: Mention, cluster: Cluster) -> tuple[bool, int, int, int]:
    """Sorts first the meetings possible then, those of most of its parties, the best attested, the nearest in days."""
    first = cluster.mentions[0]
    impossible = mention.time[1] < first.time[0] or first.time[1] < mention.time[0]
    shared, attested = len(mention.parties & first.parties), min(len(cluster.origins), _WELL_ATTESTED)
    return impossible, -min(shared, 2), -attested, abs(mention.about - first.about)


def _index_keys(mention: Mention) -> Iterator[tuple[int | None, str]]:
    """Under what a mention is looked up: each party and the place, in each week in which it can be."""
    names = [*mention.parties, *([mention.place] if mention.place else [])]
    for week in _weeks(mention):
        for name in names:
            yield week, name


def _weeks(mention: Mention) -> Iterable[int | None]:
    if mention.days is None and mention.span is None and mention.published is None:
        return (None,)
    first, last = (day.toordinal() for day in mention.time)
    if mention.published and not (mention.days or mention.span):
        told = mention.published.toordinal()
        first, last = max(first, told - _BEFORE), min(last, told + _AFTER)
    return range(first // _WEEK, last // _WEEK + 1)
