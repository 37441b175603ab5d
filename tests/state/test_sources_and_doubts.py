"""Questions 9 and 10 on made-up rows."""

from collections import Counter

from dragoman.ledger.rows import Row
from dragoman.state.doubts import Doubt, doubts
from dragoman.state.sources import sources
from tests.state.build import KREMLIN, LAVROV, PUTIN, TRUMP, ZELENSKYY, Reports, case, reprint
from tests.state.test_quotes import ONE, TWO


def rows() -> list[Row]:
    one, other = Reports("Gazette", "2025-05-14"), Reports("Record", "2025-05-14")
    m1, m2 = one.meeting(), other.meeting()
    first = [
        m1, one.coming(PUTIN, "declined", m1, by=KREMLIN, voice="official"),
        one.coming(LAVROV, "declined", m1, source="two sources", voice="anonymous"), one.reading("a sign of caution"),
    ]  # fmt: skip
    return [*first, m2, other.coming(TRUMP, "rumoured", m2), *reprint(first, "Copy", "2025-05-15")]


def test_sources_stand_by_what_kind_of_word_theirs_is() -> None:
    found = [(line.standing, line.source, line.claims, line.reports) for line in sources(case(rows())).lines]
    assert found == [
        ("official", "Kremlin", {"attendance": 2}, 1),
        ("anonymous", "two sources", {"attendance": 2}, 1),
        ("rumour", "Record", {"attendance": 1}, 1),
        ("author", "Gazette", {"meeting": 2}, 1),
        ("author", "Record", {"meeting": 1}, 1),
        ("observers", "analysts", {"assessment": 2}, 1),
    ]


def test_a_reprint_stands_under_the_outlet_that_printed_it_first() -> None:
    kremlin = sources(case(rows())).lines[0]
    assert (kremlin.outlets, len(kremlin.rows)) == (("Copy", "Gazette"), 2)


def doubted(told: list[Row]) -> list[Doubt]:
    return list(doubts(case(told)).lines)


def test_every_doubt_tells_its_basis_and_what_would_settle_it() -> None:
    found = doubted(rows())
    assert found
    assert all(doubt.basis and doubt.settle and doubt.problem for doubt in found)


def test_comings_that_rest_on_rumour_or_anonymous_word_are_doubtful() -> None:
    kinds = {(doubt.kind, doubt.subject) for doubt in doubted(rows())}
    assert kinds == {
        ("only_rumour", "Donald Trump"), ("only_anonymous", "Sergey Lavrov"), ("no_level", "the Istanbul talks"),
    }  # fmt: skip


def test_a_flag_that_is_reprinted_is_one_doubt() -> None:
    one = Reports("Gazette", "2025-05-14")
    flag = one.flag("wrong_former", "called former, but in office")
    found = doubted([flag, *reprint([flag], "Copy", "2025-05-15")])
    assert [(doubt.kind, len(doubt.rows)) for doubt in found] == [("wrong_former", 2)]


def test_a_first_since_that_another_report_contradicts() -> None:
    one, other = Reports("Gazette", "2025-05-14"), Reports("Record", "2025-05-14")
    told = [one.meeting(words="the first talks since 2019", level="officials"),
            other.meeting("the talks of 2022", "2022-03", status="held", historical=True)]  # fmt: skip
    assert [doubt.kind for doubt in doubted(told)] == ["imprecise_first"]


def test_a_quotation_in_two_wordings() -> None:
    told = [
        Reports("Gazette", "2025-05-13").quote(ZELENSKYY, ONE),
        Reports("Record", "2025-05-14").quote(ZELENSKYY, TWO),
    ]
    assert [(doubt.kind, doubt.subject) for doubt in doubted(told)] == [("quote_variant", "Volodymyr Zelenskyy")]


def test_what_is_not_known_of_the_next_meeting() -> None:
    kinds = Counter(
        doubt.kind for doubt in doubted([Reports("Gazette", "2025-05-14").meeting(on=None, place=None, country=None)])
    )
    assert kinds == Counter(no_time=1, no_place=1, no_level=1)


def test_a_disagreement_is_a_doubt_and_an_open_condition_too() -> None:
    one, other = Reports("Gazette", "2025-05-14"), Reports("Record", "2025-05-14")
    m1, m2 = one.meeting(level="officials"), other.meeting()
    told = [m1, m2, one.coming(LAVROV, "confirmed", m1), other.coming(LAVROV, "declined", m2),
            one.coming(ZELENSKYY, "conditional", m1, by=ZELENSKYY, condition="Putin comes")]  # fmt: skip
    assert {doubt.kind for doubt in doubted(told)} == {"disagreement", "open_condition"}


def test_a_coming_told_in_one_report_alone_but_not_by_his_own_side() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting(level="officials")
    told = [m, one.coming(PUTIN, "declined", m), one.coming(TRUMP, "declined", m, by=TRUMP)]
    assert [(doubt.kind, doubt.subject) for doubt in doubted(told)] == [("one_report", "Vladimir Putin")]


def test_past_told_before_the_day() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting(level="officials")
    assert [doubt.kind for doubt in doubted([m, one.coming(PUTIN, "attended", m)])] == ["before_its_day"]
