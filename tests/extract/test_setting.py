"""Where and when a meeting takes place, and what only stands beside it."""

from datetime import date

import pytest

from dragoman.api import Reader
from dragoman.model import Article, DocumentDate, MeetingReport


def _meeting(reader: Reader, text: str) -> MeetingReport:
    """The first meeting of a text of 14 June 2024."""
    article = Article(id="a", title="", text=text, date=DocumentDate(best=date(2024, 6, 14), basis="given"))
    return reader.read(article).meetings[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Israel and Hamas held indirect negotiations in Cairo to end the war in Gaza.", "Cairo"),
        ("Israel and Hamas held indirect negotiations to end the war in Gaza.", None),
        ("Israel and Hamas held talks on Gaza.", None),
        ("Emmanuel Macron will meet Joe Biden at the White House on Friday.", "Washington"),
        ("VIENNA (Wire) - Emmanuel Macron met Olaf Scholz on Thursday.", None),
        ("The Geneva talks between Iran and the United States ended on Thursday.", "Geneva"),
    ],
)
def test_the_place_is_where_they_meet_and_not_what_they_talk_about(
    reader: Reader, text: str, place: str | None
) -> None:
    assert _meeting(reader, text).place == place


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Emmanuel Macron met Olaf Scholz on Thursday to discuss the war that began in February 2022.", "2024-06-13"),
        ("Emmanuel Macron met Olaf Scholz to discuss the war that began in February 2022.", None),
        ("Emmanuel Macron and Olaf Scholz held talks that opened on Thursday.", "2024-06-13"),
        ("Talks between Iran and the United States begin on Monday.", "2024-06-17"),
        ("Emmanuel Macron is meeting Olaf Scholz in Berlin on Monday.", "2024-06-17"),
        ("Emmanuel Macron met Olaf Scholz in Berlin on Monday.", "2024-06-10"),
    ],
)
def test_the_day_is_that_of_the_meeting_and_not_of_its_subject(reader: Reader, text: str, day: str | None) -> None:
    time = _meeting(reader, text).time
    assert (time.iso() if time else None) == day
