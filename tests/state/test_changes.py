"""Question 2 on made-up rows: what stands otherwise than by what was known before, and new rows that change nothing."""

from dragoman.ledger.rows import Row
from dragoman.state.changes import Changes, changes
from tests.state.build import (
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


def between(rows: list[Row], since: str, until: str) -> Changes:
    return changes(case(rows, known_by=since), case(rows, known_by=until))


def told(answer: Changes) -> set[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return {(change.subject, change.field, change.before, change.after) for change in answer.lines}


def story() -> list[Row]:
    one, late = Reports("Gazette", "2025-05-13"), Reports("Record", "2025-05-15")
    m1, m2 = one.meeting(), late.meeting()
    only_if = "Zelensky would go only if Putin came"
    return [
        m1, m2, one.coming(PUTIN, "undetermined", m1), one.coming(TRUMP, "rumoured", m1),
        one.coming(ZELENSKYY, "conditional", m1, by=ZELENSKYY, words=only_if, condition="Putin came"),
        late.coming(PUTIN, "declined", m2, by=KREMLIN), late.coming(TRUMP, "declined", m2, by=TRUMP),
        late.sent(MEDINSKY, "head", m2), late.coming(LAVROV, "not_named", m2),
    ]  # fmt: skip


def test_what_changed_between_two_times_of_knowing() -> None:
    found = told(between(story(), "2025-05-13", "2025-05-15"))
    assert found >= {
        ("Vladimir Putin", "attendance", ("undetermined",), ("declined",)),
        ("Donald Trump", "attendance", ("rumoured",), ("declined",)),
        ("Sergey Lavrov", "attendance", (), ("not_named",)),
        ("Vladimir Medinsky", "delegation", (), ("head",)),
        ("Volodymyr Zelenskyy", "condition", ("open",), ("failed",)),
    }
    assert {subject for subject, *_ in found} == {
        "Vladimir Putin", "Donald Trump", "Sergey Lavrov", "Vladimir Medinsky", "Volodymyr Zelenskyy",
    }  # fmt: skip


def test_every_change_names_its_new_rows() -> None:
    answer = between(story(), "2025-05-13", "2025-05-15")
    assert all(row.publisher == "Record" for change in answer.lines for row in change.rows)
    assert all(change.rows for change in answer.lines)


def test_nothing_changes_when_nothing_new_was_read() -> None:
    answer = between(story(), "2025-05-15", "2025-05-20")
    assert (answer.lines, answer.unchanged) == ((), ())


def test_a_new_report_that_says_the_same_is_listed_apart() -> None:
    again = Reports("Courier", "2025-05-16")
    m = again.meeting()
    row = again.coming(PUTIN, "declined", m, by=KREMLIN)
    answer = between([*story(), m, row], "2025-05-15", "2025-05-16")
    assert answer.lines == ()
    assert set(answer.unchanged) == {m, row}


def test_a_reprint_changes_nothing() -> None:
    rows = story()
    copies = reprint([row for row in rows if row.publisher == "Record"], "Copy", "2025-05-16")
    assert between([*rows, *copies], "2025-05-15", "2025-05-16").lines == ()


def test_a_meeting_called_off_is_one_change_of_its_status() -> None:
    later = Reports("Herald", "2025-05-16")
    answer = between([*story(), later.meeting(status="cancelled")], "2025-05-15", "2025-05-16")
    assert told(answer) == {("the Istanbul talks", "status", ("scheduled",), ("cancelled",))}


def test_a_demand_is_new_and_then_answered() -> None:
    one, late = Reports("Gazette", "2025-05-13"), Reports("Record", "2025-05-15")
    from tests.state.build import RUSSIA

    rows = [one.position(UKRAINE, "demand", "ceasefire", "an unconditional ceasefire of 30 days"),
            late.position(RUSSIA, "rejection", "ceasefire", "an unconditional ceasefire")]  # fmt: skip
    assert ("UKR demand: an unconditional ceasefire of 30 days", "position", (), ("tabled",)) in told(
        between(rows, "2025-05-12", "2025-05-14")
    )
    assert ("UKR demand: an unconditional ceasefire of 30 days", "position", ("tabled",), ("rejected",)) in told(
        between(rows, "2025-05-14", "2025-05-15")
    )


def test_an_older_report_of_a_known_demand_that_is_read_later_changes_nothing() -> None:
    first = Reports("Gazette", "2025-05-13").position(UKRAINE, "demand", "ceasefire", "an unconditional ceasefire")
    older = Reports("Record", "2025-05-10", read="2025-05-20").position(
        UKRAINE, "demand", "ceasefire", "unconditional ceasefire"
    )
    answer = between([first, older], "2025-05-14", "2025-05-20")
    assert (answer.lines, answer.unchanged) == ((), (older,))


def test_a_person_who_is_mostly_called_otherwise_since_has_not_changed() -> None:
    from dataclasses import replace

    other = replace(ZELENSKYY, name="Volodymyr Zelensky")
    one, late = Reports("Gazette", "2025-05-13"), [Reports(n, "2025-05-15") for n in ("Record", "Herald")]
    m = one.meeting()
    again = [row for r in late for row in (r.meeting(), r.coming(other, "confirmed", r.meeting(), by=other))]
    answer = between([m, one.coming(ZELENSKYY, "confirmed", m, by=ZELENSKYY), *again], "2025-05-13", "2025-05-15")
    assert answer.lines == ()


def test_a_side_that_sends_its_people_comes() -> None:
    one, late = Reports("Gazette", "2025-05-13"), Reports("Record", "2025-05-15")
    m1, m2 = one.meeting(), late.meeting()
    rows = [m1, m2, one.coming(UKRAINE, "undetermined", m1, by=UKRAINE), late.sent(UMEROV, "head", m2, by=ZELENSKYY)]
    answer = between(rows, "2025-05-13", "2025-05-15")
    [side] = [change for change in answer.lines if change.subject == "UKR"]
    assert (side.field, side.before, side.after) == ("attendance", ("undetermined",), ("confirmed",))
    assert {row.id for row in side.rows} == {rows[3].id}
    assert not [change for change in between(rows[:3], "2025-05-13", "2025-05-15").lines if change.subject == "UKR"]
