"""Mentions put together into meetings, on made-up rows."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ledger.rows import Correction, Row
from dragoman.state.meeting import Meeting
from dragoman.state.meeting_mentions import number_in
from dragoman.state.meeting_pairs import load_weights
from dragoman.state.meetings import meetings_of
from tests.state.build import Reports

OPEN = {"place": None, "country": None}
"""A mention that names no place."""


def told(outlet: str, day: str, label: str = "the talks", on: str | None = None, **fields: object) -> Row:
    return Reports(outlet, day).meeting(label, on, **fields)


DATED = told("Gazette", "2025-05-13", "the Istanbul talks", "2025-05-15")
SAME_DAY = told("Courier", "2025-05-14", "Thursday's meeting", "2025-05-15", **OPEN)
GENERIC = told("Herald", "2025-05-14", "the talks", **OPEN)
NEXT_ROUND = told("Gazette", "2025-05-30", "the second round", "2025-06-02")
OTHERS = told("Gazette", "2025-05-13", "the Riyadh talks", "2025-05-15", place="Riyadh", country="SAU", parties=("RUS", "USA"))  # fmt: skip
STORY = (DATED, SAME_DAY, GENERIC, NEXT_ROUND, OTHERS)


def groups(*rows: Row, corrections: tuple[Correction, ...] = ()) -> set[frozenset[str]]:
    return {frozenset(row.id for row in meeting.rows) for meeting in meetings_of(rows, corrections)}


def together(*rows: Row, corrections: tuple[Correction, ...] = ()) -> bool:
    return groups(*rows, corrections=corrections) == {frozenset(row.id for row in rows)}


def only(*rows: Row) -> Meeting:
    (meeting,) = meetings_of(rows)
    return meeting


def test_a_day_a_place_and_the_sides_make_one_meeting_of_many_mentions() -> None:
    assert groups(*STORY) == {
        frozenset({DATED.id, SAME_DAY.id, GENERIC.id}),
        frozenset({NEXT_ROUND.id}),
        frozenset({OTHERS.id}),
    }


def test_each_mention_has_its_reason() -> None:
    meeting = only(DATED, SAME_DAY)
    assert meeting.why[DATED.id] == "founds it: 2025-05-15, Istanbul, RUS and UKR"
    assert meeting.why[SAME_DAY.id] == "both between RUS and UKR; both on 2025-05-15; both still to come"


def test_rounds_on_other_days_never_become_one_however_alike() -> None:
    assert not together(DATED, replace(NEXT_ROUND, report=replace(DATED.report, time=NEXT_ROUND.report.time)))


def test_a_second_day_at_the_same_place_is_a_session_of_the_meeting() -> None:
    second_day = told("Courier", "2025-05-17", "the talks", "2025-05-16", status="held")
    assert together(DATED, second_day)
    elsewhere = told("Courier", "2025-05-17", "the talks", "2025-05-16", status="held", place="Ankara")
    assert not together(DATED, elsewhere)


def test_numbers_of_rounds_part_them() -> None:
    first = told("Gazette", "2025-05-14", "the first round of talks", **OPEN)
    assert together(first, told("Herald", "2025-05-14", "the first round of talks", **OPEN))
    assert not together(first, told("Herald", "2025-05-14", "the second round of talks", **OPEN))


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("the second round", 2),
        ("their 3rd summit", 3),
        ("a fourth, unannounced summit", None),
        ("the first round", 1),
        ("the first to speak", None),
        ("the talks", None),
    ],
)
def test_the_number_in_a_label(label: str, number: int | None) -> None:
    assert number_in(label) == number


@pytest.mark.parametrize(
    "fields",
    [
        {"parties": ("RUS", "TUR")},
        {"format": "call"},
        {"parties": ("BRA", "RUS", "TUR"), "format": "multilateral"},
    ],
)
def test_other_sides_a_call_and_a_conference_are_other_meetings(fields: dict[str, object]) -> None:
    assert not together(GENERIC, told("Courier", "2025-05-14", "the talks", **(OPEN | fields)))


def test_mentions_of_one_article_are_occasions_of_their_own() -> None:
    paper = Reports("Gazette", "2025-05-14")
    one, other = (paper.meeting(label, None, **OPEN) for label in ("the talks", "more talks"))
    assert len(meetings_of([one, other])) == 2


def test_no_chain_of_mentions_joins_two_meetings() -> None:
    between = told("Herald", "2025-05-24", "the talks", **OPEN)
    found = groups(DATED, NEXT_ROUND, between)
    assert not any({DATED.id, NEXT_ROUND.id} <= group for group in found)


def test_the_day_on_which_it_was_called_off_is_not_its_day() -> None:
    called_off = told("Courier", "2025-05-14", "the Istanbul talks", "2025-05-14", status="cancelled")
    assert together(DATED, called_off)
    assert only(DATED, called_off).status == "cancelled"


@given(st.permutations(STORY))
def test_the_order_of_the_rows_does_not_matter(rows: list[Row]) -> None:
    assert meetings_of(rows) == meetings_of(STORY)


@settings(max_examples=25)
@given(st.sets(st.sampled_from(["BRA", "ARG", "CHL", "PER"]), min_size=2, max_size=2), st.dates())
def test_rows_about_others_change_nothing(parties: set[str], day: object) -> None:
    other = told("Clarín", "2025-05-14", "the Lima talks", "2025-05-15", parties=tuple(sorted(parties)), place="Lima", country="PER")  # fmt: skip
    found = meetings_of([*STORY, other])
    assert tuple(meeting for meeting in found if other.id not in meeting.why) == meetings_of(STORY)


def test_the_id_is_of_the_mention_learned_first_and_stays_when_more_is_read() -> None:
    assert only(DATED).id == only(DATED, SAME_DAY).id == only(SAME_DAY, DATED).id
    assert only(DATED).id != only(SAME_DAY).id


def decision(action: str, one: Row, other: Row, number: int = 0) -> Correction:
    at = datetime(2025, 6, 1, 12, number, tzinfo=UTC)
    return Correction(id=f"{action}{number}", action=action, target=one.claim, other=other.claim, subject="meeting", by="ana", why="I was there", at=at)  # type: ignore[arg-type]  # fmt: skip


def test_a_decision_by_hand_merges_what_differs_and_says_so() -> None:
    merged = decision("merge", DATED, NEXT_ROUND)
    assert together(DATED, NEXT_ROUND, corrections=(merged,))
    (meeting,) = meetings_of([DATED, NEXT_ROUND], [merged])
    assert "merged by ana: I was there" in meeting.why.values()


def test_meetings_merged_by_hand_are_one_with_all_their_mentions() -> None:
    first = [told(outlet, "2025-05-13", "the Istanbul talks", "2025-05-15") for outlet in ("A", "B", "C")]
    second = [told(outlet, "2025-05-30", "the second round", "2025-06-02") for outlet in ("D", "E", "F")]
    assert len(groups(*first, *second, OTHERS)) == 3
    for one in first:
        for other in second:
            merged = (decision("merge", one, other),)
            assert groups(*first, *second, OTHERS, corrections=merged) == {
                frozenset(row.id for row in (*first, *second)), frozenset({OTHERS.id}),
            }  # fmt: skip


def test_a_merge_by_hand_puts_nothing_together_that_another_decision_keeps_apart() -> None:
    first = [told(outlet, "2025-05-13", "the Istanbul talks", "2025-05-15") for outlet in ("A", "B")]
    second = [told(outlet, "2025-05-30", "the second round", "2025-06-02") for outlet in ("D", "E")]
    apart = decision("split", first[1], second[1])
    merged = decision("merge", first[0], second[0], 5)
    for decided in ((apart, merged), (merged, apart)):
        found = groups(*first, *second, corrections=decided)
        assert not any({first[1].id, second[1].id} <= group for group in found)
        assert any({first[0].id, second[0].id} <= group for group in found)


def test_a_decision_by_hand_splits_what_fits() -> None:
    assert not together(DATED, SAME_DAY, corrections=(decision("split", DATED, SAME_DAY),))


def test_of_two_decisions_the_later_counts_and_an_undone_one_does_not() -> None:
    merge, split = decision("merge", DATED, NEXT_ROUND), decision("split", DATED, NEXT_ROUND, 5)
    assert not together(DATED, NEXT_ROUND, corrections=(merge, split))
    undo = Correction(id="u", action="undo", target=split.id, subject="correction", by="ana", at=datetime(2025, 7, 1, tzinfo=UTC))  # fmt: skip
    assert together(DATED, NEXT_ROUND, corrections=(merge, split, undo))


def test_every_weight_is_known() -> None:
    assert load_weights()["threshold"] == 0
    assert all(isinstance(weight, float) for weight in load_weights().values())


def test_a_proposed_meeting_of_people_is_not_the_dated_round_of_the_sides() -> None:
    proposed = told("Herald", "2025-05-17", "a meeting between Putin and Zelenskyy", status="proposed", **OPEN)
    assert not together(proposed, NEXT_ROUND)
    assert together(told("Herald", "2025-05-17", "the talks", status="proposed", **OPEN), NEXT_ROUND)
    leaders = told("Gazette", "2025-05-30", "the talks of Putin and Zelenskyy", "2025-06-02")
    assert together(proposed, leaders)
    assert together(
        told("Herald", "2025-05-17", "talks between Moscow and Kyiv", status="proposed", **OPEN), NEXT_ROUND
    )
