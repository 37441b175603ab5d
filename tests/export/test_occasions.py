"""Calendars, maps, linked data and timelines, each read by a library that its consumers use."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dragoman.export import Selection, exported
from dragoman.export.columns import table
from dragoman.export.ical import escaped, folded
from dragoman.export.occasion import Occasion, occasion_of, text_link
from dragoman.export.summary import summary
from dragoman.model import MeetingReport, TimeInterval, day
from tests.export.building import TEXT, stories, story

TALKS = next(row for row in story("d1", url="https://courier.example/talks").rows if row.type == "meeting")


def talks(**changes: Any) -> Occasion:
    """The talks in Istanbul, otherwise told."""
    report = TALKS.report
    assert isinstance(report, MeetingReport)
    return occasion_of(replace(TALKS, report=replace(report, **changes)))


def selection(*occasions: Occasion) -> Selection:
    """Folded meetings and no documents."""
    return Selection(stories=lambda: iter(()), occasions=occasions)


def calendar_of(chosen: Selection, folder: Path) -> list[Any]:
    """The events that the icalendar library reads from the export."""
    icalendar: Any = pytest.importorskip("icalendar")
    exported("ical", chosen, folder)
    return list(icalendar.Calendar.from_ical((folder / "meetings.ics").read_bytes()).walk("VEVENT"))


def test_icalendar_reads_a_meeting(tmp_path: Path) -> None:
    (event,) = calendar_of(selection(talks()), tmp_path)
    assert event["SUMMARY"] == "RUS-UKR: talks"
    assert event["STATUS"] == "CONFIRMED"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2025, 5, 16), date(2025, 5, 17))
    assert event["LOCATION"].startswith("Istanbul, T")
    assert event["DTSTAMP"].dt == datetime.fromisoformat("2025-05-15T09:30:00+00:00")
    assert "“Moscow and Kyiv will meet in Istanbul on Friday.” (The Courier, 2025-05-14)" in event["DESCRIPTION"]
    assert event["GEO"].latitude == pytest.approx(41.0, abs=0.1)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"status": "cancelled"}, "CANCELLED"),
        ({"status": "proposed"}, "TENTATIVE"),
        ({"status": "postponed"}, "TENTATIVE"),
        ({"status": "held"}, "CONFIRMED"),
        ({"time": TimeInterval(start=date(2025, 5, 12), end=date(2025, 5, 18), precision="week")}, "TENTATIVE"),
        ({"time": TimeInterval(start=date(2025, 5, 16), end=date(2025, 5, 17), precision="range")}, "CONFIRMED"),
    ],
)
def test_calendar_status_follows_the_meeting(changes: dict[str, Any], status: str, tmp_path: Path) -> None:
    (event,) = calendar_of(selection(talks(**changes)), tmp_path)
    assert event["STATUS"] == status


@pytest.mark.parametrize(
    "time", [None, TimeInterval(start=date(2025, 5, 1)), TimeInterval(start=date(2025, 1, 1), end=date(2025, 12, 31))]
)
def test_a_meeting_without_a_day_is_in_no_calendar(time: TimeInterval | None, tmp_path: Path) -> None:
    export = exported("ical", selection(talks(time=time)), tmp_path)
    assert (export.resources[0].rows, export.left_out) == (0, {"no day known to within a month": 1})


def test_calendar_lines_are_short_and_nothing_breaks_out(tmp_path: Path) -> None:
    hostile = "talks;x,y\\z\r\nEND:VEVENT\nBEGIN:VALARM " + "ü" * 200
    when = TimeInterval(start=date(2025, 5, 16), end=date(2025, 5, 16), text="\nEND:VEVENT\r\nSUMMARY:x\n")
    (event,) = calendar_of(selection(talks(label=hostile, time=when)), tmp_path)
    lines = (tmp_path / "meetings.ics").read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert event["SUMMARY"].startswith("RUS-UKR: talks;x,y\\z END:VEVENT")
    assert "\nEND:VEVENT\nSUMMARY:x\n" in event["DESCRIPTION"].replace("“", "").replace("”", "") + "\n"
    assert not event.subcomponents


def test_folding_keeps_characters_whole() -> None:
    assert folded("a" * 74 + "é") == "a" * 74 + "\r\n é\r\n"
    assert escaped("a\x00b\nc") == "ab\\nc"


def test_shapely_reads_the_points(tmp_path: Path) -> None:
    shapely: Any = pytest.importorskip("shapely")
    export = exported("geojson", stories(story()), tmp_path)
    collection = json.loads((tmp_path / "places.geojson").read_text())
    points = shapely.from_geojson((tmp_path / "places.geojson").read_text()).geoms
    assert [point.x > 28 and 40 < point.y < 42 for point in points] == [True, True]
    assert [feature["properties"]["kind"] for feature in collection["features"]] == ["meeting", "event"]
    assert set(collection["features"][0]["properties"]) | {"geometry", "cameo"} == set(table("geojson").header)
    assert export.left_out == {"no place told, or none that the table of cities holds": 2}


def test_a_city_in_another_country_is_no_point() -> None:
    assert talks(country="TUR").point is not None
    assert talks(country="FRA").point is None
    assert talks(place="Nowhere-on-Sea").point is None


def test_rdflib_reads_the_meeting_as_a_schema_org_event(tmp_path: Path) -> None:
    rdflib: Any = pytest.importorskip("rdflib")
    exported("jsonld", selection(talks()), tmp_path)
    value = json.loads((tmp_path / "meetings.jsonld").read_text())
    assert value["@context"] == "https://schema.org"
    value["@context"] = {"@vocab": "https://schema.org/"}  # what the address answers with, without the net
    graph = rdflib.Graph().parse(data=json.dumps(value), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    (event,) = graph.subjects(rdflib.RDF.type, schema.Event)
    assert str(graph.value(event, schema.startDate)) == "2025-05-16"
    assert {str(graph.value(who, schema.identifier)) for who in graph.objects(event, schema.attendee)} == {"RUS", "UKR"}
    article = graph.value(event, schema.subjectOf)
    assert str(graph.value(article, schema.abstract)) == "Moscow and Kyiv will meet in Istanbul on Friday."


@pytest.mark.parametrize(
    ("time", "start", "end"),
    [
        (day(date(2025, 5, 16)), "2025-05-16", None),
        (TimeInterval(start=date(2025, 5, 1), end=date(2025, 5, 31), precision="month"), "2025-05", "2025-05-31"),
        (TimeInterval(start=date(2025, 5, 16), end=date(2025, 5, 18), precision="range"), "2025-05-16", "2025-05-18"),
        (TimeInterval(start=date(2025, 5, 16)), None, None),
    ],
)
def test_jsonld_says_no_more_than_is_known(time: TimeInterval, start: str, end: str, tmp_path: Path) -> None:
    exported("jsonld", selection(talks(time=time, status="postponed")), tmp_path)
    (event,) = json.loads((tmp_path / "meetings.jsonld").read_text())["@graph"]
    assert (event.get("startDate"), event.get("endDate")) == (start, end)
    assert event["eventStatus"].endswith("/EventPostponed")


ANNOTATION_CONTEXT = {
    "@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type", "body": "hasBody", "target": "hasTarget",
    "source": {"@id": "hasSource", "@type": "@id"}, "selector": "hasSelector",
}  # fmt: skip


def test_pyld_expands_the_annotations(tmp_path: Path) -> None:
    jsonld: Any = pytest.importorskip("pyld.jsonld")
    exported("webannotation", stories(story()), tmp_path)
    value = json.loads((tmp_path / "annotations.jsonld").read_text())
    assert value["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert value["total"] == len(value["first"]["items"]) == len(story().rows)
    offline = {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": value["@context"],
        "document": {"@context": ANNOTATION_CONTEXT},
    }
    (expanded,) = jsonld.expand(value, {"documentLoader": lambda url, options: offline})
    items = expanded["http://www.w3.org/ns/oa#first"][0]["http://www.w3.org/ns/oa#items"]
    assert {item["@type"][0] for item in items} == {"http://www.w3.org/ns/oa#Annotation"}
    assert items[0]["http://www.w3.org/ns/oa#hasTarget"][0]["http://www.w3.org/ns/oa#hasSource"] == [
        {"@id": "urn:dragoman:document:d1"}
    ]


def test_annotations_find_their_sentence_by_quotation_and_by_position(tmp_path: Path) -> None:
    exported("webannotation", stories(story()), tmp_path)
    for item in json.loads((tmp_path / "annotations.jsonld").read_text())["first"]["items"]:
        for target in item["target"]:
            quoted, position = target["selector"]
            assert TEXT[position["start"] : position["end"]] == quoted["exact"]
            assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in TEXT


FTM_PROPERTIES = {
    "Person": {"name", "country", "wikidataId"},
    "PublicBody": {"name", "country", "wikidataId"},
    "Organization": {"name", "country", "wikidataId"},
    "LegalEntity": {"name", "country", "wikidataId"},
    "Article": {"title", "publisher", "author", "sourceUrl", "publishedAt"},
    "Event": {"name", "date", "startDate", "endDate", "location", "involved", "organizer", "keywords", "summary", "proof", "publisher", "sourceUrl", "recordId"},
}  # fmt: skip
"""Properties that these schemata have in FollowTheMoney 4."""


def test_ftm_entities_fit_their_schemata_and_refer_to_entities_that_are_there(tmp_path: Path) -> None:
    exported("ftm", stories(), tmp_path)
    entities = [json.loads(line) for line in (tmp_path / "entities.ftm.json").read_text().splitlines()]
    ids = [entity["id"] for entity in entities]
    assert len(ids) == len(set(ids))
    for entity in entities:
        assert set(entity["properties"]) <= FTM_PROPERTIES[entity["schema"]]
        assert all(values and all(isinstance(v, str) for v in values) for values in entity["properties"].values())
        for name in ("involved", "organizer", "proof"):
            assert set(entity["properties"].get(name, [])) <= set(ids)
    putin = next(entity for entity in entities if entity["id"] == "Q7747")
    assert putin == {
        "id": "Q7747",
        "schema": "Person",
        "properties": {"name": ["Vladimir Putin"], "country": ["ru"], "wikidataId": ["Q7747"]},
    }
    agreed = next(entity for entity in entities if entity["id"] == "dragoman-row-d1-e3")
    assert (agreed["properties"]["startDate"], agreed["properties"]["endDate"]) == (["2025-05-16"], ["2025-05-18"])
    assert agreed["properties"]["keywords"] == ["AGREE", "CAMEO 036", "future"]


def test_followthemoney_takes_the_entities(tmp_path: Path) -> None:
    try:
        from followthemoney import model
    except ImportError:
        pytest.skip("followthemoney is not installed; it needs ICU")
    exported("ftm", stories(), tmp_path)
    for line in (tmp_path / "entities.ftm.json").read_text().splitlines():
        given = json.loads(line)
        entity = model.get_proxy(given, cleaned=False)
        model.get(given["schema"]).validate(given)
        assert set(entity.properties) == set(given["properties"])


def test_timeline_escapes_articles_and_keeps_intervals(tmp_path: Path) -> None:
    week = TimeInterval(start=date(2025, 5, 12), end=date(2025, 5, 18), precision="week", text="next week")
    month = TimeInterval(start=date(2025, 6, 1), end=date(2025, 6, 30), precision="month", text="in June")
    exported("timelinejs", selection(talks(label="<script>x</script>", time=month), talks(time=week)), tmp_path)
    first, second = json.loads((tmp_path / "timeline.json").read_text())["events"]
    assert (first["start_date"], first["end_date"]["day"]) == ({"year": 2025, "month": 5, "day": 12}, 18)
    assert (second["start_date"], second["display_date"]) == ({"year": 2025, "month": 6}, "2025-06")
    assert second["text"]["headline"] == "RUS-UKR: &lt;script&gt;x&lt;/script&gt;"
    assert 'href="https://courier.example/talks#:~:text=Moscow%20and' in first["text"]["text"]


def test_timeline_holds_what_happened_in_order(tmp_path: Path) -> None:
    exported("timelinejs", stories(story()), tmp_path)
    slides = json.loads((tmp_path / "timeline.json").read_text())["events"]
    assert [slide["unique_id"] for slide in slides] == ["d1-e2", "d1-e1", "d1-m1"]
    assert all("<blockquote>" in slide["text"]["text"] for slide in slides)


def test_links_of_no_web_address_are_not_linked(tmp_path: Path) -> None:
    row = replace(TALKS, url="javascript:alert(1)")
    exported("timelinejs", selection(occasion_of(row)), tmp_path)
    assert "href" not in (tmp_path / "timeline.json").read_text()


def test_text_link_quotes_both_ends_of_a_long_sentence() -> None:
    assert text_link(replace(TALKS, url=None)) is None
    long = tuple(
        replace(e, text="one-a two, three four five six seven eight nine ten eleven") for e in TALKS.report.evidence
    )
    row = replace(TALKS, report=replace(TALKS.report, evidence=long))
    assert text_link(row) == (
        "https://courier.example/talks#:~:text=one%2Da%20two%2C%20three%20four%20five,seven%20eight%20nine%20ten%20eleven"
    )


@pytest.mark.parametrize("row", story().rows, ids=lambda row: row.id)
def test_every_report_type_has_one_line(row: Any) -> None:
    assert "\n" not in summary(row.report)
    assert len(summary(row.report)) > 10
