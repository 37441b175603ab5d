"""Question 4 on made-up rows: the board, and what became of each demand."""

from dataclasses import replace

import pytest

from dragoman.ledger.rows import Row
from dragoman.model import Reason
from dragoman.state.positions import BoardLine, positions
from tests.state.build import MEDINSKY, PUTIN, RUSSIA, UKRAINE, UMEROV, Reports, case, reprint

DEMAND = "that Ukraine withdraw its troops from the Donetsk region"


def board(rows: list[Row], kind: str = "demand") -> list[BoardLine]:
    return [line for line in positions(case(rows)).lines if line.kind == kind]


def demanded(on: str = "2025-05-16") -> Row:
    return Reports("Gazette", on).position(RUSSIA, "demand", "territory", DEMAND)


def test_a_demand_is_tabled() -> None:
    (line,) = board([demanded()])
    assert (line.side, line.issue, line.status, str(line.since)) == ("RUS", "territory", "tabled", "2025-05-16")


@pytest.mark.parametrize(("kind", "status"), [("rejection", "rejected"), ("acceptance", "accepted")])
def test_another_sides_answer_on_the_same_matter_changes_it(kind: str, status: str) -> None:
    answer = Reports("Record", "2025-05-17").position(
        UKRAINE, kind, "territory", "the withdrawal of troops from Donetsk"
    )
    (line,) = board([demanded(), answer])
    assert (line.status, line.answers) == (status, (answer,))


def test_an_answer_on_another_matter_leaves_it_tabled() -> None:
    late = Reports("Record", "2025-05-17")
    rows = [
        demanded(),
        late.position(UKRAINE, "rejection", "territory", "any change of borders by force"),
        late.position(UKRAINE, "rejection", "ceasefire", "the withdrawal of troops from Donetsk"),
    ]
    assert [line.status for line in board(rows)] == ["tabled"]


def test_an_answer_older_than_the_demand_is_none() -> None:
    early = Reports("Record", "2025-05-10").position(
        UKRAINE, "rejection", "territory", "a withdrawal of troops from Donetsk"
    )
    assert [line.status for line in board([demanded(), early])] == ["tabled"]


def test_the_last_answer_counts() -> None:
    rows = [
        demanded(),
        Reports("Record", "2025-05-17").position(
            UKRAINE, "rejection", "territory", "withdrawal of troops from Donetsk"
        ),
        Reports("Record", "2025-05-20").position(
            UKRAINE, "acceptance", "territory", "withdrawal of troops from Donetsk"
        ),
    ]
    (line,) = board(rows)
    assert (line.status, len(line.answers)) == ("accepted", 2)


def test_a_side_withdraws_its_demand_by_conceding_it() -> None:
    dropped = Reports("Record", "2025-05-20").position(
        PUTIN, "concession", "territory", "withdrawal of troops from Donetsk"
    )
    assert [line.status for line in board([demanded(), dropped])] == ["withdrawn"]


def test_background_stays_on_the_board_and_changes_nothing() -> None:
    one = Reports("Record", "2025-05-17")
    old = one.position(RUSSIA, "demand", "armed_forces", "limits on its army", historical=True)
    refused = one.position(UKRAINE, "rejection", "territory", "withdrawal of troops from Donetsk", historical=True)
    lines = board([demanded(), old, refused])
    assert [(line.issue, line.background, line.status) for line in lines] == [
        ("territory", False, "tabled"),
        ("armed_forces", True, None),
    ]


def test_one_demand_in_many_reports_is_one_line() -> None:
    one = demanded()
    again = Reports("Record", "2025-05-17").position(MEDINSKY, "demand", "territory", f"{DEMAND}s")
    (line,) = board([one, again, *reprint([one], "Copy", "2025-05-18")])
    assert (line.reports, line.holders, len(line.rows)) == (2, ("RUS", "Vladimir Medinsky"), 3)


def test_sides_stand_in_their_order_and_others_are_left_out() -> None:
    from dragoman.model import Actor

    one = Reports("Record", "2025-05-17")
    israel = Actor(name="ISR", kind="state", party="ISR")
    rows = [
        one.position(UMEROV, "proposal", "talks_format", "a meeting of the presidents"),
        one.position(israel, "demand", "prisoners", "the release of hostages"), demanded(),
    ]  # fmt: skip
    assert [line.side for line in positions(case(rows)).lines] == ["RUS", "UKR"]


def test_words_that_were_read_in_two_ways_are_one_position_the_likelier() -> None:
    one = Reports("Gazette", "2025-05-13")
    sure, unsure = (
        one.position(RUSSIA, kind, "ceasefire", "a truce of three days") for kind in ("proposal", "acceptance")
    )
    unsure = replace(unsure, report=replace(unsure.report, reason=Reason(rule="head", probability=0.2)))
    assert [line.kind for line in positions(case([sure, unsure])).lines] == ["proposal"]
    decided = replace(unsure, corrected="c")
    assert [line.kind for line in positions(case([sure, decided])).lines] == ["acceptance"]
