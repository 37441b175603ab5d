"""Mentions put together into meetings: the best told found a meeting, the others join the one they fit best.

Each mention is compared with the best told mentions of a meeting and the mean counts, so that no chain of pairs
that fit one by one can join two meetings. The order is that of the mentions themselves, whatever order they came in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from dragoman.state.decided import Decided
from dragoman.state.meeting_mentions import Days, Mention
from dragoman.state.meeting_pairs import Verdict, Weights, compare

_CORE: Final = 3
"""How many of a meeting's best told mentions a further one is compared with."""
_LEAD: Final = timedelta(days=62)


@dataclass(slots=True)
class Cluster:
    """Mentions of one meeting, the best told first; grows while mentions are put together.

    Attributes:
        mentions: the mentions.
        why: row id to the reason, in words, why it is one of them.
        days: the days that all dated mentions share.
        numbers: the numbers of the round that mentions give.
        decided: groups or claims of its mentions, as decisions by hand name them.
    """

    mentions: list[Mention] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)
    days: Days | None = None
    numbers: set[int] = field(default_factory=set)
    decided: set[str] = field(default_factory=set)

    def add(self, mention: Mention, why: str, key: str) -> None:
        """Take in a mention."""
        self.mentions.append(mention)
        self.why[mention.row.id] = why
        self.decided.add(key)
        if mention.number:
            self.numbers.add(mention.number)
        if mention.days and self.days:
            self.days = max(self.days[0], mention.days[0]), min(self.days[1], mention.days[1])
        self.days = self.days or mention.days

    def bars(self, mention: Mention) -> bool:
        """Whether the mention names other days or another number than this meeting has."""
        if mention.number and self.numbers and mention.number not in self.numbers:
            return True
        days = mention.days or mention.possible
        return self.days is not None and (self.days[1] < days[0] or days[1] < self.days[0])


def clusters_of(mentions: Iterable[Mention], weights: Weights, decided: Decided) -> list[Cluster]:
    """The meetings that the mentions are of, in no order that means anything."""
    clusters: list[Cluster] = []
    index: dict[object, dict[int, None]] = defaultdict(dict)
    merged: dict[str, int] = {}
    for mention in sorted(mentions, key=_how_well_told):
        key = decided.key(mention.row.claim)
        number, why = _home(mention, key, clusters, index, weights, decided)
        if key in merged:
            number, why = merged[key], decided.why.get(mention.row.claim, "merged by hand")
        if number is None:
            number = len(clusters)
            clusters.append(Cluster())
        if key in decided.group:
            merged[key] = number
        clusters[number].add(mention, why, key)
        for place in _places_in_index(mention):
            index[place][number] = None
    return clusters


def _how_well_told(mention: Mention) -> tuple[object, ...]:
    """Sorts the mentions that say most about their meeting first; equals by when the ledger learned them."""
    single = mention.days is not None and mention.days[0] == mention.days[1]
    row = mention.row
    return (
        mention.days is None, not single, mention.place is None, len(mention.parties) < 2,
        mention.report.historical, row.recorded_at, row.claim, row.id,
    )  # fmt: skip


def _home(
    mention: Mention, key: str, clusters: Sequence[Cluster], index: dict[object, dict[int, None]], weights: Weights,
    decided: Decided,
) -> tuple[int | None, str]:  # fmt: skip
    """The number of the meeting that a mention fits best, and why; None when it fits none or two equally well."""
    parted = decided.parted.get(key, frozenset())
    numbers = {number: None for place in _places_in_index(mention) for number in index.get(place, ())}
    fits = [
        (verdict.score, number, verdict)
        for number in numbers
        if not clusters[number].bars(mention) and not parted & clusters[number].decided
        if (verdict := _fit(mention, clusters[number], weights)).score >= weights["threshold"]
    ]
    if not fits:
        return None, _first_told(mention)
    fits.sort(key=lambda fit: -fit[0])
    if len(fits) > 1 and fits[0][0] - fits[1][0] < weights["margin"]:
        return None, "fits two meetings equally well"
    return fits[0][1], "; ".join(fits[0][2].reasons)


def _fit(mention: Mention, cluster: Cluster, weights: Weights) -> Verdict:
    """The mean of the comparisons with the best told mentions; the reasons of the best of them."""
    verdicts = [compare(mention, other, weights) for other in cluster.mentions[:_CORE]]
    best = max(verdicts, key=lambda verdict: verdict.score)
    return Verdict(sum(verdict.score for verdict in verdicts) / len(verdicts), best.reasons)


def _first_told(mention: Mention) -> str:
    named = [
        mention.report.time.edtf() if mention.report.time and (mention.days or mention.span) else None,
        mention.report.place or mention.report.country,
        " and ".join(sorted(mention.parties)),
    ]
    return "founds it: " + ", ".join(filter(None, named))


def _places_in_index(mention: Mention) -> Iterator[object]:
    """Under what a mention is looked up: each party and the place, in each month in which it can have been."""
    names = [*mention.parties] + ([("in", mention.place)] if mention.place else [])
    for month in _months(mention):
        for name in names:
            yield month, name


def _months(mention: Mention) -> Iterator[tuple[int, int] | None]:
    days = mention.days or mention.span
    if days is None and mention.published is None:
        yield None
        return
    if days is None:
        told = mention.published or date.min
        days = max(mention.possible[0], told - _LEAD), min(mention.possible[1], told + _LEAD)
    first, last = (day.year * 12 + day.month - 1 for day in days)
    yield from (divmod(month, 12) for month in range(first, last + 1))
