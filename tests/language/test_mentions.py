"""Who is named and whom a pronoun means, over whole sentences."""

from datetime import date

import pytest
from tests.conftest import article_of

from dragoman.api import Reader
from dragoman.language.pipeline import analyse_all
from dragoman.model import Article


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Kamala Harris met the emir. Ms Harris called for a truce.", "Harris", "Kamala Harris"),
        ("Dr. Rice flew to Ramallah. Condoleezza Rice left on Monday.", "Rice", "Condoleezza Rice"),
        (
            "Kamala Harris spoke first. After his meeting with Donald Trump, Benjamin Netanyahu left.",
            "his",
            "Benjamin Netanyahu",
        ),
        ("Ann Lee/AFP/Getty Images Zelensky met the press in Kyiv.", "Zelensky", "Volodymyr Zelensky"),
        ("Vladimir Putin waited. Before he flew home, Xi Jinping thanked the hosts.", "he", "Xi Jinping"),
        ("Vladimir Putin waited. Xi Jinping thanked the hosts before he flew home.", "he", "Xi Jinping"),
    ],
)
def test_a_name_or_pronoun_means(reader: Reader, text: str, word: str, name: str) -> None:
    [analysis] = analyse_all([Article(id="a", title="", text=text)], reader.resources)
    named = {actor.name for mention in analysis.mentions if mention.text == word for actor in mention.actors}
    assert named == {name}


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("The U.S. president said they would stay. Donald Trump left on Monday.", "president", "Donald Trump"),
        ("Iran's foreign minister was hopeful. Javad Zarif spoke in Vienna.", "minister", "Javad Zarif"),
        ("The top US diplomat was blunt. Mike Pompeo met his hosts in Beijing.", "diplomat", "Mike Pompeo"),
    ],
)
def test_an_office_means_its_holder_whom_the_article_names(reader: Reader, text: str, word: str, name: str) -> None:
    [analysis] = analyse_all([article_of(text, on=date(2019, 1, 6))], reader.resources)
    assert {actor.name for m in analysis.mentions if m.text == word for actor in m.actors} == {name}


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump left on Monday. A US president must decide.",
        "Donald Trump left on Monday. The former US president agreed.",
        "Javad Zarif spoke in Vienna. Iran's defence minister was hopeful.",
    ],
)
def test_an_office_held_by_somebody_else_or_nobody_means_no_one_named(reader: Reader, text: str) -> None:
    [analysis] = analyse_all([article_of(text, on=date(2019, 1, 6))], reader.resources)
    assert not [m for m in analysis.mentions if m.kind == "description"]


def test_the_sides_are_the_two_that_the_article_is_about(reader: Reader) -> None:
    text = "Russia met Ukraine in Istanbul. Umerov said the sides had agreed to return the dead."
    [analysis] = analyse_all([article_of(text)], reader.resources)
    assert {a.name for m in analysis.mentions if m.text == "sides" for a in m.actors} == {"RUS", "UKR"}


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        (
            "U.N. envoy to Syria Staffan de Mistura left.",
            "Staffan de Mistura",
            "U.N. envoy to Syria",
        ),
        ("Secretary of State Rex Tillerson left.", "Rex Tillerson", "Secretary of State"),
        (
            "Washington recalled its envoy for Afghanistan, Zalmay Khalilzad, on Monday.",
            "Zalmay Khalilzad",
            "its envoy",
        ),
        (
            "Russia’s negotiator Kirill Dmitriev told state media on Thursday that talks went on.",
            "Kirill Dmitriev",
            "Russia’s negotiator",
        ),
        (
            "They met European Commission President Ursula von der Leyen and Antonio Costa in London.",
            "Ursula von der Leyen",
            "European Commission President",
        ),
    ],
)
def test_an_office_is_read_with_its_object(rules_reader: Reader, text: str, name: str, office: str) -> None:
    [analysis] = analyse_all([article_of(text)], rules_reader.resources)
    offices = {actor.name: actor.office for mention in analysis.mentions for actor in mention.actors}
    assert offices[name] == office


def test_a_dateline_is_no_part_of_the_name_after_it(reader: Reader) -> None:
    [analysis] = analyse_all([article_of("BERLIN France's foreign minister called for speed.")], reader.resources)
    assert "FRA" in {a.name for m in analysis.mentions for a in m.actors}


def test_two_people_joined_by_a_hyphen_are_two(reader: Reader) -> None:
    text = "Donald Trump wrote to Kim Jong Kim. Aides planned a Trump-Kim summit."
    [analysis] = analyse_all([article_of(text)], reader.resources)
    after = [m for m in analysis.mentions if m.start >= text.index("Aides")]
    assert [m.text for m in after if m.actors] == ["Trump", "Kim"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ash Carter met allies and non-NATO partners.", ["Ash Carter", "non-NATO partners"]),
        ("A pro-Israel lobby met Joe Biden.", ["Joe Biden"]),
        ("The anti-Houthi coalition waits.", []),
        ("The Anti-Defamation League criticised the Taliban.", ["Anti-Defamation League", "Taliban"]),
    ],
)
def test_whom_others_are_for_or_against_is_not_named(reader: Reader, text: str, names: list[str]) -> None:
    [analysis] = analyse_all([article_of(text)], reader.resources)
    assert [a.name for m in analysis.mentions for a in m.actors] == names
