"""Whether "the first since" holds: claims of a first meeting against the meetings that the ledger knows."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.ledger.rows import Row
from dragoman.model import Actor, TimeInterval
from dragoman.state.case import Case
from dragoman.state.identity import actor_of
from dragoman.state.meetings import Meeting
from dragoman.state.since import HAPPENED, first_since, time_since
from dragoman.state.tellers import independent

_IN_PERSON = re.compile(r"\b(?:face[- ]to[- ]face|in[- ]person|direct|meeting|summit|visit|sit)", re.IGNORECASE)
_OF_LEADERS = re.compile(
    r"\b(?:leaders?|presidents?|presidential|summits?|prime ministers|heads of state)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSince:
    """A claim that a meeting is the first since a time.

    Attributes:
        words: the claim as printed.
        since: the time that it names.
        meeting: the meeting that it is made of.
        holds: nothing known contradicts it.
        against: meetings of the same sides, level and kind held in between, in order of time.
        reports: in how many independent reports it stands.
        rows: the rows whose sentences make it.
        because: the rows of the meetings in between.
    """

    words: str
    since: TimeInterval
    meeting: Meeting
    holds: bool
    against: tuple[Meeting, ...]
    reports: int
    rows: tuple[Row, ...]
    because: tuple[Row, ...]


def first_claims(case: Case) -> tuple[FirstSince, ...]:
    """Every "first ... since" in a meeting's sentences, checked against the meetings of the same sides in between.

    A call does not break the claim of a first meeting in person, nor a delegation's round that of the leaders.
    """
    found: dict[str, list[tuple[Meeting, re.Match[str], Row]]] = defaultdict(list)
    for meeting in case.meetings:
        for row, claim in _claims(meeting, case):
            found[claim.group()].append((meeting, claim, row))
    return tuple(_of_best_known(made, case) for made in found.values())


def _of_best_known(made: Sequence[tuple[Meeting, re.Match[str], Row]], case: Case) -> FirstSince:
    """A claim in the same words is one claim, of the meeting that has a day and most of the sentences."""
    counts = Counter(meeting.id for meeting, _, _ in made)
    meeting, claim, _ = max(made, key=lambda one: (_start(one[0]) is not None, counts[one[0].id], one[0].id))
    return _checked(claim, meeting, [row for _, _, row in made], case)


def _claims(meeting: Meeting, case: Case) -> Iterator[tuple[Row, re.Match[str]]]:
    """The claims in sentences that tell of a meeting later than the time that they name."""
    start = _start(meeting) or date.max
    for row in (*meeting.rows, *case.of_meeting.get(meeting.id, ())) if case.between_sides(meeting) else ():
        for evidence in row.report.evidence:
            claim = first_since(evidence.text)
            if claim and start > (time_since(claim).end or date.max):
                yield row, claim


def _checked(claim: re.Match[str], meeting: Meeting, rows: list[Row], case: Case) -> FirstSince:
    since = time_since(claim)
    people = frozenset(actor.surname for row in case.coming_to(meeting) if (actor := _person(row)))
    between = [
        other for other in case.meetings
        if other is not meeting and case.between_sides(other) and other.status in HAPPENED
        and _between(other, since, meeting) and _same_kind(other, claim.group("kind"), people)
    ]  # fmt: skip
    between.sort(key=lambda m: (_start(m) or date.max, m.id))
    return FirstSince(
        words=claim.group(),
        since=since,
        meeting=meeting,
        holds=not between,
        against=tuple(between),
        reports=independent(rows),
        rows=tuple(rows),
        because=tuple(row for other in between for row in other.rows),
    )


def _between(other: Meeting, since: TimeInterval, meeting: Meeting) -> bool:
    """Whether a meeting surely began after the time named and before the meeting that is called the first."""
    start, until = _start(other), _start(meeting) or date.max
    return start is not None and since.end is not None and since.end < start < until


def _same_kind(other: Meeting, kind: str, people: frozenset[str]) -> bool:
    """Whether a meeting is of the kind that a claim is about: in person, and of leaders where it names some."""
    in_person = _IN_PERSON.search(kind) is None or other.format != "call"
    of_leaders = bool(_OF_LEADERS.search(kind) or people & set(re.findall(r"\w+", kind.lower())))
    return in_person and (not of_leaders or other.level == "leaders")


def _person(row: Row) -> Actor | None:
    actor = actor_of(row)
    return actor if actor and actor.kind == "person" else None


def _start(meeting: Meeting) -> date | None:
    return meeting.time.start if meeting.time else None
