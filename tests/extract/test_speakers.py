"""Who speaks, named as coders name a source."""

import pytest

from dragoman.api import Reader
from tests.conftest import article_of


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Two US officials familiar with the talks said a deal was near.", "US officials"),
        ("A source close to the talks said a deal was near.", "source close to the talks"),
        ("The UN-backed health ministry said the hospital was empty.", "UN-backed health ministry"),
        ("Skeptics said the offer came too late.", "Skeptics"),
        ("A statement from the Pentagon said the ships would sail on Monday.", "Pentagon"),
        ("A Pentagon statement said the ships would sail on Monday.", "Pentagon"),
        ("One of the regional sources said that Cairo had sent new terms.", "regional sources"),
        ("The Ukrainian government said the truce had been broken again.", "UKR"),
        ("Two U.S. officials said a deal was near.", "US officials"),
        ("The UK Foreign Office said the charge was false.", "UK Foreign Office"),
        ("Iran's embassy in Beirut said the raid would be answered.", "Iran's embassy in Beirut"),
        ("The Chadian military said two posts had been shelled.", "Chadian military"),
        ("Top Chadian officials said the truce would hold.", "Chadian officials"),
        ("The European Commission, the EU's executive, said the tariffs would stay.", "European Commission"),
        ("Clinton aides said the call had lasted an hour.", "Clinton aides"),
        ("The mayor of Avdiivka, Vitaliy Barabash, said the road was shut.", "Vitaliy Barabash"),
        ("One of the main exile groups, the World Uyghur Congress, said the law was overdue.", "World Uyghur Congress"),
        ("Moody's said the war had raised the risks.", "Moody's"),
        ("A spokesman for the Scottish government said the visit was off.", "Scottish government spokesman"),
        ("The head of the border guard said the crossing was shut.", "head of the border guard"),
        ("South Korean and US officials said the launch had failed.", "South Korean and US officials"),
        ("The office of Emmanuel Macron said the call had lasted an hour.", "Emmanuel Macron's office"),
        ("A statement issued by Emmanuel Macron said the call had lasted an hour.", "Emmanuel Macron"),
        ("Emmanuel Macron and Keir Starmer said the truce must hold.", "Emmanuel Macron, Keir Starmer"),
        ("“The road is shut,” Tomaso Berglundi, a lorry driver, told reporters.", "Tomaso Berglundi"),
        ("“We will not sign,” said Sergei Lavrov, who warned that time was short.", "Sergei Lavrov"),
    ],
)
def test_a_source_is_named(rules_reader: Reader, text: str, speaker: str) -> None:
    said = rules_reader.read(article_of(text)).statements
    assert {s.speaker.name for s in said} == {speaker}


def test_the_official_is_the_one_who_was_named_before(rules_reader: Reader) -> None:
    text = "A senior Hamas official said the terms had changed. The talks went on. The official said a reply was due."
    said = rules_reader.read(article_of(text)).statements
    assert {s.speaker.name for s in said} == {"senior Hamas official"}


def test_the_foreign_ministry_is_the_one_that_came_in_by_its_owner(rules_reader: Reader) -> None:
    text = (
        "Chad's foreign ministry said the border was shut. The army moved north. "
        "The foreign ministry said talks were off."
    )
    said = rules_reader.read(article_of(text)).statements
    assert [s.speaker.name for s in said] == ["Chad's foreign ministry"] * 2


def test_a_ministry_without_an_owner_takes_no_other_s(rules_reader: Reader) -> None:
    text = "Chad's foreign ministry said the border was shut. The interior ministry said two men were held."
    said = rules_reader.read(article_of(text)).statements
    assert {s.speaker.name for s in said} == {"Chad's foreign ministry", "interior ministry"}


def test_the_diplomat_is_the_one_who_came_in_without_a_name(rules_reader: Reader) -> None:
    text = (
        "Foreign Minister Abbas Araghchi flew to Geneva. A diplomat briefed on the talks said a deal was far off. "
        "Araghchi met the mediators. The diplomat said more rounds were likely."
    )
    assert {s.speaker.name for s in rules_reader.read(article_of(text)).statements} == {"diplomat"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The foreign ministry of Chad said the border was shut. “Nobody will pass,” it added.", "foreign ministry of Chad"),
        ("In a statement, Emmanuel Macron said the truce must hold. The statement said more aid was due.", "Emmanuel Macron"),
        ("“The road is shut,” Tomaso Berglundi told reporters. “Nobody can pass,” he added.", "Tomaso Berglundi"),
    ],
)  # fmt: skip
def test_who_spoke_last_goes_on(rules_reader: Reader, text: str, speaker: str) -> None:
    said = rules_reader.read(article_of(text)).statements
    assert [s.speaker.name for s in said] == [speaker] * len(said)
    assert len({s.evidence[0].start for s in said}) == 2


def test_a_pronoun_stays_with_whom_it_refers_to(rules_reader: Reader) -> None:
    text = "Emmanuel Macron said the truce must hold. Keir Starmer praised him. He said London would help."
    assert {s.speaker.name for s in rules_reader.read(article_of(text)).statements} == {
        "Emmanuel Macron",
        "Keir Starmer",
    }
