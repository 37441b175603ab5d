"""What must hold of every answer: the order of rows and articles about other talks change nothing."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.api.ledger import Ledger
from dragoman.ledger.rows import Row
from dragoman.model import Actor
from tests.state.build import (
    KREMLIN,
    LAVROV,
    MEDINSKY,
    PUTIN,
    RUSSIA,
    TALKS,
    TRUMP,
    UKRAINE,
    UMEROV,
    ZELENSKYY,
    Reports,
    reprint,
)
from tests.state.memory import ledger

QUESTIONS: dict[str, Callable[[Ledger], Any]] = {
    "who": lambda held: held.who("rus-ukr"),
    "changes": lambda held: held.changes("rus-ukr", since=date(2025, 5, 13)),
    "disagreements": lambda held: held.disagreements("rus-ukr"),
    "positions": lambda held: held.positions("rus-ukr"),
    "conditions": lambda held: held.conditions("rus-ukr"),
    "delegations": lambda held: held.delegations("rus-ukr"),
    "rounds": lambda held: held.rounds("rus-ukr"),
    "quotes": lambda held: held.quotes("rus-ukr"),
    "sources": lambda held: held.sources("rus-ukr"),
    "doubts": lambda held: held.doubts("rus-ukr"),
}
ISSUES = ("ceasefire", "territory", "prisoners")
KINDS = ("demand", "offer", "rejection", "acceptance", "concession", "precondition")
STATUSES = ("confirmed", "declined", "conditional", "rumoured", "undetermined", "not_named", "attended", "considering")


@st.composite
def articles(draw: st.DrawFn) -> list[Row]:
    """The rows of one article on the talks."""
    day = draw(st.integers(10, 18))
    one = Reports(draw(st.sampled_from(["Gazette", "Record", "Herald", "Courier"])), f"2025-05-{day}")
    m = one.meeting(
        status=draw(st.sampled_from(["scheduled", "proposed", "cancelled"])), words="first talks since 2019"
    )
    rows = [m]
    for who, status, by in draw(
        st.lists(st.tuples(st.sampled_from([PUTIN, LAVROV, ZELENSKYY, TRUMP, UKRAINE]), st.sampled_from(STATUSES),
                           st.sampled_from([None, KREMLIN, ZELENSKYY])), max_size=4)
    ):  # fmt: skip
        rows.append(
            one.coming(who, status, m, by=by, condition="only if Putin comes" if status == "conditional" else None)
        )
    for who, role in draw(
        st.lists(st.tuples(st.sampled_from([MEDINSKY, UMEROV]), st.sampled_from(["head", "member"])), max_size=2)
    ):
        rows.append(one.sent(who, role, m))
    for holder, kind, issue in draw(
        st.lists(
            st.tuples(st.sampled_from([RUSSIA, UKRAINE, PUTIN]), st.sampled_from(KINDS), st.sampled_from(ISSUES)),
            max_size=4,
        )
    ):
        rows.append(one.position(holder, kind, issue, f"a lasting {issue} settlement for all regions"))
    if draw(st.booleans()):
        rows.append(one.quote(ZELENSKYY, f"If he stays away on the {day}th of May we shall know what he wants"))
    return list({row.id: row for row in rows}.values())


def stories() -> st.SearchStrategy[list[Row]]:
    return st.lists(articles(), min_size=1, max_size=5).map(
        lambda found: list({r.id: r for rows in found for r in rows}.values())
    )


def unrelated() -> list[Row]:
    """Articles on other talks, one of a side of ours with somebody else, later than all others."""
    one, other = Reports("Atlas", "2025-05-24"), Reports("Globe", "2025-05-25")
    iran, usa = Actor(name="IRN", kind="state", party="IRN"), Actor(name="USA", kind="state", party="USA")
    china = Actor(name="CHN", kind="state", party="CHN")
    m1 = one.meeting("nuclear talks", "2025-05-28", parties=("IRN", "USA"), place="Rome")
    m2 = other.meeting("a visit", "2025-05-29", parties=("CHN", "RUS"), place="Beijing")
    return [
        m1, one.coming(TRUMP, "declined", m1), one.position(iran, "rejection", "nuclear", "to stop enriching", towards="USA"),
        one.position(usa, "demand", "nuclear", "to stop enriching"), one.quote(TRUMP, "They want a deal more than I do now"),
        m2, other.coming(PUTIN, "confirmed", m2, by=KREMLIN), other.position(china, "offer", "ceasefire", "a ceasefire plan"),
        other.position(RUSSIA, "acceptance", "ceasefire", "a lasting ceasefire settlement for all regions", towards="CHN"),
        other.flag("wrong_office", "no such office"),
    ]  # fmt: skip


def answers(held: Ledger) -> dict[str, Any]:
    return {name: ask(held) for name, ask in QUESTIONS.items()}


common = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@common
@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_answer(rows: list[Row], chance: random.Random) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    assert answers(ledger(rows, TALKS)) == answers(ledger(mixed, TALKS))


@common
@given(stories())
def test_articles_about_other_talks_change_no_answer(rows: list[Row]) -> None:
    assert answers(ledger(rows, TALKS)) == answers(ledger([*rows, *unrelated()], TALKS))


@common
@given(stories())
def test_what_was_learned_later_changes_no_answer_about_before(rows: list[Row]) -> None:
    known = date(2025, 5, 14)
    before = [row for row in rows if row.recorded_at.date() <= known]
    for name in (
        "who",
        "disagreements",
        "positions",
        "conditions",
        "delegations",
        "rounds",
        "quotes",
        "sources",
        "doubts",
    ):
        asked = getattr(ledger(rows, TALKS), name)("rus-ukr", known_by=known)
        assert asked == getattr(ledger(before, TALKS), name)("rus-ukr", known_by=known)


@common
@given(stories())
def test_reprints_of_every_article_change_no_count_and_no_state(rows: list[Row]) -> None:
    copies = [
        copy
        for document in {row.document for row in rows}
        for copy in reprint([row for row in rows if row.document == document], "Copy", "2025-05-19")
    ]
    plain, copied = ledger(rows, TALKS), ledger([*rows, *copies], TALKS)
    assert _told(plain) == _told(copied)


def _told(held: Ledger) -> list[Any]:
    """The state without the rows that show it."""
    as_of = date(2025, 5, 30)
    coming = [
        (c.who.name, c.status, c.source, c.since, c.reports, c.current) for c in held.who("rus-ukr", as_of=as_of).lines
    ]
    board = [(x.side, x.content, x.status, x.reports) for x in held.positions("rus-ukr", as_of=as_of).lines]
    set_ = [(x.holder.name, x.state, x.reports) for x in held.conditions("rus-ukr", as_of=as_of).lines]
    differ = [(d.subject, d.field, d.score) for d in held.disagreements("rus-ukr", as_of=as_of).lines]
    return [sorted(coming, key=str), sorted(board, key=str), sorted(set_, key=str), sorted(differ, key=str)]


def test_every_line_of_every_answer_names_its_rows() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting(level="officials")
    rows = [m, one.coming(PUTIN, "declined", m, by=KREMLIN), one.sent(MEDINSKY, "head", m), one.quote(ZELENSKYY, "We shall come to Istanbul"),
            one.position(RUSSIA, "demand", "territory", "four regions"), one.position(UKRAINE, "precondition", "ceasefire", "a truce")]  # fmt: skip
    later = [replace(row, id=f"{row.id}x", document="other", origin="other", meeting=None) for row in rows]
    for answer in answers(ledger([*rows, *later], TALKS)).values():
        assert all(line.rows for line in answer.lines)
