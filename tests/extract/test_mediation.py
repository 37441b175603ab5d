"""Who mediated, where and when, on own sentences about public events."""

from datetime import date

import pytest

from dragoman.api import Reader
from dragoman.evaluate.readers import canonical_party
from dragoman.extract.geography import load_geography
from dragoman.extract.lexicon import load_lexicon
from dragoman.extract.mediation import MediationEvent, MediationReader
from dragoman.extract.mediation_surnames import bearer_of
from dragoman.extract.mediation_words import load_mediation_words
from dragoman.language.pipeline import analyse
from tests.conftest import article_of

SENIOR = load_mediation_words().classes["senior"]


@pytest.fixture(scope="module")
def mediation(rules_reader: Reader) -> MediationReader:
    return MediationReader(rules_reader.resources, load_lexicon(), load_mediation_words(), load_geography())


def read(mediation: MediationReader, text: str, on: date | None = date(2023, 5, 11)) -> MediationEvent:
    return mediation.read(analyse(article_of(text, on=on), mediation.resources))


def test_hosts_mediate_and_the_warring_side_does_not(mediation: MediationReader) -> None:
    event = read(
        mediation, "Saudi Arabia and the United States hosted talks between Sudan's army and the RSF in Jeddah."
    )
    assert event.conflict == "Sudan"
    assert set(event.third_parties) == {"SAU", "USA"}
    assert event.place == "Jeddah"


def test_the_meeting_is_not_where_the_war_is(mediation: MediationReader) -> None:
    event = read(mediation, "Antony Blinken met Egypt's foreign minister in Cairo to discuss the war in Gaza.")
    assert event.place == "Cairo"
    assert event.mediators == ("Antony Blinken",)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Turkish officials received a Hamas delegation in the Qatari capital on Monday.", "Doha"),
        ("The Astana talks on Syria brought together Russia, Iran and Turkey.", "Astana"),
        ("Norway's envoy travelled to Port Sudan city and met General Burhan there.", "Port Sudan"),
        ("The Human Rights Council adopted a resolution on Sudan at its spring session.", "Geneva"),
        ("Pope Francis received the Palestinian president Mahmoud Abbas at the Vatican.", "Holy See"),
        ("Leaders of Egypt and Jordan joined the Cairo Peace Summit on Gaza.", "Cairo"),
        ("Chad's president met Sudan's envoys in N\N{RIGHT SINGLE QUOTATION MARK}Djamena.", "N'Djamena"),
        ("The Security Council held closed consultations on the situation in Sudan.", "New York"),
        ("Blinken spoke by phone with Faisal bin Farhan about the fighting in Khartoum.", None),
        ("Egypt called for an end to the war in Gaza.", None),
        ("Antony Blinken travelled to the UAE for talks on the war in Gaza.", "United Arab Emirates"),
        ("Norway's envoy visited Syria and met the new foreign minister.", "Damascus"),
        (
            "Egypt's president Abdel Fattah el-Sisi received Denmark's foreign minister to discuss the war in Gaza.",
            "Cairo",
        ),
    ],
)
def test_place(mediation: MediationReader, text: str, place: str | None) -> None:
    assert read(mediation, text).place == place


def grammar(mediation: MediationReader, text: str, place: str) -> float:
    """The points of the words above a place."""
    venues = mediation.venues(analyse(article_of(text, on=date(2023, 5, 11)), mediation.resources))
    return next(one.features.get("city grammar", 0.0) for one in venues if one.name == place)


@pytest.mark.parametrize(
    ("likelier", "other"),
    [
        ("Hamas delegates met Egyptian mediators in Cairo.", "Hamas attacked Egyptian ideas voiced in Cairo."),
        ("He took part in the Astana talks on Syria.", "He took part in the Astana process on Syria."),
        ("The minister said from Beirut that a truce is near.", "A truce came from Beirut."),
        ("Diplomats meet in Khartoum.", "Diplomats of the embassy in Khartoum wait."),
        ("They go to Washington.", "There was a call, according to Washington."),
    ],
)
def test_words_that_lead_to_a_place(mediation: MediationReader, likelier: str, other: str) -> None:
    place = next(name for name in ("Cairo", "Astana", "Beirut", "Khartoum", "Washington") if name in likelier)
    assert grammar(mediation, likelier, place) > grammar(mediation, other, place)


def test_every_feature_has_a_weight(mediation: MediationReader) -> None:
    text = (
        "Egypt will host talks on Sudan in Cairo on Monday, the Egyptian presidency said. Kenya's president William "
        "Ruto visited Turkey and phoned Salva Kiir of South Sudan. The Security Council met."
    )
    venues = mediation.venues(analyse(article_of(text, on=date(2023, 5, 11)), mediation.resources))
    assert {"Cairo", "Ankara", "Turkey", "New York", "Nairobi"} <= {one.name for one in venues}
    assert {name for one in venues for name in one.features} <= set(mediation.where.weights)


def test_what_speaks_for_a_meeting_at_home(mediation: MediationReader) -> None:
    text = "Egypt will host talks on Sudan, the Egyptian presidency said. Denmark's foreign minister is to attend."
    venues = mediation.venues(analyse(article_of(text, on=date(2023, 5, 11)), mediation.resources))
    cairo = next(one.features for one in venues if one.name == "Cairo")
    assert {"home of a host", "home of who tells"} <= set(cairo)
    assert "home of a ruler" not in cairo


def features(mediation: MediationReader, text: str) -> dict[str, set[str]]:
    """What is noted of each place."""
    venues = mediation.venues(analyse(article_of(text, on=date(2023, 5, 11)), mediation.resources))
    return {one.name: set(one.features) for one in venues}


def test_a_dateline_names_a_city_though_in_capitals(mediation: MediationReader) -> None:
    noted = features(mediation, "February 23, 2024 (ADDIS ABABA) – The AU panel met Sudanese parties. Juba waits.")
    assert "city of a dateline" in noted["Addis Ababa"]
    assert "city of a dateline" not in noted["Juba"]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("The African Union met Sudan's army.", "Union"),
        ("Lloyd Austin spoke to Sudan's army.", "Austin"),
        ("The Arab League visited Sudan.", "League"),
        ("The war in Gaza overshadowed the Antony Blinken visit.", "Antony"),
    ],
)
def test_words_that_cities_bear_too_are_no_cities(mediation: MediationReader, text: str, city: str) -> None:
    assert city not in features(mediation, text)


def test_one_capital_however_it_is_spelt(mediation: MediationReader) -> None:
    noted = features(mediation, "NDJAMENA — He flew to Ndjamena. Chad's president met Sudan's envoys in N'Djamena.")
    assert {name for name in noted if "jam" in name.lower()} == {"N'Djamena"}


def test_who_travels_or_is_received_meets_away_from_home(mediation: MediationReader) -> None:
    text = "Wang Yi travelled to Cairo for talks on Gaza. Egypt's president Abdel Fattah el-Sisi received Hakan Fidan."
    noted = features(mediation, text)
    assert {name for name, signs in noted.items() if any(one.endswith("of a guest") for one in signs)} == {
        "Beijing",
        "Ankara",
    }
    assert any(one.endswith("of who receives") for one in noted["Cairo"])


def test_a_place_led_to_twice_has_more_for_it(mediation: MediationReader) -> None:
    text = "Blinken flew to Doha. He met the emir in Doha and spoke of Cairo."
    venues = mediation.venues(analyse(article_of(text, on=date(2023, 5, 11)), mediation.resources))
    doha, cairo = (next(one.features for one in venues if one.name == name) for name in ("Doha", "Cairo"))
    assert doha["city led to"] == 2
    assert "city led to at once" in doha
    assert "city led to" not in cairo


def test_mediators_seldom_meet_in_a_capital_at_war(mediation: MediationReader) -> None:
    amid = "home of the one at war amid fighting"
    assert amid in features(mediation, "Norway's envoy met Sudanese parties on a ceasefire.")["Khartoum"]
    assert amid not in features(mediation, "Norway's envoy met Sudanese parties on a new constitution.")["Khartoum"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Egypt's president met General Burhan in Cairo on Tuesday.", date(2023, 5, 9)),
        ("Sudan's sides have fought since 15 April. Qatar's emir met Burhan in Doha on 8 May.", date(2023, 5, 8)),
        ("Egypt's president met General Burhan in Cairo.", date(2023, 5, 11)),
    ],
)
def test_day_is_the_meetings_else_that_of_publication(mediation: MediationReader, text: str, day: date) -> None:
    assert read(mediation, text).day == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Egypt's president met General Burhan in Cairo on Friday.", date(2023, 5, 12)),
        ("Egypt's president met General Burhan in Cairo on Saturday.", date(2023, 5, 13)),
        ("Egypt's president met General Burhan in Cairo on Sunday.", date(2023, 5, 7)),
        ("Egypt's president met General Burhan in Cairo last Friday.", date(2023, 5, 5)),
        ("General Burhan will meet Egypt's president in Cairo on Wednesday.", date(2023, 5, 10)),
        ("General Burhan will meet Egypt's president in Cairo next Wednesday.", date(2023, 5, 17)),
    ],
)
def test_a_bare_weekday_is_none_of_the_week_before(mediation: MediationReader, text: str, day: date) -> None:
    assert read(mediation, text).day == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Fighting in Sudan now goes on. Egypt's president met General Burhan on Tuesday.", date(2023, 5, 9)),
        ("This week Sudan burns. Egypt's president met General Burhan in Cairo on Tuesday.", date(2023, 5, 9)),
        (
            "Egypt said on Wednesday that talks had gone well. Its president met General Burhan on Tuesday. "
            "Both also spoke of trade at the meeting on Tuesday.",
            date(2023, 5, 9),
        ),
    ],
)
def test_the_day_of_which_most_is_said(mediation: MediationReader, text: str, day: date) -> None:
    assert read(mediation, text).day == day


def test_no_day_is_made_up_without_a_publication_day(mediation: MediationReader) -> None:
    assert read(mediation, "Egypt's president met General Burhan in Cairo.", on=None).day is None


def test_an_envoy_acts_and_who_sent_him_does_not(mediation: MediationReader) -> None:
    event = read(mediation, "Vladimir Putin's envoy Alexander Lavrentiev met Bashar al-Assad in Damascus on Tuesday.")
    assert "Alexander Lavrentiev" in event.mediators
    assert "Vladimir Putin" not in event.mediators


def test_a_spokesman_takes_no_part(mediation: MediationReader) -> None:
    text = "Qatar's emir met Hamas leaders in Doha, the foreign ministry's spokesman Majed al-Ansari of Qatar said."
    assert not any("Ansari" in name for name in read(mediation, text, on=date(2023, 11, 20)).mediators)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The UN Special Envoy for Syria, Geir Pedersen, met the Syrian foreign minister in Damascus.", "UNSG"),
        ("UNITAMS convened a meeting of Sudanese parties in Khartoum.", "UNITAMS"),
        ("The African Union Peace and Security Council sent a mission to meet Sudan's army.", "AU"),
        ("IGAD leaders met General Burhan of Sudan in Djibouti.", "IGAD"),
    ],
)
def test_bodies_by_their_short_names(mediation: MediationReader, text: str, body: str) -> None:
    assert body in read(mediation, text).third_parties


def test_bodies_that_are_a_scene_take_no_part(mediation: MediationReader) -> None:
    text = "Norway's foreign minister met General Burhan of Sudan on the sidelines of the UN General Assembly."
    assert read(mediation, text).third_parties == ("NOR",)


def test_evidence_quotes_the_text(mediation: MediationReader) -> None:
    text = "Fighting went on in Sudan. Egypt's president Abdel Fattah el-Sisi received General Burhan in Cairo."
    event = read(mediation, text)
    assert event.evidence
    assert all(text[one.start : one.end] == one.text for one in event.evidence)


@pytest.mark.parametrize("text", ["", " \n", "🕊️" * 40, "\ud800 met", "(" * 3000, "Sudan " * 2000])
def test_odd_text_says_nothing_wrong(mediation: MediationReader, text: str) -> None:
    event = read(mediation, text, on=None)
    assert event.mediators == ()
    assert event.day is None


def test_a_family_name_alone_goes_to_who_held_office_then(rules_reader: Reader) -> None:
    knowledge = rules_reader.resources.knowledge
    then = bearer_of("Pedersen", knowledge=knowledge, on=date(2023, 6, 1), text="Syria", named={"SYR"}, offices=SENIOR)
    assert then is not None
    assert then.name == "Geir Pedersen"
    assert bearer_of("Ali", knowledge=knowledge, on=None, text="", named=(), offices=SENIOR) is None


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("TUR", "TUR"),
        ("League of Arab States", "Arab League"),
        ("UN Secretary General", "UNSG"),
        ("Friends of the Friends", "Friends of the Friends"),
    ],
)
def test_one_name_for_a_party(mediation: MediationReader, name: str, counted: str) -> None:
    assert canonical_party(mediation)(name) == counted
