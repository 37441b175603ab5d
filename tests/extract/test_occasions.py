"""Where an occasion stands when its day is already past."""

from datetime import date

import pytest

from dragoman.api import Reader
from dragoman.extract.lexicon import load_lexicon
from dragoman.extract.occasions import occasions
from dragoman.language.pipeline import Resources
from dragoman.model import Article, DocumentDate
from tests.conftest import layer_of


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


@pytest.mark.parametrize(
    "text",
    [
        "The leaders of South Sudan and Kenya made a joint call for calm.",
        "Tobias Billstrom told a news conference in Vilnius that Turkey and Hungary had waited.",
        "Joe Biden met American negotiators led by William Burns.",
    ],
)
def test_no_two_sides_meet(resources: Resources, text: str) -> None:
    layer = layer_of(text, resources)
    assert [o.token.text for o in occasions(layer, load_lexicon()) if o.participants] == []


def test_on_a_trip_for_talks_one_meets_whom_one_talks_to(resources: Resources) -> None:
    text = "Antony Blinken's trip to Vienna for talks with Iran was postponed."
    layer = layer_of(text, resources)
    (talks,) = occasions(layer, load_lexicon())
    assert {a.party for m in talks.participants for a in m.actors} == {"USA", "IRN"}
    assert (talks.place and talks.place.city, talks.status) == ("Vienna", "postponed")


def test_the_label_ends_with_the_clause(resources: Resources) -> None:
    text = "Sergei Lavrov was heading to Paris, Dmitry Peskov said they would wait."
    layer = layer_of(text, resources)
    assert [o.label for o in occasions(layer, load_lexicon())] == ["heading to Paris"]
