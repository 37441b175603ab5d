"""Place names and where they lie."""

import pytest

from dragoman.api import Reader
from dragoman.evaluate.toponyms import distance_km
from dragoman.extract.geography import load_geography
from dragoman.extract.toponyms import PlaceName, place_names


def places(reader: Reader, text: str) -> dict[str, PlaceName]:
    resources = reader.resources
    found = place_names(text, nlp=resources.nlp, knowledge=resources.knowledge, geography=load_geography())
    return {text[one.start : one.end]: one for one in found}


@pytest.mark.parametrize(
    ("text", "name", "point"),
    [
        ("Delegates arrived in Istanbul on Thursday.", "Istanbul", (41.01, 28.95)),
        ("Delegates arrived in New York on Thursday.", "New York", (40.71, -74.01)),
        ("The Swiss government invited both sides to Geneva.", "Geneva", (46.2, 6.15)),
    ],
)
def test_cities_lie_where_they_lie(rules_reader: Reader, text: str, name: str, point: tuple[float, float]) -> None:
    place = places(rules_reader, text)[name]
    assert place.lat is not None
    assert place.lon is not None
    assert distance_km((place.lat, place.lon), point) < 30


def test_the_country_named_chooses_among_cities_of_one_name(rules_reader: Reader) -> None:
    assert places(rules_reader, "Talks will be held in Hyderabad on Monday.")["Hyderabad"].country == "IND"
    assert (
        places(rules_reader, "Talks will be held in Hyderabad, in Pakistan, on Monday.")["Hyderabad"].country == "PAK"
    )


def test_a_peoples_name_counts_for_its_state(rules_reader: Reader) -> None:
    assert places(rules_reader, "The Georgian minister left.")["Georgian"].country == "GEO"


def test_articles_are_no_part_of_a_name(rules_reader: Reader) -> None:
    assert "the West Bank" not in places(rules_reader, "They met in the West Bank on Monday.")


@pytest.mark.parametrize("text", ["", "\ud800", "🗺️" * 50, "a" * 50_000])
def test_odd_text_names_no_place(rules_reader: Reader, text: str) -> None:
    assert places(rules_reader, text) == {}


def test_middles_lie_within_their_states() -> None:
    middles = load_geography().middles
    assert distance_km(middles["CHE"], (46.8, 8.2)) < 120
    assert distance_km(middles["EGY"], (30.0, 31.2)) < 160
