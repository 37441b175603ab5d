"""One mention of a meeting, with all that decides which meeting it is of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dragoman.actors.fold import fold
from dragoman.ledger.rows import Row
from dragoman.model import MeetingReport, TimeInterval
from dragoman.state.names import state_words

Days = tuple[date, date]
_EXACT: Final = timedelta(days=7)
_SPAN: Final = timedelta(days=366)
_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_NUMBERED: Final = re.compile(
    rf"\b({'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))(?:[\s-]\w+){{0,2}}?[\s-](?:rounds?|summits?|sessions?|meetings?)\b"
)
_NAME: Final = re.compile(r"\b[A-Z][\w'’-]{2,}")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_EARLIER: Final = re.compile(r"\b(?:earlier|previous|past)\b|\blast (?:round|meeting|time|trip|summit)\b")
_PAST: Final = frozenset({"held", "collapsed"})
_AHEAD: Final = frozenset({"proposed", "scheduled", "postponed"})
_NOT_NAMED: Final = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "president", "minister", "prime",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
    "foreign", "secretary", "talks", "summit", "meeting", "the", "state", "his", "their",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A meeting row and what its words come to.

    Attributes:
        row: the row.
        report: its report.
        published: the document's day, or None.
        days: the days named, when they are at most a week.
        span: the days named, when they are more than a week and at most a year.
        time: the days named, else those on which it can have been by its status and the document's day.
        about: the first day named, else the document's day, as an ordinal.
        place: the place as a key, or None.
        country: the country it is said to be in; a party's own country without a city may only be the party's name.
        parties: who meets.
        names: names in the label that are neither days nor offices, as keys.
        people: of these, where there are several, those that name no state, party or place: who is to meet.
        subject: words of the headline.
        number: which round or summit it is said to be, or None.
        past: told as over.
        ahead: told as still to come.
        earlier: told as one before the one that the article is about.
    """

    row: Row
    report: MeetingReport
    published: date | None
    days: Days | None
    span: Days | None
    time: Days
    about: int
    place: str | None
    country: str | None
    parties: frozenset[str]
    names: frozenset[str]
    people: frozenset[str]
    subject: frozenset[str]
    number: int | None
    past: bool
    ahead: bool
    earlier: bool


def mentions_of(rows: Iterable[Row]) -> list[Mention]:
    """The mentions in the meeting rows, in the order in which the ledger learned them."""
    ordered = sorted(rows, key=lambda row: (row.recorded_at, row.claim, row.id))
    return [mention_of(row, row.report) for row in ordered if isinstance(row.report, MeetingReport)]


def mention_of(row: Row, report: MeetingReport) -> Mention:
    """The mention in one meeting row."""
    published = row.published.best
    named = None if _day_of_the_news(report, published) else _whole(report.time)
    width = named[1] - named[0] if named else _SPAN * 2
    names = frozenset(fold(name) for name in _NAME.findall(report.label)) - _NOT_NAMED
    return Mention(
        row=row,
        report=report,
        published=published,
        days=named if width < _EXACT else None,
        span=named if _EXACT <= width <= _SPAN else None,
        time=named if named and width <= _SPAN else _possible(report, published),
        about=(named[0] if named and width <= _SPAN else published or date.min).toordinal(),
        place=fold(report.place).removeprefix("the ") if report.place else None,
        country=report.country if report.place or report.country not in report.parties else None,
        parties=frozenset(report.parties),
        names=names,
        people=_people(names, report),
        subject=frozenset(_WORD.findall(fold(row.title))),
        number=number_in(report.label),
        past=report.status in _PAST,
        ahead=report.status in _AHEAD,
        earlier=report.historical or bool(_EARLIER.search(report.label.lower())),
    )


def number_in(label: str) -> int | None:
    """Which round, summit or session the words name ("the second round", "their 3rd summit")."""
    found = _NUMBERED.search(label.lower())
    if not found:
        return None
    word = found.group(1)
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word))


def _people(names: frozenset[str], report: MeetingReport) -> frozenset[str]:
    """The names of those who meet, where at least two are named: what is left without states, parties and the place."""
    known = (*report.parties, report.place or "")
    people = names - state_words() - {word for name in known for word in fold(name).split()}
    return people if len(people) > 1 else frozenset()


def _day_of_the_news(report: MeetingReport, published: date | None) -> bool:
    """Whether the day can't be the meeting's: what is called off or still to come was so before the day of print."""
    end = report.time.end if report.time else None
    if end is None or published is None or report.historical:
        return False
    told_of = end < published if report.status in _AHEAD else report.status == "cancelled" and end <= published
    return told_of and published - end < _EXACT


def _whole(time: TimeInterval | None) -> Days | None:
    return (time.start, time.end) if time and time.start and time.end else None


def _possible(report: MeetingReport, published: date | None) -> Days:
    """When a meeting without days can have been: what is told as held was before, what is planned comes after."""
    if published is None:
        return date.min, date.max
    if report.historical:
        return date.min, published
    if report.status in _PAST:
        return _moved(published, -30), _moved(published, 1)
    if report.status == "under_way":
        return _moved(published, -14), _moved(published, 14)
    if report.status in _AHEAD:
        return _moved(published, -1), _moved(published, 120)
    return _moved(published, -60), _moved(published, 120)


def _moved(day: date, by: int) -> date:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return date.min if by < 0 else date.max
