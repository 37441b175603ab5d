"""The field's own formats: columns as published, only what happened, codes as text, each with its sentence."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.export import Story, exported
from dragoman.export.columns import table
from dragoman.export.happenings import number, sentence_number
from tests.export.building import document, event, reprint, row, stories, story, undated

POLECAT = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|"
    "Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
    "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)
ICEWS = (
    "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|"
    "Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"
)
GDELT_HEAD = "GLOBALEVENTID|SQLDATE|MonthYear|Year|FractionDate|Actor1Code|Actor1Name|Actor1CountryCode"


def read_tsv(path: Path, header: tuple[str, ...] | None = None) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, fieldnames=header, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_polecat_has_the_published_columns_and_only_what_happened(tmp_path: Path) -> None:
    export = exported("polecat", stories(story()), tmp_path)
    lines = (tmp_path / "polecat.tsv").read_text().splitlines()
    assert lines[0] == POLECAT.replace("|", "\t")
    rows = {row["Event ID"]: row for row in read_tsv(tmp_path / "polecat.tsv")}
    assert set(rows) == {"d1-e1", "d1-e2"}
    assert export.left_out == {"future event: the format has no column to say so": 1}
    accused = rows["d1-e1"]
    assert (accused["Event Type"], accused["Event Mode"]) == ("ACCUSE", "disapprove")
    assert (accused["Actor Country"], accused["Primary Actor Sector"], accused["Recipient Name"]) == (
        "RUS",
        "GOV",
        "UKR",
    )
    assert (accused["Event Date"], accused["Publication Date"]) == ("2025-05-14", "2025-05-14")
    assert accused["Placename"] == accused["Latitude"] == "None"
    assert (accused["Story People"], accused["Story Organizations"]) == ("Vladimir Putin", "UN")


def test_polecat_dates_and_places_an_event_where_the_text_tells_it(tmp_path: Path) -> None:
    exported("polecat", stories(story()), tmp_path)
    met = next(row for row in read_tsv(tmp_path / "polecat.tsv") if row["Event ID"] == "d1-e2")
    assert (met["Event Date"], met["City"], met["Country"]) == ("2025-05-12", "Istanbul", "TUR")
    assert float(met["Latitude"]) == pytest.approx(41.0, abs=0.1)
    assert met["Actor Country"] == "UKR; IGO"
    assert (met["Actor Name"], met["Actor Sectors"], met["Recipient Name"]) == ("UKR; UN", "GOV", "None")


def test_pandas_reads_polecat_as_its_users_do(tmp_path: Path) -> None:
    pd: Any = pytest.importorskip("pandas")
    exported("polecat", stories(), tmp_path)
    frame = pd.read_csv(tmp_path / "polecat.tsv", sep="\t", parse_dates=["Event Date"])
    assert frame.shape == (4, 40)
    assert frame["Intensity"].tolist() == [-3.0, 2.5, -3.0, 2.5]
    assert frame["Latitude"].notna().tolist() == [False, True, False, True]


def test_icews_writes_a_mutual_event_in_both_directions(tmp_path: Path) -> None:
    exported("icews", stories(story()), tmp_path)
    assert (tmp_path / "icews.tsv").read_text().splitlines()[0] == ICEWS.replace("|", "\t")
    rows = read_tsv(tmp_path / "icews.tsv")
    pairs = [(row["Source Name"], row["Target Name"], row["CAMEO Code"]) for row in rows]
    assert pairs == [("Russia", "Ukraine", "110"), ("Ukraine", "UN", "040"), ("UN", "Ukraine", "040")]
    assert len({row["Event ID"] for row in rows}) == 3
    assert rows[0]["Source Sectors"] == "Government"
    assert rows[0]["Event Text"] == "Disapprove, not specified below"
    assert [row["Sentence Number"] for row in rows] == ["4", "3", "3"]


def test_every_event_of_the_field_formats_has_its_sentence(tmp_path: Path) -> None:
    for name, file, key in (("polecat", "polecat.tsv", "Event ID"), ("icews", "icews.tsv", "Event ID")):
        exported(name, stories(), tmp_path / name)
        told = {row["event_id"]: row for row in read_tsv(tmp_path / name / "evidence.tsv")}
        events = read_tsv(tmp_path / name / file)
        assert {event[key] for event in events} == set(told)
        assert all(row["sentence"] and row["publisher"] for row in told.values())


def test_gdelt_counts_reprints_as_one_source(tmp_path: Path) -> None:
    exported("gdelt", stories(), tmp_path)
    header = table("gdelt", "events").header
    assert len(header) == 61
    assert header[:8] == tuple(GDELT_HEAD.split("|"))
    assert header[-2:] == ("DATEADDED", "SOURCEURL")
    events = read_tsv(tmp_path / "events.export.CSV", header)
    accused = next(event for event in events if event["EventCode"] == "110")
    assert (accused["NumMentions"], accused["NumSources"], accused["NumArticles"]) == ("2", "1", "2")
    assert accused["SOURCEURL"] == "https://courier.example/talks"
    assert (accused["SQLDATE"], accused["FractionDate"]) == ("20250514", "2025.3671")
    assert (accused["QuadClass"], accused["EventRootCode"], accused["IsRootEvent"]) == ("3", "11", "0")
    met = [event for event in events if event["EventCode"] == "040"]
    assert [(event["Actor1Code"], event["Actor2Code"]) for event in met] == [("UKRGOV", "IGOUNO"), ("IGOUNO", "UKRGOV")]
    assert (met[0]["EventBaseCode"], met[0]["EventRootCode"]) == ("040", "04")
    assert (met[0]["ActionGeo_Type"], met[0]["ActionGeo_CountryCode"]) == ("4", "TU")


def test_gdelt_takes_actor_codes_apart(tmp_path: Path) -> None:
    exported("gdelt", stories(), tmp_path)
    events = read_tsv(tmp_path / "events.export.CSV", table("gdelt", "events").header)
    met = next(event for event in events if event["EventCode"] == "040")
    assert (met["Actor1CountryCode"], met["Actor1Type1Code"], met["Actor1Name"]) == ("UKR", "GOV", "UKRAINE")
    assert (met["Actor2CountryCode"], met["Actor2Type1Code"], met["Actor2KnownGroupCode"]) == ("", "IGO", "UNO")


def test_gdelt_mentions_point_into_the_text(tmp_path: Path) -> None:
    exported("gdelt", stories(), tmp_path)
    header = table("gdelt", "mentions").header
    assert len(header) == 16
    mentions = read_tsv(tmp_path / "events.mentions.CSV", header)
    assert len(mentions) == 6
    events = {
        event["GLOBALEVENTID"] for event in read_tsv(tmp_path / "events.export.CSV", table("gdelt", "events").header)
    }
    assert {mention["GLOBALEVENTID"] for mention in mentions} == events
    first, last = mentions[0], mentions[-1]
    text = story().document.article.text
    assert text[int(first["Actor1CharOffset"]) :].startswith("Moscow accused")
    assert text[int(first["ActionCharOffset"]) :].startswith("Moscow accused")
    assert (first["MentionType"], first["MentionSourceName"]) == ("1", "courier.example")
    assert (last["MentionType"], last["MentionIdentifier"]) == ("2", "The Herald, Talks on Friday, 2025-05-14")
    assert {mention["Confidence"] for mention in mentions} == {"", "81"}


def test_plover_keeps_what_did_not_happen_with_its_auxiliary_mode(tmp_path: Path) -> None:
    exported("plover-jsonl", stories(story()), tmp_path)
    events = {one["id"]: one for one in map(json.loads, (tmp_path / "plover.jsonl").read_text().splitlines())}
    agreed = events["d1-e3"]
    assert (agreed["event"], agreed["mode"]) == ("AGREE", ["meet", "future"])
    assert (agreed["date"], agreed["enddate"]) == ("2025-05-16", "2025-05-18")
    accused = events["d1-e1"]
    assert (accused["quad_code"], accused["context"], "enddate" in accused) == (3, ["diplomatic"], False)
    assert accused["actor"] == [
        {"code": "RUS", "sector": "GOV", "entity_text": "Moscow", "identifier_id": "x:rus", "identifier_text": "RUS"}
    ]
    assert accused["text"] == "Moscow accused Kyiv of lies."
    assert events["d1-e2"]["event_loc"]["country_code"] == "TUR"


def test_plover_fields_are_those_of_the_column_list(tmp_path: Path) -> None:
    exported("plover-jsonl", stories(), tmp_path)
    known = {name.partition(".")[0] for name in table("plover").header}
    for line in (tmp_path / "plover.jsonl").read_text().splitlines():
        assert set(json.loads(line)) <= known
        assert {"id", "date", "actor", "event"} <= set(json.loads(line))


def test_events_without_any_date_are_left_out_and_counted(tmp_path: Path) -> None:
    one = undated(story())
    assert (
        exported("polecat", stories(one), tmp_path / "a").left_out["neither the event nor its document has a day"] == 1
    )
    export = exported("plover-jsonl", stories(one), tmp_path / "b")
    assert export.resources[0].rows == 2
    assert sum(export.left_out.values()) == 1
    assert "1 rows: neither the event" in (tmp_path / "b" / "codebook.md").read_text()


def test_tabs_and_line_ends_cannot_break_a_line(tmp_path: Path) -> None:
    hostile = story(publisher='A\tB\nC "D"', title="x\r\ny")
    exported("polecat", stories(hostile), tmp_path)
    rows = read_tsv(tmp_path / "polecat.tsv")
    assert {row["Source"] for row in rows} == {"A B C 'D'"}
    assert all(None not in row for row in rows)


def test_numbers_are_stable_and_exact_in_floating_point() -> None:
    assert number("a", 1) == number("a", 1) != number("a1")
    assert all(int(float(number(at))) == number(at) < 2**52 for at in range(200))


def test_sentences_are_counted_by_the_source_or_by_full_stops() -> None:
    article = document("d", text="One went. Two stayed.\nThree left at 3.5 p.m. on Monday. Four came.").article
    assert [sentence_number(article, "text", article.text.index(word)) for word in ("One", "Two", "Three", "Four")] == [
        1,
        2,
        3,
        4,
    ]
    assert sentence_number(article, "title", 0) == 0


def test_reprint_has_its_own_rows() -> None:
    assert {row.origin for row in reprint().rows} == {"d1"}


def test_events_without_a_cameo_code_are_left_out_of_cameo_formats(tmp_path: Path) -> None:
    of = document("d1")
    one = Story(document=of, rows=(row("event", event(cameo=None), of, "e"),))
    for name in ("icews", "gdelt"):
        assert exported(name, stories(one), tmp_path / name).left_out == {"no CAMEO code": 1}
    assert exported("polecat", stories(one), tmp_path / "polecat").resources[0].rows == 1
