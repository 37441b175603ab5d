"""What the mentions of a meeting come to, field by field."""

from dataclasses import replace

from dragoman.ledger.rows import Row
from dragoman.state.meeting import Meeting
from dragoman.state.meetings import meetings_of
from tests.state.build import Reports, reprint


def told(outlet: str, day: str, **fields: object) -> Row:
    return Reports(outlet, day).meeting(**fields)


def only(*rows: Row) -> Meeting:
    (meeting,) = meetings_of(rows)
    return meeting


def test_the_latest_word_on_it_is_its_status() -> None:
    coming, cancelled = told("Gazette", "2025-05-10"), told("Courier", "2025-05-13", status="cancelled")
    assert only(coming, cancelled).status == "cancelled"
    assert only(coming, cancelled, told("Herald", "2025-05-14", status="scheduled")).status == "scheduled"


def test_held_before_its_day_counts_for_nothing_and_what_was_held_is_no_more_to_come() -> None:
    coming = told("Gazette", "2025-05-10")
    assert only(coming, told("Courier", "2025-05-13", status="held")).status == "scheduled"
    held = told("Courier", "2025-05-15", status="held")
    assert only(coming, held, told("Herald", "2025-05-15", status="scheduled")).status == "held"


def test_background_never_outranks_news() -> None:
    held = told("Courier", "2025-05-16", status="held")
    assert only(held, told("Herald", "2025-06-20", status="cancelled", historical=True)).status == "held"


def test_fifty_copies_of_one_report_are_one_voice() -> None:
    wrong = told("Wire", "2025-05-13", level="ministers")
    copies = [row for n in range(5) for row in reprint([wrong], f"Copy {n}", "2025-05-13")]
    others = [told(outlet, "2025-05-13", level="leaders") for outlet in ("Gazette", "Courier")]
    assert only(wrong, *copies, *others).level == "leaders"


def test_the_narrowest_days_that_mentions_agree_on() -> None:
    month = told("Gazette", "2025-05-10", on="2025-05")
    assert only(month, told("Courier", "2025-05-13")).time.iso() == "2025-05-15"  # type: ignore[union-attr]
    assert only(month).time.iso() == "2025-05"  # type: ignore[union-attr]


def test_parties_that_few_sources_name_are_left_out_where_many_tell() -> None:
    rows = [told(outlet, "2025-05-13") for outlet in ("Gazette", "Courier", "Herald")]
    stray = told("Mirror", "2025-05-13", parties=("RUS", "UKR", "Reuters"))
    assert only(*rows, stray).parties == ("RUS", "UKR")
    assert only(rows[0], stray).parties == ("RUS", "Reuters", "UKR")


def test_the_label_most_often_printed_names_it_and_all_are_kept() -> None:
    rows = [told(outlet, "2025-05-13", label="the Istanbul talks") for outlet in ("Gazette", "Courier")]
    meeting = only(*rows, told("Herald", "2025-05-13", label="Thursday's  meeting"))
    assert meeting.label == "the Istanbul talks"
    assert meeting.labels == ("Thursday's meeting", "the Istanbul talks")


def test_rounds_are_linked_to_the_one_before() -> None:
    first = told("Archive", "2025-05-10", label="the 2022 round", on="2022-03", status="held", historical=True)
    second = told("Gazette", "2025-05-17", label="the talks", status="held")
    call = told("Herald", "2025-05-21", label="a call", on="2025-05-20", format="call", status="held", place=None, country=None)  # fmt: skip
    third = told("Courier", "2025-05-30", label="the next round", on="2025-06-02")
    found = {meeting.label: meeting for meeting in meetings_of([third, first, second, call])}
    assert found["the next round"].previous == found["the talks"].id
    assert found["the talks"].previous == found["the 2022 round"].id
    assert found["the 2022 round"].previous is None
    assert found["a call"].previous is None


def test_a_number_links_rounds_before_any_date() -> None:
    rows = [
        told("Gazette", "2025-05-17", label="the first round", status="held"),
        replace(told("Courier", "2025-06-01", label="technical talks", on="2025-05-28", status="held"), title="x"),
        told("Herald", "2025-06-03", label="the second round", on="2025-06-02", status="held"),
    ]
    found = {meeting.label: meeting for meeting in meetings_of(rows)}
    assert found["the second round"].number == 2
    assert found["the second round"].previous == found["the first round"].id
