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


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The NAFTA talks resumed in Montreal.", set()),
        ("The Iran talks resumed in Geneva.", {"IRN"}),
    ],
)
def test_what_talks_are_called_by_meets_where_it_is_known(resources: Resources, text: str, parties: set[str]) -> None:
    [talks] = occasions(layer_of(text, resources), load_lexicon())
    assert {a.name for m in talks.participants for a in m.actors} == parties


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        ("The visit of Emmanuel Macron to Russia worries Kyiv.", True),
        ("Diplomats spoke of the talks between Iran and Germany.", True),
        ("Iran and Germany held talks in Muscat.", False),
        ("The talks between Iran and Germany ended in Muscat.", False),
        ("The talks between Iran and Germany in May 2013 worry Kyiv.", False),
    ],
)
def test_an_occasion_may_only_come_up(resources: Resources, text: str, assumed: bool) -> None:
    [occasion] = occasions(layer_of(text, resources), load_lexicon())
    assert occasion.assumed == assumed
