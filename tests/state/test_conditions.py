"""Question 5 on made-up rows: what settles a condition, over all articles, and what does not."""

import pytest

from dragoman.ledger.rows import Row
from dragoman.model import Actor
from dragoman.state.conditions import Condition, conditions
from tests.state.build import KREMLIN, MEDINSKY, PUTIN, RUSSIA, TRUMP, UKRAINE, ZELENSKYY, Reports, case

ONLY_IF = "Zelensky said that he would go to Istanbul only if Putin came"


def setting() -> tuple[Row, Row]:
    one = Reports("Gazette", "2025-05-13")
    m = one.meeting()
    return m, one.coming(ZELENSKYY, "conditional", m, by=ZELENSKYY, words=ONLY_IF, condition="Putin came")


def only(rows: list[Row], **times: str) -> Condition:
    (found,) = conditions(case(rows, **times)).lines
    return found


def test_a_condition_is_open_until_something_settles_it() -> None:
    found = only(list(setting()))
    assert (found.kind, found.state, found.why, found.because) == ("attendance", "open", "", ())


@pytest.mark.parametrize(("status", "state"), [("declined", "failed"), ("withdrew", "failed"), ("attended", "met")])
def test_a_condition_on_presence_is_settled_by_a_row_of_another_article(status: str, state: str) -> None:
    late = Reports("Record", "2025-05-16")
    m = late.meeting()
    row = late.coming(PUTIN, status, m, by=KREMLIN, words=f"Putin {status}")
    found = only([*setting(), m, row])
    assert (found.state, found.because) == (state, (row,))
    assert found.why == f"Vladimir Putin {status}, by Kremlin, 2025-05-16"


@pytest.mark.parametrize(("first", "last"), [(PUTIN, TRUMP), (TRUMP, PUTIN)])
def test_of_several_persons_whom_it_names_the_last_word_settles_it(first: Actor, last: Actor) -> None:
    one = Reports("Gazette", "2025-05-13")
    m = one.meeting()
    words = "Zelensky said that he would go to Istanbul only if Putin and Trump came"
    asked = one.coming(ZELENSKYY, "conditional", m, by=ZELENSKYY, words=words, condition="Putin and Trump came")
    came, late = Reports("Record", "2025-05-15"), Reports("Record", "2025-05-16")
    m1, m2 = came.meeting(), late.meeting()
    row = late.coming(last, "declined", m2)
    found = only([m, asked, m1, came.coming(first, "attended", m1), m2, row])
    assert (found.state, found.because) == ("failed", (row,))


def test_it_is_open_as_of_the_day_before() -> None:
    late = Reports("Record", "2025-05-15")
    m = late.meeting()
    rows = [*setting(), m, late.coming(PUTIN, "declined", m, by=KREMLIN)]
    assert only(rows, as_of="2025-05-14").state == "open"
    assert only(rows, known_by="2025-05-14").state == "open"


@pytest.mark.parametrize(
    "fields", [{"status": "rumoured"}, {"voice": "observers", "source": "analysts"}, {"historical": True}]
)
def test_rumour_observers_and_background_settle_nothing(fields: dict[str, str]) -> None:
    late = Reports("Record", "2025-05-15")
    m = late.meeting()
    row = late.coming(PUTIN, fields.pop("status", "declined"), m, **fields)
    assert only([*setting(), m, row]).state == "open"


def test_what_was_told_before_the_condition_does_not_settle_it() -> None:
    early = Reports("Record", "2025-05-10")
    m = early.meeting()
    assert only([*setting(), m, early.coming(PUTIN, "declined", m)]).state == "open"


def test_another_person_does_not_settle_it() -> None:
    late = Reports("Record", "2025-05-15")
    m = late.meeting()
    assert only([*setting(), m, late.coming(MEDINSKY, "declined", m)]).state == "open"


def test_a_name_before_the_condition_begins_does_not_settle_it() -> None:
    one, late = Reports("Gazette", "2025-05-17"), Reports("Record", "2025-05-18")
    m = late.meeting(on="2025-05-20")
    words = "Putin is ready to meet Zelensky only if the delegations reach certain agreements first"
    condition = one.position(
        PUTIN, "precondition", "talks_format", "the delegations reach certain agreements", words=words
    )
    found = only([condition, m, late.coming(ZELENSKYY, "declined", m)])
    assert found.state == "open"


def test_the_holder_who_comes_all_the_same_waives_it() -> None:
    late = Reports("Record", "2025-05-15")
    m = late.meeting()
    assert only([*setting(), m, late.coming(ZELENSKYY, "attended", m)]).state == "waived"


@pytest.mark.parametrize(("kind", "state"), [("acceptance", "met"), ("rejection", "failed"), ("concession", "met")])
def test_a_condition_on_a_side_is_settled_by_its_answer_on_the_same_matter(kind: str, state: str) -> None:
    one, late = Reports("Gazette", "2025-05-13"), Reports("Record", "2025-05-15")
    words = "Kyiv will talk only if Russia accepts a 30-day ceasefire"
    condition = one.position(UKRAINE, "precondition", "ceasefire", "Russia accepts a 30-day ceasefire", words=words)
    answer = late.position(RUSSIA, kind, "ceasefire", "a ceasefire of 30 days")
    other = late.position(RUSSIA, "rejection", "territory", "to leave the Donetsk region")
    found = only([condition, answer, other])
    assert (found.state, found.because) == (state, (answer,))


def test_a_condition_told_as_background_is_history() -> None:
    one = Reports("Gazette", "2025-05-13")
    old = one.position(UKRAINE, "precondition", "ceasefire", "a ceasefire", historical=True)
    assert conditions(case([old])).lines == ()


def test_a_condition_of_a_side_of_another_process_is_left_out() -> None:
    from dragoman.model import Actor

    one = Reports("Gazette", "2025-05-13")
    hamas = Actor(name="Hamas", kind="armed_group", party="Hamas")
    assert conditions(case([one.position(hamas, "precondition", "ceasefire", "a full withdrawal")])).lines == ()


def test_one_condition_told_twice_is_one() -> None:
    again = Reports("Record", "2025-05-14")
    m = again.meeting()
    row = again.coming(ZELENSKYY, "conditional", m, by=ZELENSKYY, words=ONLY_IF, condition="Putin came")
    assert only([*setting(), m, row]).reports == 2


def test_trump_declining_leaves_a_condition_on_putin_open() -> None:
    late = Reports("Record", "2025-05-15")
    m = late.meeting()
    assert only([*setting(), m, late.coming(TRUMP, "declined", m, by=TRUMP)]).state == "open"


def test_a_sentence_without_a_condition_word_settles_nothing_by_the_names_in_it() -> None:
    one, late = Reports("Gazette", "2025-05-13"), Reports("Record", "2025-05-15")
    m = late.meeting()
    words = "Kyiv is willing to talk at any time after Putin called the meeting off"
    told = one.position(UKRAINE, "precondition", "talks_format", "willing to talk at any time", words=words)
    assert only([told, m, late.coming(PUTIN, "attended", m)]).state == "open"


def test_a_demand_that_must_come_first_is_no_condition_in_force() -> None:
    one = Reports("Gazette", "2025-05-14")
    demand = one.position(UKRAINE, "precondition", "ceasefire", "a truce before any talks", state=None)
    assert conditions(case([demand])).lines == ()
