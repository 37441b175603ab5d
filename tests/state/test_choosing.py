"""Which process and which meeting a question is about."""

import pytest

from dragoman.errors import UsageError
from dragoman.ledger.rows import Process
from dragoman.state.choosing import chosen_meeting, chosen_process, known_processes
from tests.state.build import TALKS, Reports, case

PAIRS = {("RUS", "UKR"): 10, ("IRN", "USA"): 5, ("CHN", "USA"): 1}


def test_processes_added_by_hand_come_before_those_found_and_cover_their_pairs() -> None:
    assert [(p.id, p.found) for p in known_processes([TALKS], PAIRS)] == [
        ("rus-ukr", False),
        ("irn-usa", True),
        ("chn-usa", True),
    ]


def test_one_that_outweighs_all_others_may_be_left_unnamed() -> None:
    assert chosen_process(known_processes([], PAIRS), PAIRS, None).id == "rus-ukr"


def test_one_that_does_not_must_be_named() -> None:
    even = PAIRS | {("IRN", "USA"): 6}
    with pytest.raises(UsageError, match="several processes; name one with --process: it has rus-ukr, irn-usa"):
        chosen_process(known_processes([], even), even, None)
    assert chosen_process(known_processes([], even), even, "irn-usa").parties == ("IRN", "USA")


def test_the_only_one_added_by_hand_is_meant() -> None:
    iran = Process(id="iran", name="Iran talks", parties=("IRN", "USA"))
    assert chosen_process(known_processes([iran], PAIRS), PAIRS, None) == iran


def test_an_empty_ledger_says_what_to_do() -> None:
    with pytest.raises(UsageError, match="ingest reports"):
        chosen_process([], {}, None)


@pytest.mark.parametrize("name", ["2025-06-02", "istanbul, june"])
def test_a_meeting_is_meant_by_its_day_or_label(name: str) -> None:
    one = Reports("Gazette", "2025-05-14")
    held = case([one.meeting(), one.meeting("Istanbul, June", "2025-06-02")])
    assert chosen_meeting(held, name).label == "Istanbul, June"


def test_a_name_that_means_several_meetings_or_none_is_refused() -> None:
    one = Reports("Gazette", "2025-05-14")
    held = case([one.meeting(), one.meeting("Istanbul, June", "2025-06-02")])
    with pytest.raises(UsageError, match="several meetings are called 'Istanbul'"):
        chosen_meeting(held, "Istanbul")
    with pytest.raises(UsageError, match="no meeting is called 'Geneva'"):
        chosen_meeting(held, "Geneva")
