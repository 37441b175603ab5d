"""Question 1 on made-up rows: whose word, since when, what was overtaken, and what must never set state."""

from dragoman.state.coming import Coming
from dragoman.state.who import Who, who
from tests.state.build import (
    FOMIN,
    KREMLIN,
    LAVROV,
    MEDINSKY,
    PUTIN,
    TRUMP,
    UKRAINE,
    UMEROV,
    ZELENSKYY,
    Reports,
    case,
    reprint,
)


def lines(answer: Who, surname: str) -> list[Coming]:
    return [line for line in answer.lines if line.who.name.endswith(surname)]


def current(answer: Who, surname: str) -> list[tuple[str, str]]:
    return [(line.status, line.source) for line in lines(answer, surname) if line.current]


def test_the_latest_word_of_a_source_counts_and_its_history_is_kept() -> None:
    early, late = Reports("Gazette", "2025-05-12"), Reports("Gazette", "2025-05-14")
    m1, m2 = early.meeting(), late.meeting()
    rows = [m1, m2, early.coming(PUTIN, "undetermined", m1, by=KREMLIN), late.coming(PUTIN, "declined", m2, by=KREMLIN)]
    (line,) = lines(who(case(rows)), "Putin")
    assert (line.status, str(line.since), line.source) == ("declined", "2025-05-14", "Kremlin")
    assert [(step.value, str(step.since)) for step in line.history] == [
        ("undetermined", "2025-05-12"),
        ("declined", "2025-05-14"),
    ]


def test_a_claim_counts_from_the_day_it_was_said_not_printed() -> None:
    late = Reports("Gazette", "2025-05-15")
    m = late.meeting()
    rows = [m, late.coming(PUTIN, "declined", m, by=KREMLIN, said="2025-05-14")]
    assert str(lines(who(case(rows)), "Putin")[0].since) == "2025-05-14"
    assert lines(who(case(rows, as_of="2025-05-14")), "Putin") == []  # the meeting is told only on the 15th


def test_official_word_and_rumour_stand_side_by_side() -> None:
    one, other = Reports("Gazette", "2025-05-14"), Reports("Record", "2025-05-14")
    m1, m2 = one.meeting(), other.meeting()
    rows = [m1, m2, one.coming(TRUMP, "rumoured", m1), other.coming(TRUMP, "declined", m2, by=TRUMP)]
    found = lines(who(case(rows)), "Trump")
    assert [(line.status, line.standing) for line in found] == [("declined", "speaker"), ("rumoured", "rumour")]
    assert all(line.current for line in found)


def test_a_later_word_of_more_weight_overtakes_a_rumour_and_a_rumour_overtakes_nothing() -> None:
    one, other, third = (Reports(n, f"2025-05-{d}") for n, d in (("Gazette", 12), ("Record", 13), ("Courier", 14)))
    m1, m2, m3 = one.meeting(), other.meeting(), third.meeting()
    rows = [
        m1, m2, m3, one.coming(TRUMP, "rumoured", m1), other.coming(TRUMP, "declined", m2, by=TRUMP),
        third.coming(TRUMP, "rumoured", m3),
    ]  # fmt: skip
    assert current(who(case(rows)), "Trump") == [("declined", "Donald Trump"), ("rumoured", "Courier")]


def test_background_and_observers_never_set_state() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting()
    rows = [
        m, one.coming(LAVROV, "attended", m, historical=True), one.coming(LAVROV, "declined", m, voice="observers",
        source="analysts"), one.reading("Lavrov will stay away"),
    ]  # fmt: skip
    assert lines(who(case(rows)), "Lavrov") == []


def test_not_named_is_never_declined() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting()
    answer = who(case([m, one.coming(LAVROV, "not_named", m)]))
    assert [line.status for line in answer.lines] == ["not_named"]


def test_a_leader_stays_away_and_the_level_falls_while_the_meeting_stands() -> None:
    one, other = Reports("Gazette", "2025-05-13"), Reports("Record", "2025-05-14")
    m1, m2 = one.meeting(level="leaders"), other.meeting()
    rows = [m1, m2, other.coming(PUTIN, "declined", m2, by=KREMLIN), other.sent(MEDINSKY, "head", m2),
            other.sent(FOMIN, "member", m2)]  # fmt: skip
    answer = who(case(rows))
    assert answer.meeting is not None
    assert answer.meeting.status == "scheduled"
    russia = next(level for level in answer.levels if level.side == "RUS")
    assert (russia.sought, russia.sent, russia.fell) == ("leaders", "officials", True)
    assert {row.report.evidence[0].text for row in russia.rows} >= {
        "Vladimir Putin declined",
        "Vladimir Medinsky is head",
    }


def test_a_delegate_is_confirmed() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting()
    assert current(who(case([m, one.sent(MEDINSKY, "head", m)])), "Medinsky") == [("confirmed", "Gazette")]


def test_whom_a_side_sends_settles_whether_the_side_comes() -> None:
    one, other = Reports("Gazette", "2025-05-13"), Reports("Herald", "2025-05-14")
    m1, m2 = one.meeting(), other.meeting()
    rows = [m1, m2, one.coming(UKRAINE, "undetermined", m1), other.sent(UMEROV, "head", m2, by=ZELENSKYY)]
    assert current(who(case(rows)), "UKR") == []
    assert current(who(case(rows, as_of="2025-05-13")), "UKR") == [("undetermined", "Gazette")]


def test_fifty_reprints_are_one_report() -> None:
    one = Reports("Gazette", "2025-05-14")
    m = one.meeting()
    rows = [m, one.coming(PUTIN, "declined", m)]
    copies = [row for n in range(50) for row in reprint(rows, f"Copy {n}", "2025-05-15")]
    (line,) = lines(who(case(rows + copies)), "Putin")
    assert (line.reports, line.source, len(line.rows)) == (1, "Gazette", 51)


def test_known_by_hides_what_was_read_later() -> None:
    one, other = Reports("Gazette", "2025-05-13"), Reports("Record", "2025-05-14", read="2025-05-20")
    m1, m2 = one.meeting(), other.meeting()
    rows = [m1, m2, one.coming(PUTIN, "considering", m1), other.coming(PUTIN, "declined", m2, by=KREMLIN)]
    assert current(who(case(rows, known_by="2025-05-19")), "Putin") == [("considering", "Gazette")]
    assert current(who(case(rows, known_by="2025-05-20")), "Putin") == [("declined", "Kremlin")]


def test_an_undated_claim_never_replaces_a_dated_one() -> None:
    one, other = Reports("Gazette", "2025-05-14"), Reports("Record", None, read="2025-06-01")
    m1, m2 = one.meeting(), other.meeting()
    rows = [m1, m2, one.coming(PUTIN, "declined", m1, by=KREMLIN), other.coming(PUTIN, "confirmed", m2, by=KREMLIN)]
    assert current(who(case(rows)), "Putin") == [("declined", "Kremlin")]


def test_one_person_under_two_names_is_one() -> None:
    from dataclasses import replace

    one, other = Reports("Gazette", "2025-05-13"), Reports("Record", "2025-05-14")
    m1, m2 = one.meeting(), other.meeting()
    alias = replace(TRUMP, name="Donald J. Trump")
    rows = [m1, m2, one.coming(TRUMP, "considering", m1, by=TRUMP), other.coming(alias, "declined", m2, by=alias)]
    found = [line for line in who(case(rows)).lines if line.who.id == TRUMP.id]
    assert [[step.value for step in line.history] for line in found] == [["considering", "declined"]]


def test_what_is_told_as_past_before_its_day_means_another_meeting() -> None:
    one = Reports("Gazette", "2025-05-13")
    m = one.meeting()
    assert who(case([m, one.coming(PUTIN, "attended", m)])).lines == ()


def test_no_meeting_ahead_is_said_so() -> None:
    assert who(case([])).meeting is None
