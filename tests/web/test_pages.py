"""Pages: whole, harmless, and in agreement with the ledger."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.api.ledger import Ledger
from dragoman.views.layout import Shown
from dragoman.web.filters import Asking
from dragoman.web.lines import part_of
from dragoman.web.listing import excerpt
from dragoman.web.questions import QUESTIONS
from dragoman.web.rendering import link, outside
from dragoman.web.replies import answer_body
from tests.web.hostile import PAYLOADS, TEXT, harm

PAGES = [
    "/",
    "/p/rus-ukr",
    "/p/rus-ukr/timeline",
    "/p/rus-ukr/map",
    "/person/Vladimir%20Putin",
    *(f"/p/rus-ukr/{name}" for name in QUESTIONS),
    "/search?q=Istanbul",
]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_hostile_ledger_is_there_and_harmless(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    assert harm(answer.text) == []
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_every_article_shows_what_it_holds_as_text(client: TestClient, hostile_ledger: Path) -> None:
    with Ledger.open(hostile_ledger) as ledger:
        documents = list(ledger.repository.documents())
    assert len(documents) == len(PAYLOADS) + 1
    for document in documents:
        page = client.get(f"/article/{document.id}")
        assert page.status_code == 200
        assert harm(page.text) == []
        text = lxml.html.document_fromstring(page.text).find_class("text")[0]
        for number in text.findall(".//sup"):
            number.drop_tree()
        assert text.text_content().replace("\x1b", "") == document.article.text.replace("\x1b", "")


def test_the_harm_test_would_see_harm() -> None:
    assert harm("<p><script>alert(1)</script></p>")
    assert harm("<a href='javascript:alert(1)'>x</a>")
    assert harm("<a href='//evil.example'>x</a>")
    assert harm("<p onclick='x'>x</p>")
    assert harm("<link href='https://elsewhere.example/style.css'>")


def test_the_sentences_of_every_record_are_marked(client: TestClient, hostile_ledger: Path) -> None:
    with Ledger.open(hostile_ledger) as ledger:
        rows = [row for row in ledger.repository.rows() if row.title == "Talks near"]
    page = lxml.html.document_fromstring(client.get(f"/article/{rows[0].document}").text)
    marked = "".join(mark.text_content() for mark in page.iter("mark"))
    for row in rows:
        assert all(evidence.text in marked for evidence in row.report.evidence)
        assert page.get_element_by_id(f"row-{row.id}").getnext().tag in ("mark", "a")
    assert marked != rows[0].report.evidence[0].text, "evidence overlaps in this article"


def test_json_is_the_answer_and_the_api_gives_the_same(client: TestClient, hostile_ledger: Path) -> None:
    for name in set(QUESTIONS) - {"changes"}:
        page = client.get(f"/p/rus-ukr/{name}", params={"format": "json"}).json()
        assert page == client.get(f"/api/v1/processes/rus-ukr/{name}").json()
        with Ledger.open(hostile_ledger) as ledger:
            assert page == answer_body(getattr(ledger, name)("rus-ukr"))


def test_csv_holds_every_line_and_no_formula(client: TestClient) -> None:
    answer = client.get("/p/rus-ukr/sources", params={"format": "csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(lines) == len(client.get("/api/v1/processes/rus-ukr/sources").json()["lines"]) > 2
    outlets = {line["outlet"] for line in lines}
    assert any(outlet.startswith("'=HYPERLINK") for outlet in outlets)
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line.values())
    assert {line["date"] for line in lines} == {"2025-05-15"}


def test_a_cite_line_names_title_outlet_date_address_and_row(client: TestClient, hostile_ledger: Path) -> None:
    page = lxml.html.document_fromstring(client.get("/p/rus-ukr/positions").text)
    cites = [" ".join(item.text_content().split()) for cite in page.find_class("cite") for item in cite.iter("li")]
    with Ledger.open(hostile_ledger) as ledger:
        rows = [r for r in ledger.repository.rows() if r.type == "position"]
    told = {" ".join(f"{r.title}, {r.publisher}, 2025-05-15, {r.url}, row {r.id}".split()) for r in rows}
    assert cites
    assert set(cites) <= told


def test_the_filters_count_and_stay_in_the_links(client: TestClient) -> None:
    before = client.get("/p/rus-ukr/who", params={"known_by": "2025-05-01", "as_of": "2025-05-01"})
    assert "Nothing is told" in before.text or "No meeting is ahead." in before.text
    page = lxml.html.document_fromstring(before.text)
    tabs = [a.get("href") for a in page.find_class("tabs")[0].iter("a")]
    assert len(tabs) == len(QUESTIONS) + 3
    assert all("as_of=2025-05-01" in href and "known_by=2025-05-01" in href for href in tabs)


def test_an_article_was_not_there_before_it_was_read(client: TestClient, hostile_ledger: Path) -> None:
    with Ledger.open(hostile_ledger) as ledger:
        id_ = next(ledger.repository.documents()).id
    assert client.get(f"/article/{id_}", params={"known_by": "2025-05-15"}).status_code == 404
    assert client.get(f"/article/{id_}", params={"known_by": "2025-05-16"}).status_code == 200


def test_changes_count_back_from_what_the_ledger_last_learned(client: TestClient) -> None:
    body = client.get("/api/v1/processes/rus-ukr/changes").json()
    assert body["since"]["known_by"] == "2025-05-15T08:00:00+00:00"
    assert body["lines"], "all that a ledger filled at one time holds is new on that day"


def test_the_timeline_has_a_table_twin(client: TestClient) -> None:
    page = lxml.html.document_fromstring(client.get("/p/rus-ukr/timeline").text)
    bars, tables = page.find_class("bars")[0].findall("li"), page.findall(".//table")
    assert len(tables) == 2
    assert len(bars) == len(tables[0].findall(".//tbody/tr")) > 0


@pytest.mark.parametrize(
    ("page", "status", "words"),
    [
        ("/nowhere", 404, "no such page"),
        ("/p/nobody", 404, "no process 'nobody'"),
        ("/p/rus-ukr/whither", 422, "question"),
        ("/article/0", 404, "no article '0'"),
        ("/article/%00", 404, "no article"),
        ("/p/rus-ukr/who?as_of=yesterday", 422, "is no day"),
        ("/p/rus-ukr/who?known_by=9999-12-31T23:00-14:00", 422, "is no day or time"),
        ("/p/rus-ukr/changes?since=soon", 422, "since"),
        ("/p/rus-ukr/who?speaker=Putin", 422, "speaker is no filter of who"),
        ("/p/rus-ukr/who?colour=red", 422, "colour"),
        ("/p/%3Cscript%3Ealert(1)", 404, "no process '<script>alert(1)'"),
    ],
)
def test_what_is_wrong_is_told_clearly(client: TestClient, page: str, status: int, words: str) -> None:
    answer = client.get(page)
    assert answer.status_code == status
    assert words in lxml.html.document_fromstring(answer.text).text_content()
    assert harm(answer.text) == []
    assert "content-security-policy" in answer.headers


def test_an_empty_field_of_a_form_is_no_filter(client: TestClient) -> None:
    bare = client.get("/p/rus-ukr/changes")
    assert client.get("/p/rus-ukr/changes?as_of=&known_by=&since=").text == bare.text


def test_only_known_hosts_and_only_get(client: TestClient) -> None:
    foreign = client.get("/", headers={"host": "rebound.example"})
    assert (foreign.status_code, "content-security-policy" in foreign.headers) == (400, True)
    assert client.get("/", headers={"host": "localhost:8000"}).status_code == 200
    assert client.get("/", headers={"host": "[::1]:8000"}).status_code == 200
    assert client.post("/p/rus-ukr/who").status_code == 405
    assert client.get("/static/../site.py").status_code == 404
    assert client.get("/static/%2e%2e/site.py").status_code == 404


def test_the_style_sheet_fetches_nothing(client: TestClient) -> None:
    sheet = client.get("/static/style.css")
    assert sheet.status_code == 200
    assert "url(" not in sheet.text
    assert "@import" not in sheet.text


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://news.example/a?b=1", True),
        (" http://news.example/", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("https:", False),
        ("//evil.example", False),
        ("http://[::1", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_followed(url: str | None, followed: bool) -> None:
    assert (outside(url) is not None) == followed


def test_links_hold_whatever_a_name_holds() -> None:
    assert link("p", "a/b c", filters={"known_by": "2025-05-15T18:00", "as_of": ""}, at="x") == (
        "/p/a%2Fb%20c?known_by=2025-05-15T18%3A00#x"
    )


def test_parts_hold_every_line_once() -> None:
    sections = [(heading, [Shown(code="c", words=f"{heading}{n}") for n in range(7)]) for heading in "abc"]
    told, offset = [], 0
    while offset is not None:
        kept, following = part_of(sections, offset, 5)
        told += [line.words for _, lines in kept for line in lines]
        offset = following  # type: ignore[assignment]
    assert told == [line.words for _, lines in sections for line in lines]


def test_an_excerpt_shows_the_word_sought(hostile_ledger: Path) -> None:
    with Ledger.open(hostile_ledger) as ledger:
        found = ledger.repository.search("spokesman")
        document = next(ledger.repository.documents(ids=found[:1]))
    assert "spokesman" in excerpt(document, "SPOKESMAN")
    assert excerpt(document, "nowhere").startswith(" ".join(document.article.text.split())[:20])
    assert TEXT


def test_filters_are_written_as_they_were_given() -> None:
    asking = Asking(as_of="2025-05-15", known_by="2025-05-15T18:00", meeting="")  # type: ignore[arg-type]
    assert asking.known_by == datetime(2025, 5, 15, 18)
    assert asking.known_by.replace(tzinfo=UTC)
    assert asking.written() == {
        "as_of": "2025-05-15", "known_by": "2025-05-15T18:00:00", "since": "", "meeting": "", "speaker": "",
    }  # fmt: skip


@given(
    page=st.sampled_from([*QUESTIONS, "timeline", "map", "meeting/x"]),
    name=st.sampled_from(["as_of", "known_by", "since", "meeting", "speaker", "offset", "format", "extent"]),
    value=st.text(max_size=30) | st.dates().map(str) | st.datetimes().map(str) | st.integers().map(str),
)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_is_answered_or_refused(client: TestClient, page: str, name: str, value: str) -> None:
    answer = client.get(f"/p/rus-ukr/{page}", params={name: value})
    assert answer.status_code in (200, 304, 422) or page == "meeting/x"
    if answer.headers["content-type"].startswith("text/html"):
        assert harm(answer.text) == []
