"""Question 10: what should I not trust, why, and what would settle it?

Doubts are the flags that reports were given when they were read, those that show only across reports (one quotation in
two wordings, a "first since" that another report contradicts, sources that differ, a claim that rests on a rumour), and
what is not known of the next meeting.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from dragoman.ledger.rows import Row
from dragoman.model import Attendance, Flag
from dragoman.state.answer import Answer
from dragoman.state.case import Case, next_meeting, told_too_early
from dragoman.state.coming import Coming, attendance_of, status_of
from dragoman.state.conditions import conditions
from dragoman.state.disagreements import disagreements
from dragoman.state.firsts import first_claims
from dragoman.state.quotes import sayings_of, statement_of
from dragoman.state.tables import shipped_table
from dragoman.state.tellers import independent
from dragoman.state.times import order


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One reason not to trust a line, or one thing that is not known.

    Attributes:
        kind: what is wrong; the kinds of flags, or one found across reports.
        subject: whom or what it is about, in short.
        problem: the problem in words.
        basis: the facts that show it.
        settle: what would settle it.
        rows: the rows concerned; none for what nobody tells.
    """

    kind: str
    subject: str
    problem: str
    basis: str
    settle: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts(Answer[Doubt]):
    """The doubts: flags on reports, then what shows across reports, then what is missing."""


def doubts(case: Case) -> Doubts:
    """All doubts about the process's reports, each with its basis and what would settle it."""
    finders: tuple[Callable[[Case], Iterator[Doubt]], ...] = (
        _flags, _firsts, _quotes, _differing, _weak, _early, _open, _missing,
    )  # fmt: skip
    lines = tuple(doubt for find in finders for doubt in find(case))
    return case.whole(Doubts(process=case.process, times=case.times, lines=lines))


def _doubt(kind: str, subject: str, problem: str, basis: str, rows: tuple[Row, ...]) -> Doubt:
    return Doubt(kind=kind, subject=subject, problem=problem, basis=basis, settle=_settling()[kind], rows=rows)


def _flags(case: Case) -> Iterator[Doubt]:
    for row in sorted(case.typed("flag"), key=order):
        flag = cast(Flag, row.report)
        yield _doubt(flag.kind, row.title, flag.problem, flag.basis, (row,))


def _firsts(case: Case) -> Iterator[Doubt]:
    for claim in first_claims(case):
        if not claim.holds:
            named = ", ".join(f"{m.label} ({m.time.edtf() if m.time else 'no day'})" for m in claim.against)
            problem = f"called the first since {claim.since.edtf()}, but others met in between"
            yield _doubt("imprecise_first", claim.meeting.label, problem, named, (*claim.rows, *claim.because))


def _quotes(case: Case) -> Iterator[Doubt]:
    quoted = (row for row in case.typed("statement") if statement_of(row).verbatim and statement_of(row).words)
    for saying in sayings_of(quoted, case):
        if saying.changed and len({row.document for row in saying.rows}) > 1:  # within one report it is flagged
            basis = " | ".join(variant.words for variant in saying.variants)
            problem = f"one quotation is printed in {len(saying.variants)} wordings"
            rows = tuple(variant.rows[0] for variant in saying.variants)
            yield _doubt("quote_variant", saying.speaker.name, problem, basis, rows)


def _differing(case: Case) -> Iterator[Doubt]:
    for found in disagreements(case).lines:
        basis = "; ".join(f"{value.value}: {', '.join(value.sources)}" for value in found.values)
        problem = f"sources differ on {found.field} (score {found.score:.2f})"
        yield _doubt("disagreement", found.subject, problem, basis, found.rows)


def _weak(case: Case) -> Iterator[Doubt]:
    """Comings to the next meeting that rest on a rumour, on anonymous word, or on one report alone."""
    meeting = next_meeting(case)
    people: dict[str, list[Coming]] = defaultdict(list)
    for coming in attendance_of(case, case.coming_to(meeting) if meeting else ()):
        if coming.current:
            people[case.identities.key(coming.who)].append(coming)
    for own in people.values():
        rows = tuple(row for coming in own for row in coming.rows)
        standings = {coming.standing for coming in own}
        told = "; ".join(f"{coming.status} by {coming.source}" for coming in own)
        if standings == {"rumour"}:
            yield _doubt("only_rumour", own[0].who.name, "only rumour tells of the coming", told, rows)
        elif standings <= {"anonymous", "rumour"} and not any(coming.own for coming in own):
            yield _doubt("only_anonymous", own[0].who.name, "only anonymous word tells of the coming", told, rows)
        elif independent(rows) == 1 and not any(coming.own for coming in own):
            yield _doubt("one_report", own[0].who.name, "one report alone tells of the coming", told, rows)


def _early(case: Case) -> Iterator[Doubt]:
    """Someone told to have attended before the day of the meeting."""
    for meeting in case.meetings:
        for row in case.of_meeting.get(meeting.id, ()):
            if told_too_early(row, meeting):
                name = cast(Attendance, row.report).who.name
                problem = f"told as {status_of(row)} at a meeting that was still to come"
                basis = f"{meeting.label}: {meeting.time.edtf() if meeting.time else ''}"
                yield _doubt("before_its_day", name, problem, basis, (row,))


def _open(case: Case) -> Iterator[Doubt]:
    for condition in conditions(case).lines:
        if condition.state == "open":
            problem = f"open condition: {condition.content}"
            yield _doubt("open_condition", condition.holder.name, problem, "nothing told settles it", condition.rows)


def _missing(case: Case) -> Iterator[Doubt]:
    """What nobody tells of the next meeting."""
    meeting = next_meeting(case)
    if meeting is None:
        return
    known = {"no_time": meeting.time, "no_place": meeting.place or meeting.country, "no_level": meeting.level}
    for kind, value in known.items():
        if value is None or value == "unknown":
            problem = f"the {kind.removeprefix('no_')} of the next meeting is not known"
            yield _doubt(
                kind, meeting.label, problem, f"none of {independent(meeting.rows)} reports tells it", meeting.rows
            )


@cache
def _settling() -> dict[str, str]:
    return {row["kind"]: row["settle"] for row in shipped_table("settling.csv")}
