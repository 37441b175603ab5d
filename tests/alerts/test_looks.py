"""What a look finds, whom it is for, and that a look and its messages are written together."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dragoman.alerts.memory import read, written
from dragoman.alerts.message import harmless, text_of, title_of
from dragoman.alerts.outbox import HELD_SECONDS, Outbox
from dragoman.api.correcting import Decision, correct
from dragoman.errors import LedgerError, UsageError
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import RowQuery
from tests.alerts.made import RUN, Inbox, Now, alerts, report, settings


@pytest.fixture
def address(tmp_path: Path) -> Path:
    """A ledger that was looked at once."""
    made = tmp_path / "talks.db"
    report(made, "Gazette", "2025-05-12", status="undetermined")
    with alerts(made, desk=Inbox()) as one:
        one.run(once=True)
        assert one.carriers["desk"].got == []  # what stood before is no news
    return made


def looked(address: Path, *rules: dict[str, object]) -> Inbox:
    """What one look more sends to the desk."""
    inbox = Inbox()
    told = settings([{"name": "rule", "to": ["desk"], **rule} for rule in rules]) if rules else None
    with alerts(address, told=told, desk=inbox) as one:
        one.run(once=True)
    return inbox


def test_a_status_that_changed_is_told_once_with_its_sentence(address: Path) -> None:
    report(address, "Record", "2025-05-13", status="declined")
    inbox = looked(address)
    assert inbox.changes == ["Vladimir Putin (the talks): attendance undetermined → declined"]
    (change,) = inbox.got[0].body["changes"]
    assert (change["before"], change["after"]) == (["undetermined"], ["declined"])
    first = change["evidence"][0]
    assert (first["sentence"], first["outlet"], first["date"]) == (
        "Putin: declined, Kremlin said.",
        "Record",
        "2025-05-13",
    )
    assert looked(address).got == []


def test_what_changes_nothing_is_not_told(address: Path) -> None:
    report(address, "Record", "2025-05-13", status="undetermined")
    assert looked(address).got == []


def test_a_report_that_was_learned_late_is_told(address: Path) -> None:
    report(address, "Archive", "2025-05-13", status="declined", read="2020-01-01")
    assert looked(address).changes == ["Vladimir Putin (the talks): attendance undetermined → declined"]


def test_a_decision_by_hand_is_told(address: Path) -> None:
    report(address, "Record", "2025-05-13", status="declined")
    looked(address)
    with open_ledger(address) as ledger:
        (row,) = [row for row in ledger.rows(RowQuery(types=("attendance",))) if row.publisher == "Record"]
        correct(ledger, Decision(action="reject", target=row.claim), by="us", why="misread", at=datetime.now(UTC))
    assert looked(address).changes == ["Vladimir Putin (the talks): attendance declined → undetermined"]


def test_a_new_reading_of_the_same_reports_is_no_news(address: Path) -> None:
    newer = replace(RUN, id="run-2", label="better rules", started_at=datetime(2025, 6, 1, tzinfo=UTC))
    report(address, "Gazette", "2025-05-12", status="undetermined", run=newer)
    assert looked(address).got == []


def test_a_meeting_that_moved_a_demand_and_a_disagreement_are_told(address: Path) -> None:
    report(address, "Record", "2025-05-13", day="2025-05-16", demand="a full ceasefire")
    report(address, "Courier", "2025-05-13", day="2025-05-16")
    moved = looked(address).changes
    assert "the talks: time 2025-05-15 → 2025-05-16" in moved
    assert "UKR demand: a full ceasefire: position tabled (new)" in moved
    report(address, "Herald", "2025-05-14", status="declined", source="Kremlin", day="2025-05-16")
    report(address, "Tribune", "2025-05-14", status="confirmed", source="Russian state TV", day="2025-05-16")
    disputed = [words for words in looked(address).changes if "disagreement" in words]
    assert disputed == ["Vladimir Putin, attendance (the talks): disagreement confirmed, declined (new)"]


@pytest.mark.parametrize(
    ("rule", "number"),
    [
        ({"kinds": ["attendance"]}, 1),
        ({"kinds": ["demand"]}, 1),
        ({"kinds": ["offer"]}, 0),
        ({"kinds": ["meeting"]}, 0),
        ({"kinds": ["attendance", "position"]}, 2),
        ({"persons": ["vladimir putin"]}, 1),
        ({"persons": ["Q7747"]}, 1),
        ({"persons": ["Vladimir Putin"], "kinds": ["demand"]}, 0),
        ({"persons": ["Sergey Lavrov"]}, 0),
        ({"processes": ["talks"]}, 2),
    ],
)
def test_a_rule_is_told_what_it_asks_for(address: Path, rule: dict[str, object], number: int) -> None:
    report(address, "Record", "2025-05-13", status="declined", demand="a full ceasefire")
    assert len(looked(address, rule).changes) == number


def test_each_rule_has_its_own_message_to_each_target(address: Path) -> None:
    report(address, "Record", "2025-05-13", status="declined", demand="a full ceasefire")
    desk, phone = Inbox(), Inbox()
    rules = [{"name": "a", "to": ["desk", "phone"], "kinds": ["attendance"]}, {"name": "b", "to": ["desk"]}]
    with alerts(address, told=settings(rules), desk=desk, phone=phone) as one:
        one.run(once=True)
    assert sorted((message.alert, len(message.body["changes"])) for message in desk.got) == [("a", 1), ("b", 2)]
    assert [message.alert for message in phone.got] == ["a"]
    assert len({message.id for message in (*desk.got, *phone.got)}) == 3


def test_a_process_that_is_not_there_is_told(address: Path) -> None:
    with pytest.raises(UsageError, match="no process 'irn-usa'"):
        looked(address, {"processes": ["irn-usa"]})


def test_a_look_and_its_messages_are_written_together_or_not_at_all(
    address: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(address, "Record", "2025-05-13", status="declined")
    with monkeypatch.context() as broken:
        broken.setattr(Outbox, "put", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            looked(address)
    assert len(looked(address).got) == 1


def test_nothing_is_looked_at_while_nobody_writes(address: Path) -> None:
    with alerts(address, desk=Inbox()) as one:
        lines: list[str] = []
        one.told = lines.append
        one.look()
        one.look()
        assert len(lines) == 1
        report(address, "Record", "2025-05-13", status="declined")
        one.look()
        assert lines[1:] == ["talks: 1 changes, 1 messages"]


def test_a_snapshot_is_read_as_it_was_written(address: Path) -> None:
    with Outbox(address.with_suffix(".alert")) as outbox:
        known = outbox.last_look("talks")
    assert known is not None
    assert known.facts
    assert read(written(known)) == known


def test_many_changes_are_counted_and_words_of_others_are_harmless(address: Path) -> None:
    for number in range(60):
        matter = "abcdefghijklmnopqrstuvwxyz"[number % 26] * 9 + str(number) * 5
        report(address, f"Wire {number}", "2025-05-13", demand=f"@everyone <b>{matter}</b> \x1b[31m")
    body = looked(address).got[0].body
    assert (len(body["changes"]), body["left_out"] > 0) == (50, True)
    text = text_of(body)
    assert not set("@<>\x1b") & set(text)
    assert f"and {body['left_out']} more" in text
    assert title_of(body) == f"The talks: {50 + body['left_out']} changes"
    assert harmless("a\n@here\u202e <x>") == "a ＠here ‹x›"


def test_two_that_share_the_memory_send_each_message_once(address: Path) -> None:
    report(address, "Record", "2025-05-13", status="declined")
    clock, one_inbox, other_inbox = Now(), Inbox(), Inbox()
    with alerts(address, clock=clock, desk=one_inbox) as one, alerts(address, clock=clock, desk=other_inbox) as other:
        one.look()
        other.look()
        assert one.outbox.take(["desk"], "dead", clock.now()) is not None
        other.send_due()
        assert other_inbox.got == []  # it is being sent
        clock.wait(HELD_SECONDS)
        other.send_due()
        one.send_due()
    assert (len(one_inbox.got), len(other_inbox.got)) == (0, 1)


def test_a_foreign_file_is_no_memory(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db", create=True):
        pass
    with pytest.raises(LedgerError, match="is no file of alerts"):
        Outbox(tmp_path / "ledger.db")


def test_what_settles_two_positions_keeps_them_apart(address: Path) -> None:
    """The rejection is a row of both; each is known again by its own."""
    report(address, "Record", "2025-05-13", demand="a full ceasefire of thirty days")
    report(address, "Courier", "2025-05-13", demand="a ceasefire at sea with observers from Turkey")
    assert len(looked(address).changes) == 2
    report(address, "Herald", "2025-05-14", rejects="a ceasefire")
    told = looked(address).changes
    assert sum("position tabled → rejected" in words for words in told) == 2
    report(address, "Tribune", "2025-05-14")
    assert looked(address).changes == []
