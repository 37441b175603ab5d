"""The boards on made-up rows: who stands where, with which mark, and the table twin tells the same."""

from dataclasses import replace

from dragoman.model import Actor
from dragoman.state.delegations import Delegations, delegations
from dragoman.state.positions import positions
from dragoman.views.delegation_board import DelegationBoard, delegation_board, round_name
from dragoman.views.position_board import position_board
from tests.state.build import FOMIN, MEDINSKY, RUSSIA, SLUTSKY, UKRAINE, UMEROV, Reports, case

MINISTER = replace(FOMIN, office="Defence Minister")


def board() -> DelegationBoard:
    """Three rounds: Fomin rises from deputy minister to minister, Slutsky is dropped, Umerov comes new."""
    rows = []
    days = ("2025-05-15", "2025-06-02", "2025-07-23")
    teams: list[list[Actor]] = [[MEDINSKY, FOMIN, SLUTSKY], [MEDINSKY, MINISTER, UMEROV], [MEDINSKY, FOMIN]]
    for day, team in zip(days, teams, strict=True):
        one = Reports("Gazette", day)
        m = one.meeting(f"the talks of {day}", day, status="held")
        rows += [m, *(one.sent(who, "head" if who in (MEDINSKY, UMEROV) else "member", m) for who in team)]
    told = case(rows)
    answers = [delegations(told, meeting) for meeting in sorted(told.meetings, key=lambda m: str(m.time))]
    return delegation_board(answers)


def seats(told: DelegationBoard, name: str) -> list[tuple[str, str] | None]:
    person = next(one for side in told.sides for one in side.people if one.who.name == name)
    return [(seat.mark, seat.move) if seat else None for seat in person.seats]


def test_marks_and_ranks_by_round() -> None:
    told = board()
    assert [round_name(m) for m in told.rounds] == [
        "Istanbul, 2025-05-15", "Istanbul, 2025-06-02", "Istanbul, 2025-07-23",
    ]  # fmt: skip
    assert seats(told, "Vladimir Medinsky") == [("named", "unknown"), ("kept", "same"), ("kept", "same")]
    assert seats(told, "Alexander Fomin") == [("named", "unknown"), ("kept", "up"), ("kept", "down")]
    assert seats(told, "Leonid Slutsky") == [("named", "unknown"), ("dropped", "unknown"), None]
    assert seats(told, "Rustem Umerov")[:2] == [None, ("new", "unknown")]


def test_people_stand_under_their_side_by_rank() -> None:
    russia, ukraine = board().sides
    assert (russia.side, ukraine.side) == ("RUS", "UKR")
    assert [person.rank for person in russia.people] == sorted(person.rank or 9 for person in russia.people)
    assert [person.who.name for person in ukraine.people] == ["Rustem Umerov"]
    assert [team is not None for team in ukraine.teams] == [False, True, False]


def test_the_table_twin_holds_every_seat_with_its_row() -> None:
    told = board()
    sheet = told.sheet()
    filled = [s for side in told.sides for person in side.people for s in person.seats if s]
    assert len(sheet.lines) == len(filled) == 9
    assert all(line.rows and len(line.cells) == len(sheet.columns) for line in sheet.lines)
    record = next(r for r in sheet.records() if r["person"] == "Alexander Fomin" and r["rank_moved"] == "up")
    assert (record["round"], record["rank"], record["outlet"]) == ("Istanbul, 2025-06-02", 2, "Gazette")


def test_no_meeting_makes_an_empty_board() -> None:
    answer: Delegations = delegations(case([]))
    assert answer.meeting is None
    assert delegation_board([answer]).sheet().lines == ()


def test_positions_are_counted_by_issue_side_and_deed() -> None:
    one, late = Reports("Gazette", "2025-05-13"), Reports("Record", "2025-05-14")
    answer = positions(case([
        one.position(UKRAINE, "demand", "ceasefire", "a full ceasefire of thirty days"),
        late.position(UKRAINE, "precondition", "ceasefire", "only if the guns fall silent first"),
        late.position(RUSSIA, "rejection", "ceasefire", "a full ceasefire of thirty days"),
        late.position(RUSSIA, "acceptance", "prisoners", "to release a thousand prisoners"),
        late.position(RUSSIA, "threat", "other", "to go on with the war"),
        late.position(RUSSIA, "demand", "territory", "the withdrawal from four regions", historical=True),
    ]))  # fmt: skip
    told = position_board(answer)
    assert (told.sides, told.issues[0].issue, told.background) == (("RUS", "UKR"), "ceasefire", 1)
    russia, ukraine = told.issues[0].cells
    assert [(stand.deed, len(stand.lines)) for stand in russia] == [("rejected", 1)]
    assert [(stand.deed, len(stand.lines)) for stand in ukraine] == [("demanded", 2)]
    assert ukraine[0].latest.content == "only if the guns fall silent first"
    assert {(r["issue"], r["side"], r["deed"], r["positions"]) for r in told.sheet().records()} == {
        ("ceasefire", "RUS", "rejected", 1), ("ceasefire", "UKR", "demanded", 2), ("prisoners", "RUS", "accepted", 1),
        ("other", "RUS", "threatened", 1),
    }  # fmt: skip
