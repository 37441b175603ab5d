"""Question 3 on made-up rows: contradictions of independent sources, and what only looks like one."""

import pytest

from dragoman.ledger.rows import Row
from dragoman.state.disagreements import Disagreement, disagreements
from tests.state.build import FOMIN, KREMLIN, LAVROV, MEDINSKY, PUTIN, ZELENSKYY, Reports, case, reprint


def told(outlet: str, on: str, status: str, **fields: object) -> list[Row]:
    one = Reports(outlet, on)
    m = one.meeting()
    return [m, one.coming(LAVROV, status, m, **fields)]


def found(rows: list[Row], **times: str) -> list[Disagreement]:
    return list(disagreements(case(rows, **times)).lines)


def test_two_sources_that_contradict_each_other_on_one_day_disagree() -> None:
    rows = told("Gazette", "2025-05-14", "confirmed") + told("Record", "2025-05-14", "declined")
    (line,) = found(rows)
    assert (line.subject, line.field, line.score) == ("Sergey Lavrov", "attendance", 0.5)
    assert [(v.value, v.sources, v.reports) for v in line.values] == [
        ("confirmed", ("Gazette",), 1),
        ("declined", ("Record",), 1),
    ]
    assert [row.report.evidence[0].text for v in line.values for row in v.rows] == [
        "Sergey Lavrov confirmed",
        "Sergey Lavrov declined",
    ]


def test_the_score_is_one_minus_the_modal_share() -> None:
    rows = told("Gazette", "2025-05-14", "confirmed") + told("Record", "2025-05-14", "declined")
    rows += told("Courier", "2025-05-14", "confirmed") + told("Herald", "2025-05-14", "confirmed")
    assert found(rows)[0].score == 0.25


def test_reprints_add_no_weight() -> None:
    one = told("Gazette", "2025-05-14", "confirmed")
    rows = one + told("Record", "2025-05-14", "declined") + reprint(one, "Copy", "2025-05-14")
    assert found(rows)[0].score == 0.5


def test_a_report_and_its_own_reprint_never_disagree() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting()
    copy = Reports("Copy", "2025-05-14", origin=one.document)
    m2 = copy.meeting()
    assert found([m, one.coming(LAVROV, "confirmed", m), m2, copy.coming(LAVROV, "declined", m2)]) == []


@pytest.mark.parametrize("later", [{"outlet": "Record"}, {"outlet": "Gazette"}, {"outlet": "Record", "by": KREMLIN}])
def test_change_over_time_is_no_disagreement(later: dict[str, object]) -> None:
    outlet = str(later.pop("outlet"))
    assert found(told("Gazette", "2025-05-13", "confirmed") + told(outlet, "2025-05-15", "declined", **later)) == []


def test_it_is_a_disagreement_again_if_the_first_source_stands_by_its_word() -> None:
    rows = told("Gazette", "2025-05-13", "confirmed") + told("Record", "2025-05-14", "declined")
    assert found(rows) == []
    assert found(rows + told("Gazette", "2025-05-15", "confirmed"))[0].score == 0.5


def test_anonymous_word_does_not_overtake_the_sides_own() -> None:
    rows = told("Gazette", "2025-05-13", "confirmed", by=KREMLIN)
    rows += told("Record", "2025-05-15", "declined", source="two diplomats", voice="anonymous")
    assert [v.sources for v in found(rows)[0].values] == [("Kremlin",), ("two diplomats",)]


@pytest.mark.parametrize("status", ["considering", "undetermined", "not_named", "invited", "conditional", "rumoured"])
def test_open_words_contradict_nothing(status: str) -> None:
    assert found(told("Gazette", "2025-05-14", status) + told("Record", "2025-05-14", "declined")) == []


def test_observers_and_background_contradict_nothing() -> None:
    rows = told("Record", "2025-05-14", "declined")
    assert found(rows + told("Gazette", "2025-05-14", "confirmed", historical=True)) == []
    assert found(rows + told("Gazette", "2025-05-14", "confirmed", voice="observers", source="analysts")) == []


def test_a_leader_who_declines_and_one_who_is_sent_are_both_true() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting()
    rows = [
        m,
        one.coming(PUTIN, "declined", m, by=KREMLIN),
        one.sent(MEDINSKY, "head", m),
        one.coming(ZELENSKYY, "confirmed", m),
    ]
    assert found(rows) == []


def test_two_heads_of_one_delegation_disagree() -> None:
    one, other = Reports("Gazette", "2025-05-14"), Reports("Record", "2025-05-14")
    m1, m2 = one.meeting(), other.meeting()
    (line,) = found([m1, m2, one.sent(MEDINSKY, "head", m1), other.sent(FOMIN, "head", m2)])
    assert (line.subject, line.field, line.score) == ("RUS", "head", 0.5)


def test_a_meeting_told_to_stand_and_to_be_off_disagrees_with_itself() -> None:
    rows = [Reports("Gazette", "2025-05-14").meeting(), Reports("Record", "2025-05-14").meeting(status="cancelled")]
    assert [(line.field, line.score) for line in found(rows)] == [("status", 0.5)]


def test_a_meeting_called_off_later_is_a_change() -> None:
    rows = [Reports("Gazette", "2025-05-13").meeting(), Reports("Record", "2025-05-14").meeting(status="cancelled")]
    assert found(rows) == []
