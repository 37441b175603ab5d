"""Where an occasion stands when its day is already past."""

from datetime import date

import pytest

from dragoman.api import Reader
from dragoman.model import Article, DocumentDate


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kim Jong Un revealed plans to shut the site during his summit with Moon Jae-in last month.", "held"),
        ("Kim Jong Un revealed plans for a summit with Moon Jae-in next month.", "scheduled"),
    ],
)
def test_a_plan_whose_day_is_past_was_kept(reader: Reader, text: str, status: str) -> None:
    article = Article(id="a", title="", text=text, date=DocumentDate(best=date(2018, 5, 12), basis="given"))
    assert [meeting.status for meeting in reader.read(article).meetings] == [status]


def test_the_day_of_the_call_is_not_the_day_of_the_talks(reader: Reader) -> None:
    text = "Vladimir Putin called on Sunday for immediate talks with Kyiv."
    article = Article(id="a", title="", text=text, date=DocumentDate(best=date(2014, 9, 1), basis="given"))
    assert [meeting.time for meeting in reader.read(article).meetings] == [None]
