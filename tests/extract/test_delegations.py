"""Whom a text presents as a side's team, by the many ways of saying so."""

import pytest

from dragoman.api import Reader
from tests.conftest import article_of


def sent(reader: Reader, text: str) -> set[tuple[str, str, str]]:
    return {(d.party, d.who.name, d.role) for d in reader.read(article_of(text)).delegations}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leading the Iranian delegation will be Abbas Araghchi.", ("IRN", "Abbas Araghchi", "head")),
        ("U.N. envoy to Syria Staffan de Mistura opened the talks in Geneva.", ("UN", "Staffan de Mistura", "head")),
        (
            "US Special Envoy for Afghanistan Zalmay Khalilzad flew to Doha for the talks.",
            ("USA", "Zalmay Khalilzad", "head"),
        ),
        (
            "The United States recalled its special envoy for Afghanistan, Zalmay Khalilzad, on Monday.",
            ("USA", "Zalmay Khalilzad", "head"),
        ),
        (
            "The U.S. envoy negotiating with the Taliban, Zalmay Khalilzad, left Doha on Monday.",
            ("USA", "Zalmay Khalilzad", "head"),
        ),
        ("The Kremlin named Vladimir Medinsky as its chief negotiator.", ("RUS", "Vladimir Medinsky", "head")),
        ("Geir Pedersen will be the new U.N. envoy for Syria.", ("UN", "Geir Pedersen", "head")),
        ("Wendy Sherman was a key U.S. negotiator in the talks in Vienna.", ("USA", "Wendy Sherman", "member")),
        ("Nabih Berri was a key figure in the negotiations in Beirut.", ("LBN", "Nabih Berri", "head")),
        (
            "The senior negotiators, including CIA Director William Burns, will meet in Cairo.",
            ("USA", "William Burns", "member"),
        ),
        ("William Burns and other negotiators will return to Cairo.", ("USA", "William Burns", "member")),
        ("The US is sending the head of the CIA, Bill Burns, to Cairo.", ("USA", "Bill Burns", "head")),
        ("Russia's chief negotiator is Vladimir Medinsky.", ("RUS", "Vladimir Medinsky", "head")),
        (
            "They met officials including Zalmay Khalilzad and Taliban chief negotiator Abdul Ghani Baradar in Doha.",
            ("Taliban", "Abdul Ghani Baradar", "head"),
        ),
        ("Kim Yong Nam, a member of the North Korean delegation, wept.", ("PRK", "Kim Yong Nam", "member")),
        ("Antony Blinken dispatched his deputy, Wendy Sherman, to Geneva.", ("USA", "Wendy Sherman", "head")),
        (
            "Federica Mogherini represented the European Union in the talks with Iran.",
            ("EU", "Federica Mogherini", "head"),
        ),
    ],
)
def test_a_team_is_told_in_many_ways(rules_reader: Reader, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in sent(rules_reader, text)


def test_the_counterpart_of_an_envoy_is_one_too(rules_reader: Reader) -> None:
    text = "South Korean envoy Lee Do-hoon and his U.S. counterpart, Joseph Yun, met on the island of Jeju."
    assert sent(rules_reader, text) == {("KOR", "Lee Do-hoon", "head"), ("USA", "Joseph Yun", "head")}


def test_of_several_who_are_sent_the_first_is_head(rules_reader: Reader) -> None:
    text = "The Palestinians will be represented by Saeb Erekat and Mohammad Shtayyeh in Washington."
    assert sent(rules_reader, text) == {("PSE", "Saeb Erekat", "head"), ("PSE", "Mohammad Shtayyeh", "member")}


@pytest.mark.parametrize(
    "text",
    [
        "Israel's envoy to the United Nations, Danny Danon, thanked the mediators.",
        "The EU's High Representative Federica Mogherini regretted the sanctions.",
        "Barack Obama appointed Janet Yellen as the chair of the Federal Reserve.",
        "Congress sent President Vladimir Putin a clear message.",
        "Russia should send back fugitive Edward Snowden.",
        "Julian Assange is represented by lawyer Jennifer Robinson.",
        "Donald Trump is the worst negotiator ever.",
        "Washington sent Patriot missiles to Saudi Arabia.",
        "Former U.N. envoy Kofi Annan died in Bern.",
        'Oleg Belavantsev, Russia\'s "presidential envoy" to Crimea, was sanctioned.',
    ],
)
def test_who_is_sent_to_no_talks_is_in_no_delegation(rules_reader: Reader, text: str) -> None:
    assert sent(rules_reader, text) == set()


def test_whose_aide_one_is_does_not_come_with_him(rules_reader: Reader) -> None:
    text = "The US delegation was led by Kurt Campbell, President Joe Biden's deputy secretary of state."
    assert sent(rules_reader, text) == {("USA", "Kurt Campbell", "head")}


def test_an_envoy_at_a_festival_is_in_no_delegation(reader: Reader) -> None:
    text = (
        "The film festival in Cannes opened on Friday with a comedy. "
        "U.N. special envoy Angelina Jolie walked the red carpet. Critics praised the music."
    )
    assert sent(reader, text) == set()


def test_the_counterpart_in_a_list_of_negotiators_is_one_too(rules_reader: Reader) -> None:
    text = "The photo shows leading negotiators, including John Kerry and his Iranian counterpart Mohammad Javad Zarif."
    assert {name for _, name, _ in sent(rules_reader, text)} == {"John Kerry", "Mohammad Javad Zarif"}
