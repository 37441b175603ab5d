"""Question 7 on made-up rows: the meetings in order, and "first since" against them."""

import pytest

from dragoman.ledger.rows import Row
from dragoman.state.earlier import Rounds, rounds
from tests.state.build import PUTIN, Reports, case


def asked(claim: str, *earlier: Row, **fields: object) -> Rounds:
    one = Reports("Gazette", "2025-05-14")
    return rounds(case([one.meeting(words=claim, **fields), *earlier]))


def held(on: str, **fields: object) -> Row:
    label = f"the talks of {on}"
    return Reports(f"Archive {on}", "2025-05-10").meeting(label, on, status="held", historical=True, **fields)


def test_meetings_stand_in_order_of_time_with_their_outcome() -> None:
    answer = asked("the talks", held("2022-03", outcome="inconclusive"), held("2019-12"))
    assert [(line.time.edtf() if line.time else "", line.status, line.outcome) for line in answer.lines] == [
        ("2019-12", "held", None),
        ("2022-03", "held", "inconclusive"),
        ("2025-05-15", "scheduled", None),
    ]


def test_a_first_since_is_wrong_when_a_meeting_in_between_is_known() -> None:
    (claim,) = asked("the first direct negotiations between the two since 2019", held("2022-03")).firsts
    assert not claim.holds
    assert [meeting.label for meeting in claim.against] == ["the talks of 2022-03"]
    assert claim.because


def test_it_holds_when_the_meeting_named_is_the_last_known() -> None:
    (claim,) = asked("the first direct talks since March 2022", held("2022-03"), held("2019-12")).firsts
    assert (claim.holds, claim.since.iso()) == (True, "2022-03")


@pytest.mark.parametrize(
    ("claim", "fields", "other"),
    [
        ("the first face-to-face meeting since 2019", {}, {"format": "call"}),
        ("the first talks between the two leaders since 2019", {}, {"level": "officials"}),
        ("the first talks since 2019", {}, {"parties": ("RUS", "TUR")}),
    ],
)
def test_a_call_a_delegation_and_other_sides_do_not_contradict_it(
    claim: str, fields: dict[str, object], other: dict[str, object]
) -> None:
    assert [found.holds for found in asked(claim, held("2022-03", **other), **fields).firsts] == [True]


def test_a_meeting_that_did_not_happen_does_not_contradict_it() -> None:
    off = Reports("Archive", "2025-05-10").meeting(
        "talks that were off", "2022-03", status="cancelled", historical=True
    )
    assert [found.holds for found in asked("the first talks since 2019", off).firsts] == [True]


def test_no_claim_is_none() -> None:
    assert asked("the talks of Thursday").firsts == ()


def test_a_claim_of_two_persons_is_about_meetings_of_leaders() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting(words="the first talks of Putin and Zelenskyy since 2019")
    rows = [m, one.coming(PUTIN, "confirmed", m), held("2022-03", level="officials")]
    assert [claim.holds for claim in rounds(case(rows)).firsts] == [True]
    assert [claim.holds for claim in rounds(case([*rows, held("2021-06", level="leaders")])).firsts] == [False]


def implied(on: str = "2025-05-14") -> Row:
    """A meeting of which a report only says that there was none since."""
    one = Reports("Record", on)
    return one.meeting("the first talks since 2019", "2019", status="held", historical=True, place=None, country=None)


def days(*rows: Row) -> list[str]:
    return [line.time.edtf() for line in rounds(case([*rows])).lines if line.time]


def test_a_meeting_that_only_a_disproved_first_since_implies_is_none() -> None:
    assert days(implied(), held("2022-03")) == ["2022-03"]


def test_an_implied_meeting_stands_where_nothing_disproves_it_or_another_report_tells_of_it() -> None:
    assert days(implied()) == ["2019"]
    assert days(implied(), held("2022-03", parties=("RUS", "TUR"))) == ["2019", "2022-03"]
    assert days(implied("2021-05-14"), held("2022-03")) == ["2019", "2022-03"]  # it was the first, then
    assert days(implied(), held("2022-03"), held("2019")) == ["2019", "2022-03"]
