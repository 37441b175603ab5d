"""Whose envoy, whose consent, whose word and when: who is meant beside a name, and what is only wanted."""

from datetime import date

from dragoman.api import Reader
from dragoman.model import Record
from tests.conftest import article_of


def read(reader: Reader, text: str, on: date = date(2025, 6, 1)) -> Record:
    return reader.read(article_of(text, on=on))


def test_the_one_named_is_meant_and_not_his_owner(reader: Reader) -> None:
    record = read(
        reader, "Russia's delegation at the talks in Istanbul will be headed by Putin's aide Vladimir Medinsky."
    )
    assert [row.who.name for row in record.delegations] == ["Vladimir Medinsky"]
    assert "Vladimir Putin" not in {row.who.name for row in record.attendance}


def test_both_adjectives_name_a_side(reader: Reader) -> None:
    record = read(reader, "Russian and Ukrainian negotiators met in Istanbul on Friday for talks on a ceasefire.")
    assert set(record.meetings[0].parties) == {"RUS", "UKR"}


def test_talks_that_are_offered_are_proposed_and_nobody_comes_yet(reader: Reader) -> None:
    record = read(reader, "On May 11, Vladimir Putin offered Ukraine to resume direct talks in Istanbul.")
    assert [meeting.status for meeting in record.meetings] == ["proposed"]
    assert record.attendance == ()


def test_what_both_agree_to_each_accepts(rules_reader: Reader) -> None:
    record = read(rules_reader, "Russia and Ukraine agreed to release 1,000 prisoners each at talks in Istanbul.")
    assert {row.party for row in record.positions if row.kind == "acceptance"} == {"RUS", "UKR"}


def test_a_demanded_withdrawal_is_no_concession(reader: Reader) -> None:
    record = read(reader, "Russia demanded that Ukraine withdraw its troops from the Donetsk region.")
    assert {(row.party, row.kind) for row in record.positions} == {("RUS", "demand")}


def test_who_is_named_for_a_delegation_comes(reader: Reader) -> None:
    record = read(
        reader,
        "Russia and Ukraine will hold talks in Istanbul on Monday. The Russian delegation includes Deputy Defence "
        "Minister Alexander Fomin and military intelligence chief Igor Kostyukov.",
    )
    coming = {row.who.name: row.status for row in record.attendance if row.who.kind == "person"}
    assert coming == {"Alexander Fomin": "confirmed", "Igor Kostyukov": "confirmed"}


def test_one_whose_side_cannot_be_told_is_nobodys_delegate(reader: Reader) -> None:
    assert read(reader, "Talks with the airline failed, union representative Bob Master said.").delegations == ()
    (sent,) = read(reader, "The U.S. envoy, Bob Master, arrived in Doha for talks.").delegations
    assert (sent.party, sent.who.name) == ("USA", "Bob Master")


def test_a_statement_was_said_on_the_day_that_its_own_sentence_tells(reader: Reader) -> None:
    record = read(
        reader,
        '"If Putin does not come to the talks, he does not want peace," Volodymyr Zelenskyy told reporters on Friday. '
        '"We will wait for him," he said. On May 11, Putin had proposed talks in Istanbul.',
    )
    days = [(row.said_at.iso() if row.said_at else None) for row in record.statements if row.verbatim]
    assert days[0] == "2025-05-30"
    assert "2025-05-11" not in days


def test_nothing_was_said_after_the_article_came_out(reader: Reader) -> None:
    record = read(reader, "For the talks on June 2, Ukraine has not said whether it will attend.", on=date(2025, 5, 29))
    assert all(row.said_at is None for row in record.attendance)
