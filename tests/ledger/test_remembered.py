"""What a ledger has read is remembered only while nobody writes."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from unittest.mock import Mock

import pytest

from dragoman.api import remembered
from dragoman.api.ledger import Ledger
from dragoman.ledger.opening import open_ledger
from tests.ledger.made import AT, article, coding

OTHER = "Envoys of both governments gather in Geneva next week, aides told us, and a ceasefire heads the agenda."


def _told(ledger: Ledger) -> int:
    """How many documents tell of the one demand."""
    [line] = ledger.positions("rus-ukr").lines
    return line.reports


def _read_rows(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often rows were read since."""
    read = Mock(side_effect=ledger.repository.rows)
    monkeypatch.setattr(ledger.repository, "rows", read)
    return lambda: read.call_count


def test_the_second_question_on_a_process_reads_no_rows(
    new_address: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(new_address(), create=True) as repository:
        repository.add(coding())
        ledger = Ledger(repository)
        first, reads = ledger.who("rus-ukr"), _read_rows(ledger, monkeypatch)
        assert ledger.who("rus-ukr") == first
        ledger.rounds("rus-ukr")
        assert reads() == 0
        ledger.positions("rus-ukr")
        assert reads() == 1


def test_what_was_read_is_kept_from_one_moment_to_the_next(
    new_address: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(new_address(), create=True) as repository:
        repository.add(coding())
        ledger = Ledger(repository)
        with repository.snapshot():
            ledger.who("rus-ukr")
        reads = _read_rows(ledger, monkeypatch)
        with repository.snapshot():
            ledger.rounds("rus-ukr")
        assert reads() == 0


def test_an_answer_is_given_again_until_somebody_writes(new_address: Callable[[], str]) -> None:
    with open_ledger(new_address(), create=True) as repository:
        repository.add(coding())
        ledger = Ledger(repository)
        first = ledger.quotes("rus-ukr", speaker="Putin")
        assert ledger.quotes("rus-ukr", speaker="Putin") is first
        assert ledger.quotes("rus-ukr", speaker="Lavrov").lines == ()
        repository.add(coding(article(OTHER)))
        assert ledger.quotes("rus-ukr", speaker="Putin").lines != first.lines


def test_one_reading_serves_all_times(new_address: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(new_address(), create=True) as repository:
        repository.add(coding())
        ledger = Ledger(repository)
        assert ledger.who("rus-ukr").lines
        reads = _read_rows(ledger, monkeypatch)
        assert ledger.who("rus-ukr", known_by=AT - timedelta(days=1)).lines == ()
        assert ledger.who("rus-ukr", as_of=date(2025, 5, 1)).lines == ()
        assert reads() == 0


def test_what_others_write_is_seen(new_address: Callable[[], str]) -> None:
    address = new_address()
    with open_ledger(address, create=True) as writer:
        writer.add(coding())
        with Ledger.open(address) as reader:
            assert _told(reader) == 1
            writer.add(coding(article(OTHER)))
            assert _told(reader) == 2


def test_what_it_writes_itself_is_seen_and_what_it_takes_back_is_not(new_address: Callable[[], str]) -> None:
    with open_ledger(new_address(), create=True) as repository:
        repository.add(coding())
        ledger = Ledger(repository)
        assert _told(ledger) == 1
        with suppress(KeyError), repository.transaction():
            repository.add(coding(article(OTHER)))
            assert _told(ledger) == 2
            raise KeyError
        assert _told(ledger) == 1


def test_no_more_rows_are_kept_than_there_is_room_for(
    new_address: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "MOST_ROWS", 1)
    with open_ledger(new_address(), create=True) as repository:
        repository.add(coding())
        ledger = Ledger(repository)
        ledger.who("rus-ukr")
        ledger.positions("rus-ukr")  # for which the rows of the first are let go
        reads = _read_rows(ledger, monkeypatch)
        ledger.positions("rus-ukr")
        assert reads() == 0
        ledger.who("rus-ukr")
        assert reads() == 1
