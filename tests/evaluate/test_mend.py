"""The measures on mediation events, on made-up rows."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import SourceError
from dragoman.evaluate.mend import Mediation, evaluate_mend, published


def row(**changes: Any) -> dict[str, Any]:
    """An event of the Oslo channel, in MEND's form."""
    return {
        "id": "made-up", "place": "Oslo, Norway", "date": "2013-08-20", "date_precision": "day",
        "third_parties": ["Norway", "EU"], "individual_mediators": ["Terje Rod-Larsen"],
        "source_urls": ["https://example.org/2013/08/21/oslo"], "summary": "Rød-Larsen received both sides in Oslo.",
    } | changes  # fmt: skip


def evaluate(tmp_path: Path, rows: list[dict[str, Any]], given: Mediation, **options: Any) -> Any:
    path = tmp_path / "events.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return evaluate_mend(path, lambda *_: given, **options)


@pytest.mark.parametrize(
    ("gold", "given", "hits", "predicted", "total"),
    [
        ("Oslo, Norway", "Oslo", 1, 1, 1),
        ("Tel Aviv-Yafo, Israel", "Tel Aviv", 1, 1, 1),
        ("Washington, United States", "Washington, D.C.", 1, 1, 1),
        ("New York, United States", "New York City", 1, 1, 1),
        ("El Fasher, Sudan", "Al-Fasher", 1, 1, 1),
        ("Sudan", "South Sudan", 0, 1, 1),
        ("Cairo, Egypt", None, 0, 0, 1),
        ("Virtual", "Cairo", 0, 1, 0),
        ("unknown", None, 0, 0, 0),
    ],
)
def test_places(gold: str, given: str | None, hits: int, predicted: int, total: int, tmp_path: Path) -> None:
    counts = evaluate(tmp_path, [row(place=gold)], Mediation(place=given)).place
    assert (counts.hits, counts.predicted, counts.gold) == (hits, predicted, total)


def test_a_place_that_the_text_does_not_print_is_left_out_of_the_printed_measure(tmp_path: Path) -> None:
    result = evaluate(tmp_path, [row(), row(summary="They met in the north.")], Mediation(place="Oslo"))
    assert (result.place.gold, result.place_printed.gold) == (2, 1)


def test_days_count_where_the_source_tells_when_it_was_published(tmp_path: Path) -> None:
    rows = [row(), row(source_urls=["https://example.org/oslo"]), row(date="2013-08", date_precision="month")]
    day = evaluate(tmp_path, rows, Mediation(day=date(2013, 8, 20))).day
    assert (day.gold, day.predicted, day.hits) == (1, 1, 1)


def test_the_reader_is_given_the_publication_day(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps(row()))
    seen: list[tuple[str, date | None]] = []

    def read(text: str, day: date | None) -> Mediation:
        seen.append((text, day))
        return Mediation()

    evaluate_mend(path, read)
    assert seen == [("Rød-Larsen received both sides in Oslo.", date(2013, 8, 21))]


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://example.org/2024/12/11/talks", date(2024, 12, 11)),
        ("https://example.org/news/2024/1211/14-talks/", date(2024, 12, 11)),
        ("https://example.org/20240229/x", date(2024, 2, 29)),
        ("https://example.org/2023-02-29/x", None),
        ("https://example.org/article-1202401011", None),
        ("https://example.org/talks", None),
    ],
)
def test_publication_day_of_an_address(address: str, day: date | None) -> None:
    assert published([address]) == day


def test_third_parties_are_compared_under_one_name(tmp_path: Path) -> None:
    given = Mediation(third_parties=frozenset({"NOR", "United States"}))
    canonical = {"Norway": "NOR", "United States": "USA"}
    result = evaluate(tmp_path, [row()], given, canonical=lambda name: canonical.get(name, name))
    assert (result.third_parties.hits, result.third_parties.predicted, result.third_parties.gold) == (1, 2, 2)


def test_mediators_agree_by_surname_and_are_met_once(tmp_path: Path) -> None:
    given = Mediation(mediators=("Rød Larsen", "Terje Larsen", "Mona Juul"))
    result = evaluate(tmp_path, [row(individual_mediators=["Terje Larsen", "Mona Juul", "Jan Egeland"])], given)
    assert (result.mediators.hits, result.mediators.predicted, result.mediators.gold) == (2, 3, 3)
    assert result.mediators_printed.gold == 1


def test_names_in_another_script_are_not_taken_for_equal(tmp_path: Path) -> None:
    result = evaluate(tmp_path, [row(individual_mediators=["王毅"])], Mediation(mediators=("Иванов",)))
    assert result.mediators.hits == 0


def test_a_row_that_lacks_a_field_is_named(tmp_path: Path) -> None:
    broken = row()
    del broken["summary"]
    with pytest.raises(SourceError, match="line 1: lacks summary"):
        evaluate(tmp_path, [broken], Mediation())
