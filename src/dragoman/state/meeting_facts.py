"""What many mentions of a meeting come to, field by field; fifty copies of one report count once."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from dragoman.model import MeetingFormat, MeetingLevel, MeetingOutcome, MeetingStatus, Precision, TimeInterval
from dragoman.state.meeting_mentions import Mention

V = TypeVar("V", bound=Hashable)
_ENDED = frozenset({"held", "collapsed"})
_BEGUN = frozenset({"held", "collapsed", "under_way"})
_COMING = frozenset({"proposed", "scheduled"})


def commonest(mentions: Iterable[Mention], value: Callable[[Mention], V | None]) -> V | None:
    """The value that most independent sources give, of equals the first mention's; None when none gives any."""
    mentions = list(mentions)
    if len(mentions) == 1:
        return value(mentions[0])
    sources: dict[V, set[str]] = defaultdict(set)
    for mention in mentions:
        found = value(mention)
        if found is not None:
            sources[found].add(mention.row.origin)
    return max(sources, key=lambda one: len(sources[one]), default=None)


def label_of(mentions: Sequence[Mention]) -> str:
    """The commonest printed label, white space folded."""
    return commonest(mentions, lambda mention: " ".join(mention.report.label.split())) or ""


def parties_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The parties that at least a third of the sources name, sorted; all where there are one or two sources."""
    return _by_sources(mentions, lambda mention: mention.report.parties)


def mediators_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The mediators that any source names, sorted."""
    return tuple(sorted({name for mention in mentions for name in mention.report.mediators}))


def time_of(mentions: Sequence[Mention]) -> TimeInterval | None:
    """The narrowest interval on which most dated mentions agree: the most told days, cut to those others share.

    The day on which it took place outranks those for which it was planned: "due on Thursday", "met on Friday".
    """
    dated = [mention for mention in mentions if mention.days or mention.span]
    dated = [mention for mention in dated if mention.days and mention.report.status in _BEGUN] or dated
    told = commonest([m for m in dated if m.days] or dated, lambda mention: mention.days or mention.span)
    if told is None:
        return None
    start, end = told
    for mention in dated:
        other = mention.days or mention.span or told
        if max(start, other[0]) <= min(end, other[1]):
            start, end = max(start, other[0]), min(end, other[1])
    return _interval(start, end, dated)


def status_of(mentions: Sequence[Mention], time: TimeInterval | None) -> MeetingStatus:
    """Where the meeting stands: the latest word, leaving out what the meeting's own day makes impossible.

    Background never outranks news, "held" before the day and "scheduled" after it count for nothing beside
    anything else, and what has been held once can no more be scheduled.
    """
    current = [mention for mention in mentions if not mention.report.historical] or list(mentions)
    possible = [mention for mention in current if _possible(mention, time)] or current
    latest = max(
        possible, key=lambda m: (m.published or date.min, _rank(m.report.status), m.row.recorded_at, m.row.claim)
    )
    ended = [mention for mention in possible if mention.report.status in _ENDED]
    if latest.report.status in _COMING and ended:
        return max(ended, key=lambda m: (m.published or date.min, m.row.claim)).report.status
    return latest.report.status


def outcome_of(mentions: Sequence[Mention]) -> MeetingOutcome | None:
    """How it ended by the latest word that tells."""
    told = [mention for mention in mentions if mention.report.outcome]
    latest = max(told, key=lambda m: (not m.report.historical, m.published or date.min, m.row.claim), default=None)
    return latest.report.outcome if latest else None


def country_of(mentions: Sequence[Mention], place: str | None) -> str | None:
    """The country that most sources give for the place, else for the meeting."""
    there = [mention for mention in mentions if place is not None and mention.report.place == place]
    return commonest(there, lambda m: m.report.country) or commonest(mentions, lambda m: m.report.country)


def format_of(mentions: Sequence[Mention]) -> MeetingFormat:
    """How they meet by most sources."""
    return commonest(mentions, lambda m: m.report.format if m.report.format != "unknown" else None) or "unknown"


def level_of(mentions: Sequence[Mention]) -> MeetingLevel:
    """The rank of those who meet that most sources give."""
    return commonest(mentions, lambda m: m.report.level if m.report.level != "unknown" else None) or "unknown"


def _by_sources(mentions: Sequence[Mention], values: Callable[[Mention], Iterable[str]]) -> tuple[str, ...]:
    sources: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for value in values(mention):
            sources[value].add(mention.row.origin)
    all_sources = len({mention.row.origin for mention in mentions})
    return tuple(sorted(name for name, own in sources.items() if 3 * len(own) >= all_sources))


def _interval(start: date, end: date, mentions: Iterable[Mention]) -> TimeInterval:
    """The interval as a mention gives it, or one that says it is what several have in common."""
    for mention in mentions:
        time = mention.report.time
        if time and (time.start, time.end) == (start, end):
            return time
    precision: Precision = "day" if start == end else "range"
    return TimeInterval(start=start, end=end, precision=precision, basis="the days that all mentions share")


def _possible(mention: Mention, time: TimeInterval | None) -> bool:
    if time is None or mention.published is None or time.start is None or time.end is None:
        return True
    if mention.report.status in _BEGUN:
        return mention.published >= time.start
    return mention.report.status not in _COMING or mention.published <= time.end


def _rank(status: MeetingStatus) -> int:
    """Which of two words of one day counts: the one that comes later in a meeting's life."""
    order: tuple[MeetingStatus, ...] = (
        "proposed", "scheduled", "postponed", "cancelled", "under_way", "collapsed", "held",
    )  # fmt: skip
    return order.index(status)
