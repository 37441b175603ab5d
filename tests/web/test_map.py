"""The map: every venue inside the drawn part, no name over another, no place invented."""

import re
from dataclasses import replace
from itertools import combinations
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.state.case import Case
from dragoman.state.earlier import RoundLine, rounds
from dragoman.views.venues import Venue, venue_sheet, venues_of
from dragoman.web.venue_map import Frame, dots, frame_of, land
from tests.state.build import Reports, case


def made() -> Case:
    rows = []
    for day, place, country in (
        ("2025-05-15", "Istanbul", "TUR"), ("2025-06-02", "the palace in Istanbul", "TUR"),
        ("2025-03-11", "Jeddah", "SAU"), ("2025-04-01", "Nowhereville", None), ("2025-04-20", None, None),
    ):  # fmt: skip
        one = Reports(f"Gazette {day}", day)
        rows.append(one.meeting(f"the talks of {day}", day, place=place, country=country))
    return case(rows)


def test_halls_of_one_city_are_one_venue_and_no_place_is_guessed() -> None:
    venues = venues_of(rounds(made()).lines)
    assert [(v.name, len(v.meetings), v.point is not None) for v in venues] == [
        ("Istanbul", 2, True), ("Jeddah", 1, True), ("Nowhereville", 1, False), ("", 1, False),
    ]  # fmt: skip
    records = venue_sheet(venues).records()
    assert len(records) == 5
    assert [r["north"] for r in records if r["venue"] == "Nowhereville"] == [None]
    assert {r["venue"] for r in records if r["north"] and 40 < r["north"] < 42} == {"Istanbul"}


def venue(name: str, point: tuple[float, float], line: RoundLine, number: int = 1) -> Venue:
    return Venue(name=name, country="", point=point, meetings=(line,) * number)


@given(
    points=st.lists(st.tuples(st.floats(-55, 80), st.floats(-179, 179)), min_size=1, max_size=12),
    extent=st.sampled_from(["venues", "world"]),
)
def test_every_venue_lies_in_the_frame_and_no_name_on_another(
    points: list[tuple[float, float]], extent: Literal["venues", "world"]
) -> None:
    line = rounds(made()).lines[0]
    venues = [venue(f"City {n}", point, line, n + 1) for n, point in enumerate(points)]
    frame = frame_of(venues, extent)
    assert -180 <= frame.west <= frame.west + frame.width <= 180.001
    assert -60.001 <= frame.north - frame.height <= frame.north <= 85
    drawn = dots(venues, frame)
    assert len(drawn) == len(points)
    assert all(0 <= dot.left <= 100 and 0 <= dot.top <= 100 for dot in drawn)
    assert (drawn[0].below, drawn[0].minor) == (4, False), "the first has room for its name"
    for one, other in combinations([dot for dot in drawn if dot.below is not None], 2):
        near = abs(one.left - other.left) < 4 and abs(one.top - other.top) < 1
        assert not near or one.below != other.below or one.before != other.before


def test_larger_dots_mean_more_meetings_and_names_step_aside() -> None:
    line = rounds(made()).lines[0]
    venues = [venue("Istanbul", (41.0, 28.9), line, 9), venue("Ankara", (39.9, 32.9), line)]
    large, small = dots(venues, frame_of(venues, "venues"))
    assert large.radius > small.radius
    same = dots([venues[0], replace(venues[0], name="Constantinople")], frame_of(venues, "venues"))
    assert same[0].below != same[1].below


def test_the_frame_shows_neighbours_and_the_world_when_there_is_nothing() -> None:
    line = rounds(made()).lines[0]
    near = frame_of([venue("Istanbul", (41.0, 28.9), line)], "venues")
    assert 20 < near.height < 40
    assert frame_of([], "venues") == Frame(west=-180, north=85, width=360, height=145)
    assert frame_of([], "world").view_box() == "0.0 50.0 3600.0 1450.0"
    assert frame_of([], "world").at((85.0, -180.0)) == (0, 0)


def test_the_land_is_where_it_should_be() -> None:
    path = land()
    assert re.fullmatch(r"(M\d+,\d+l[-\d, ]+z)+", path)
    assert len(path) < 150_000
    assert len(path.split("M")) > 50


@pytest.mark.parametrize(
    ("place", "inside"), [((48.9, 2.4), True), ((55.8, 37.6), True), ((0.0, -30.0), False), ((-25.0, 134.0), True)]
)
def test_cities_lie_on_land_and_the_ocean_is_none(place: tuple[float, float], inside: bool) -> None:
    north, east = place
    assert any(_holds(ring, (east + 180) * 10, (90 - north) * 10) for ring in _rings(land())) == inside


def _rings(path: str) -> list[list[tuple[float, float]]]:
    rings = []
    for part in path.split("M")[1:]:
        start, steps = part.rstrip("z").split("l")
        x, y = map(float, start.split(","))
        ring = [(x, y)]
        for step in steps.split():
            dx, dy = map(float, step.split(","))
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


def _holds(ring: list[tuple[float, float]], x: float, y: float) -> bool:
    inside = False
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            inside = not inside
    return inside
