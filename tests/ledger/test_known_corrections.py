"""A decision by hand is known from when it was made: of a row, of a name, of a meeting."""

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.api.ledger import Ledger
from dragoman.ledger.deciding import decide_pair, decide_row, undo
from dragoman.ledger.repository import Repository, RowQuery
from dragoman.ledger.rows import Row
from tests.ledger.made import article, coding

DECIDED = datetime(2025, 7, 1, 12, tzinfo=UTC)
BEFORE = DECIDED - timedelta(seconds=1)


@pytest.fixture
def came(ledger: Repository) -> Row:
    ledger.add(coding())
    [row] = ledger.rows(RowQuery(types=["attendance"]))
    return row


def statuses(ledger: Repository, known_by: datetime | None) -> list[str]:
    rows = ledger.rows(RowQuery(types=["attendance"], known_by=known_by))
    return [row.report.status for row in rows]  # type: ignore[attr-defined]


def test_a_row_stands_as_it_was_read_until_it_is_decided_on(ledger: Repository, came: Row) -> None:
    made = decide_row(ledger, "edit", came.claim, by="me", at=DECIDED, assignments=["status=confirmed"])
    undo(ledger, made.id, by="me", at=DECIDED + timedelta(days=1))
    assert statuses(ledger, BEFORE) == ["declined"]
    assert statuses(ledger, DECIDED) == ["confirmed"]
    assert statuses(ledger, DECIDED + timedelta(days=1)) == ["declined"]
    assert statuses(ledger, None) == ["declined"]


def test_answers_from_before_a_decision_do_not_show_it(ledger: Repository, came: Row) -> None:
    asked = Ledger(ledger)
    decide_row(ledger, "reject", came.claim, by="me", at=DECIDED)
    assert [line.who.name for line in asked.who("rus-ukr", known_by=BEFORE).lines] == ["Vladimir Putin"]
    assert asked.who("rus-ukr", known_by=DECIDED).lines == ()
    assert asked.who("rus-ukr").lines == ()


def test_what_a_decision_changed_is_told_as_a_change(ledger: Repository, came: Row) -> None:
    decide_row(ledger, "edit", came.claim, by="me", at=DECIDED, assignments=["status=confirmed"])
    changes = Ledger(ledger).changes("rus-ukr", since=BEFORE)
    assert [(line.subject, line.before, line.after) for line in changes.lines] == [
        ("Vladimir Putin", ("declined",), ("confirmed",))
    ]


def test_merged_names_and_meetings_are_known_from_when_they_were_merged(ledger: Repository, came: Row) -> None:
    ledger.add(coding(article("Envoys of both governments gather again in another place, aides told us on Monday.")))
    one, other = (row.claim for row in ledger.rows(RowQuery(types=["meeting"])))
    decide_pair(ledger, "split", one, other, subject="meeting", by="me", at=DECIDED)
    decide_pair(ledger, "merge", "Putin", "Vladimir Putin", subject="actor", by="me", at=DECIDED)
    asked = Ledger(ledger)
    assert [len(asked.rounds("rus-ukr", known_by=at).lines) for at in (BEFORE, DECIDED)] == [1, 2]
    named = [{line.speaker.name for line in asked.quotes("rus-ukr", known_by=at).lines} for at in (BEFORE, DECIDED)]
    assert named == [{"Vladimir Putin"}, {"Putin"}]
