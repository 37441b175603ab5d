"""Plain text: masthead, title, byline and stamps above, furniture below, the body between."""

from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.read import read_text

REPORT = (Path(__file__).parent / "pages" / "report.txt").read_text(encoding="utf-8")
BODY = "Envoys of both sides met in Muscat on Tuesday and agreed that they would meet again within two weeks."


def test_a_report_is_taken_apart():
    article = read_text(REPORT)
    assert article.publisher == "Example News"
    assert article.title == "Inter-Korean summit ends with pledge on nuclear arms"
    assert article.byline == "Fay Sample"
    assert (article.date.best, article.date.basis) == (date(2018, 4, 27), "text")
    assert article.language == "en"
    assert article.text.startswith("The leaders of North and South Korea")
    assert article.text.endswith("take the armistice's place.")


def test_the_body_is_an_unchanged_slice_of_the_text():
    assert read_text(REPORT).text in REPORT


def test_furniture_inside_is_marked_and_not_cut():
    article = read_text(REPORT)
    assert [article.text[span.start : span.end] for span in article.furniture] == ["Advertisement"]


def test_a_given_date_outranks_the_printed_one():
    assert read_text(REPORT, given_date=date(2018, 4, 28)).date.basis == "given"


@pytest.mark.parametrize(
    ("head", "title", "publisher"),
    [
        ("Oman hosts envoys\n\n", "Oman hosts envoys", None),
        ("Oman hosts envoys\n", "Oman hosts envoys", None),
        ("Example Times\nOman hosts envoys\n\n", "Oman hosts envoys", "Example Times"),
        ("www.example-wire.com\n\nOman hosts envoys\n\n", "Oman hosts envoys", "www.example-wire.com"),
        ("Will Oman's envoys meet again?\n\n", "Will Oman's envoys meet again?", None),
        ("Envoys turn to Western Press\n\n", "Envoys turn to Western Press", None),
        ("Skip to main content\n\nOman hosts envoys\n\n5 min read\n\n", "Oman hosts envoys", None),
        ("Example Times\n\nOman hosts envoys .\n\n", "Oman hosts envoys .", "Example Times"),
        ("Oman hosts envoys.\n\nBy Ann Example\n\n", "Oman hosts envoys.", None),
        ("", "", None),
    ],
)
def test_headings(head, title, publisher):
    article = read_text(head + BODY + "\n\nThat was all.")
    assert (article.title, article.publisher) == (title, publisher)
    assert article.text == BODY + "\n\nThat was all."


def test_a_second_heading_stays_in_the_body():
    article = read_text("Oman hosts envoys\n\nSecond round within two weeks\n\n" + BODY)
    assert article.text.startswith("Second round within two weeks")


def test_a_hard_wrapped_body_has_no_title():
    wrapped = "Envoys of both sides met in the city of Muscat on Tuesday\nand agreed on the place and the day of the next meeting,\nwhich is to be held in Rome."
    article = read_text(wrapped)
    assert (article.title, article.text) == ("", wrapped)


def test_a_dateline_begins_the_body():
    article = read_text("Oman hosts envoys\n\nMUSCAT, April 12, 2025 (Agency) - " + BODY)
    assert article.text.startswith("MUSCAT, April 12, 2025")
    assert (article.date.best, article.date.basis) == (date(2025, 4, 12), "dateline")


def test_a_one_line_text_is_a_body():
    assert read_text("Envoys met in Muscat").text == "Envoys met in Muscat"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (" \n", "empty"),
        ("Advertisement\n\nSource\n", "no article text"),
        ("x" * 1_000_001, "at most 1,000,000"),
        (
            "Die Delegationen beider Seiten trafen sich am Dienstag in Genf und einigten sich darauf, die Gespräche in zwei Wochen fortzusetzen, wie der Sprecher sagte.",
            "in German",
        ),
        (
            "Делегации двух стран встретились во вторник в Женеве и договорились продолжить переговоры через две недели, сообщил представитель министерства иностранных дел после встречи.",
            "in Russian",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(text, problem):
    with pytest.raises(SourceError, match=problem) as caught:
        read_text(text, source="a.txt")
    assert str(caught.value).startswith("a.txt: ")
    assert "\n" not in str(caught.value)
