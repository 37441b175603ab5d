"""Question 6 on made-up rows: this round's people against last round's and against what was expected."""

from dragoman.ledger.rows import Row
from dragoman.state.delegations import Delegations, delegations
from tests.state.build import FOMIN, KREMLIN, LAVROV, MEDINSKY, PUTIN, SLUTSKY, UMEROV, Reports, case


def last_round(reports: Reports) -> list[Row]:
    m = reports.meeting("the talks of March 2022", "2022-03", status="held", historical=True)
    return [
        m,
        reports.sent(MEDINSKY, "head", m, historical=True),
        reports.sent(FOMIN, "member", m, historical=True),
        reports.sent(SLUTSKY, "member", m, historical=True),
    ]


def people(answer: Delegations) -> dict[str, str]:
    return {line.who.name: line.change for line in answer.lines}


def test_kept_new_and_dropped_people_and_those_expected() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting(level="leaders")
    rows = [
        m, one.sent(MEDINSKY, "head", m), one.sent(FOMIN, "member", m), one.coming(PUTIN, "declined", m, by=KREMLIN),
        one.coming(LAVROV, "not_named", m), one.sent(UMEROV, "head", m), *last_round(one),
    ]  # fmt: skip
    answer = delegations(case(rows))
    assert people(answer) == {
        "Vladimir Medinsky": "kept", "Alexander Fomin": "kept", "Leonid Slutsky": "dropped", "Sergey Lavrov": "expected",
        "Rustem Umerov": "new",
    }  # fmt: skip
    assert answer.before is not None
    assert answer.before.label == "the talks of March 2022"


def test_the_level_sought_and_sent_and_the_ranks() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting(level="leaders")
    old = one.meeting("the talks of March 2022", "2022-03", status="held", historical=True)
    rows = [
        m, old, one.sent(FOMIN, "head", m), one.sent(MEDINSKY, "member", m),
        one.coming(PUTIN, "declined", m, by=KREMLIN), one.sent(MEDINSKY, "head", old, historical=True),
        one.sent(SLUTSKY, "member", old, historical=True),
    ]  # fmt: skip
    (team,) = delegations(case(rows)).teams
    assert (team.head, team.head_rank, team.highest) == ("Alexander Fomin", "up", "up")
    assert (team.level_sought, team.level_sent) == ("leaders", "officials")


def test_one_who_declines_after_being_named_goes_no_more() -> None:
    one, late = Reports("Gazette", "2025-05-13"), Reports("Record", "2025-05-14")
    m1, m2 = one.meeting(), late.meeting()
    rows = [m1, m2, one.sent(LAVROV, "head", m1), late.coming(LAVROV, "withdrew", m2), late.sent(MEDINSKY, "head", m2)]
    answer = delegations(case(rows))
    assert people(answer)["Vladimir Medinsky"] == "new"
    assert people(answer).get("Sergey Lavrov") != "new"


def test_a_head_alone_is_no_list_from_which_others_are_missing() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting()
    answer = delegations(case([m, one.sent(MEDINSKY, "head", m), *last_round(one)]))
    assert people(answer) == {"Vladimir Medinsky": "kept"}
    assert answer.teams[0].highest == "unknown"


def test_nobody_is_dropped_while_no_list_is_known() -> None:
    one = Reports("Gazette", "2025-05-14")
    assert people(delegations(case([one.meeting(), *last_round(one)]))) == {}


def test_background_names_nobody_for_the_round_ahead() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting()
    assert people(delegations(case([m, one.sent(MEDINSKY, "head", m, historical=True)]))) == {}


def test_an_open_list_is_told() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting()
    assert delegations(case([m, one.sent(FOMIN, "member", m, open_list=True)])).teams[0].open_list
