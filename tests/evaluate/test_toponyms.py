"""The measures on place names, on a made-up article."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluate.toponyms import Toponym, ToponymResult, distance_km, evaluate_toponyms

PARIS, LONDON, PARIS_TEXAS = (48.8567, 2.3522), (51.5072, -0.1275), (33.6609, -95.5555)
TEXT = "From Paris he went to London."
LAT, LON = st.floats(-90, 90), st.floats(-180, 180)


def evaluate(tmp_path: Path, names: list[dict[str, Any]], given: list[Toponym]) -> ToponymResult:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "made-up", "text": TEXT, "toponyms": names}))
    return evaluate_toponyms(path, lambda _: given)


def name(word: str, point: tuple[float, float] | None = None, *, longer: int = 0) -> dict[str, Any]:
    start = TEXT.index(word)
    located = {} if point is None else {"lat": point[0], "lon": point[1]}
    return {"start": start, "end": start + len(word) + longer} | located


def test_found_and_located(tmp_path: Path) -> None:
    gold = [name("Paris", PARIS), name("London", LONDON)]
    result = evaluate(tmp_path, gold, [Toponym(**name("Paris", PARIS)), Toponym(**name("London", (51.4, 0.0)))])
    assert (result.exact.f1, result.near.right, result.near.total) == (1.0, 2, 2)
    assert result.median_km == pytest.approx(7.4, abs=0.1)


def test_the_other_paris_is_far(tmp_path: Path) -> None:
    result = evaluate(tmp_path, [name("Paris", PARIS)], [Toponym(**name("Paris", PARIS_TEXAS))])
    assert (result.near.right, result.near.total) == (0, 1)


def test_a_wider_span_overlaps_but_is_not_exact(tmp_path: Path) -> None:
    result = evaluate(tmp_path, [name("Paris", PARIS)], [Toponym(**name("Paris", longer=3))])
    assert (result.exact.hits, result.overlapping.hits) == (0, 1)
    assert result.near.total == 0
    assert result.median_km is None


def test_a_name_without_coordinates_is_found_but_not_located(tmp_path: Path) -> None:
    result = evaluate(tmp_path, [name("Paris")], [Toponym(**name("Paris", PARIS))])
    assert (result.exact.hits, result.near.total) == (1, 0)


def test_known_distance() -> None:
    assert distance_km(PARIS, LONDON) == pytest.approx(344, abs=1)


@given(LAT, LON, LAT, LON)
def test_distances_are_symmetric_and_on_earth(lat: float, lon: float, to_lat: float, to_lon: float) -> None:
    there = distance_km((lat, lon), (to_lat, to_lon))
    assert there == pytest.approx(distance_km((to_lat, to_lon), (lat, lon)), abs=1e-6)
    assert 0 <= there <= 20016
