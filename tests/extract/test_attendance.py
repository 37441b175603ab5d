"""Who comes: the person named beside his office, the side only where none of its persons is told of."""

import pytest

from dragoman.api import Reader
from dragoman.extract.attendance import told_attendance
from dragoman.extract.attendance_candidates import candidates
from dragoman.extract.context import Context
from dragoman.extract.decisions import Features
from dragoman.extract.learned import read_by_heads
from dragoman.extract.meetings import cluster
from dragoman.extract.record import occasions_in
from dragoman.language.pipeline import analyse
from tests.conftest import article_of


def came(reader: Reader, text: str) -> set[tuple[str, str]]:
    return {(row.who.name, row.status) for row in reader.read(article_of(text)).attendance}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Italian foreign minister, Luigi Di Maio, joined the talks in Cairo.", {"Luigi Di Maio"}),
        ("The Italian foreign minister joined the talks in Cairo.", {"ITA"}),
        ("The head of the IAEA, Yukiya Amano, attended the talks in Vienna.", {"Yukiya Amano"}),
    ],
)
def test_who_is_named_beside_his_office_comes_himself(rules_reader: Reader, text: str, names: set[str]) -> None:
    assert {name for name, _ in came(rules_reader, text)} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Leaders from several European states, including France, Germany and Britain, joined the summit in Lucerne.",
            {"FRA", "DEU", "GBR"},
        ),
        (
            "Talks in Minsk between representatives of Ukraine, Russia, the pro-Russian rebels and the OSCE were held.",
            {"UKR", "RUS", "pro-Russian separatists", "OSCE"},
        ),
        ("Officials from Greece, a member of the bloc, attended the summit in Rome.", {"GRC"}),
    ],
)
def test_every_side_of_a_list_comes(rules_reader: Reader, text: str, names: set[str]) -> None:
    assert {name for name, _ in came(rules_reader, text)} == names


def test_a_side_whose_person_meets_does_not_come_beside_him(reader: Reader) -> None:
    text = "Talks between Russia and Turkey went on as Vladimir Putin met Recep Tayyip Erdogan in Sochi."
    assert came(reader, text) == {("Vladimir Putin", "attended"), ("Recep Tayyip Erdogan", "attended")}


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump and Vladimir Putin met in Helsinki last week. U.S. envoy Kurt Volker praised the hosts on Monday.",
        "Britain's involvement in the war angered the hosts of the talks in Minsk.",
    ],
)
def test_what_one_is_called_or_his_war_is_no_coming(rules_reader: Reader, text: str) -> None:
    assert not {name for name, _ in came(rules_reader, text)} & {"Kurt Volker", "GBR"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vladimir Putin may not attend the summit in Istanbul.", {("Vladimir Putin", "undetermined")}),
        ("Emmanuel Macron's participation can be cancelled, an aide said.", {("Emmanuel Macron", "undetermined")}),
        ("Vladimir Putin might skip the summit in Istanbul.", set()),
        ("The refusal of Vladimir Putin to attend the summit was expected.", {("Vladimir Putin", "declined")}),
        ("The summit in Lucerne, which China did not attend, ended on Sunday.", {("CHN", "absent")}),
    ],
)
def test_how_surely_one_stays_away(rules_reader: Reader, text: str, expected: set[tuple[str, str]]) -> None:
    assert came(rules_reader, text) == expected


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        ("A mutiny forced Salva Kiir to miss the summit in Kampala.", None),
        ("A mutiny forced Salva Kiir to miss the talks in Cairo.", "m1"),
        ("Salva Kiir will skip the summit of Kenya and Uganda in Kampala.", "m2"),
    ],
)
def test_one_stays_away_from_the_meeting_that_is_named(rules_reader: Reader, text: str, meeting: str | None) -> None:
    record = rules_reader.read(article_of(f"Sudan and Ethiopia held talks in Cairo on Monday. {text}"))
    assert [row.meeting for row in record.attendance if row.who.name == "Salva Kiir"] == [meeting]


def test_the_summit_is_the_meeting_that_is_called_a_summit(rules_reader: Reader) -> None:
    record = rules_reader.read(
        article_of(
            "Kenya and Uganda opened a summit in Kampala on Monday. Sudan and South Sudan held talks in Juba on Tuesday. "
            "A mutiny forced Salva Kiir to miss the summit."
        )
    )
    [kiir] = [row for row in record.attendance if row.who.name == "Salva Kiir"]
    assert kiir.meeting == next(m.key for m in record.meetings if m.place == "Kampala")


def test_whose_country_is_visited_is_told_apart_from_who_comes(rules_reader: Reader) -> None:
    record = rules_reader.read(article_of("Xi Jinping made a state visit to Russia."))
    rules = {row.who.name: row.reason.rule for row in record.attendance}
    assert rules == {"Xi Jinping": "attendance.participant-of-visit", "RUS": "attendance.host-of-visit"}


def test_who_should_come_has_not_left_it_open(rules_reader: Reader) -> None:
    assert ("RUS", "undetermined") not in came(rules_reader, "Russia should attend the summit in Istanbul.")
    assert ("RUS", "undetermined") in came(rules_reader, "It is unclear whether Russia attends the summit in Istanbul.")


def _weighed(reader: Reader, text: str) -> dict[str, Features]:
    """The features of everybody who may have attended."""
    analysis = analyse(article_of(text), reader.resources)
    extraction = reader.extraction
    assert extraction.heads is not None
    reading = read_by_heads(analysis, extraction.heads, extraction.thresholds, extraction.decisions)
    context = Context(analysis, extraction.rules, extraction.lexicon, reader.resources.attribution, reading)
    clusters = cluster(occasions_in(context))
    found = candidates(context, reading, clusters, *told_attendance(context, clusters))
    return {one.comer.actor.name: one.features for one in found if one.status == "attended"}


def test_who_speaks_is_told_from_whom_the_talks_are_with(reader: Reader) -> None:
    weighed = _weighed(reader, "Dmitry Peskov said Vladimir Putin held talks in Moscow with Xi Jinping.")
    told = {name: (f["speaks"], f["subject"], f["with"]) for name, f in weighed.items()}
    assert told["Vladimir Putin"] == (0.0, 1.0, 0.0)
    assert told["Xi Jinping"] == (0.0, 0.0, 1.0)


def test_a_news_agency_attends_nothing(reader: Reader) -> None:
    weighed = _weighed(reader, "Vladimir Putin, Xinhua and Xi Jinping held talks in Beijing.")
    assert "Xi Jinping" in weighed
    assert "Xinhua" not in weighed


def test_whom_nobody_knows_is_a_stranger(reader: Reader) -> None:
    weighed = _weighed(reader, "Vladimir Putin held talks in Moscow with Jock Tamson.")
    assert {name: f["stranger"] for name, f in weighed.items()} == {"Vladimir Putin": 0.0, "Jock Tamson": 1.0}
