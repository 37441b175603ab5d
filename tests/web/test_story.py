"""The pages of the worked story: every page there, every record's sentence marked, the story told."""

from collections.abc import Iterator

import lxml.html
import pytest
from fastapi.testclient import TestClient

from dragoman.web.questions import QUESTIONS
from tests.acceptance.story import PROCESS, Story, story_in
from tests.web.conftest import client_of
from tests.web.hostile import harm

_EVE = {"as_of": "2025-05-14", "known_by": "2025-05-14"}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story_in(tmp_path_factory.mktemp("story"))
    yield made
    made.ledger.close()


@pytest.fixture(scope="module")
def client(story: Story) -> TestClient:
    return client_of(story.address)


def test_every_page_of_the_story_is_there(client: TestClient) -> None:
    for place in ("", "/timeline", "/map", *(f"/{name}" for name in QUESTIONS)):
        for times in ({}, _EVE):
            page = client.get(f"/p/{PROCESS}{place}", params=times)
            assert page.status_code == 200
            assert harm(page.text) == []
            assert len(page.content) < 300_000


def test_the_overview_tells_who_comes_on_the_eve(client: TestClient) -> None:
    page = lxml.html.document_fromstring(client.get(f"/p/{PROCESS}", params=_EVE).text)
    lines = {" ".join(line.find("p").text_content().split()) for line in page.find_class("line")}
    for told in ("declined Sergei Lavrov", "confirmed Sergei Lavrov", "conditional Volodymyr Zelensky", "rumoured"):
        assert any(line.startswith(told) for line in lines), told


def test_every_sentence_of_every_article_is_marked_where_it_stands(story: Story, client: TestClient) -> None:
    for document in story.ledger.repository.documents():
        rows = client.get(f"/api/v1/articles/{document.id}").json()["rows"]
        page = lxml.html.document_fromstring(client.get(f"/article/{document.id}").text)
        marked = "".join(mark.text_content() for mark in page.iter("mark"))
        assert len(page.find_class("records")[0] if rows else []) == len(rows)
        for row in rows:
            assert all(evidence["text"] in marked for evidence in row["evidence"]), row["row"]
            page.get_element_by_id(f"row-{row['row']}")


def test_every_meeting_and_everyone_named_has_a_page(story: Story, client: TestClient) -> None:
    for line in story.ledger.rounds(PROCESS).lines:
        page = client.get(f"/p/{PROCESS}/meeting/{line.meeting.id}")
        assert page.status_code == 200
        assert harm(page.text) == []
        assert len(page.content) < 300_000
    page = lxml.html.document_fromstring(client.get(f"/p/{PROCESS}/delegations?meeting=2025-06-02").text)
    people = {a.get("href") for a in page.iter("a") if a.get("href").startswith("/person/")}
    assert len(people) > 10
    for href in sorted(people):
        answer = client.get(href)
        assert (answer.status_code, harm(answer.text)) == (200, []), href


def test_the_board_of_delegations_tells_the_three_rounds(story: Story, client: TestClient) -> None:
    told = client.get(f"/p/{PROCESS}/delegations", params={"meeting": "2025-06-02", "format": "board-json"}).json()
    marks = {(line["person"], line["round"]): line["mark"] for line in told["lines"]}
    first, second = "Istanbul, 2025-05-16", "Istanbul, 2025-06-02"
    for name, before, after in (
        ("Oleksii Malovatskyi", "new", "dropped"), ("Vadym Skibitskyi", "new", "kept"), ("Yurii Kovbasa", None, "new"),
        ("Alexander Fomin", "kept", None), ("Leonid Slutsky", "dropped", None), ("Yuri Ushakov", "expected", None),
    ):  # fmt: skip
        assert (marks.get((name, first)), marks.get((name, second))) == (before, after), name
    assert marks["Leonid Slutsky", "Istanbul, 2022-03"] == "named"


def test_the_board_of_positions_counts_what_the_answer_holds(story: Story, client: TestClient) -> None:
    told = client.get(f"/p/{PROCESS}/positions", params={"format": "board-json"}).json()["lines"]
    held = [line for line in story.ledger.positions(PROCESS).lines if not line.background]
    assert sum(line["positions"] for line in told) == len(held)
    asked = next(
        line for line in told if (line["issue"], line["side"], line["deed"]) == ("ceasefire", "UKR", "demanded")
    )
    assert (asked["positions"], asked["status"]) == (2, "rejected")


def test_the_meeting_of_may_is_told_as_each_source_has_it(story: Story, client: TestClient) -> None:
    id_ = next(
        line.meeting.id for line in story.ledger.rounds(PROCESS).lines if line.time and line.time.edtf() == "2025-05-16"
    )
    page = lxml.html.document_fromstring(client.get(f"/p/{PROCESS}/meeting/{id_}").text)
    mentions = next(t for t in page.iter("table") if "as each source says" in t.find("caption").text_content())
    told = {" ".join(row.text_content().split()[:3]) for row in mentions.find("tbody")}
    assert any(line.startswith("Northern Gazette") for line in told)
    days = {cell.text_content() for row in mentions.find("tbody") for cell in row.findall("td")}
    assert {"2025-05-15", "2025-05-16"} <= days, "planned for the one day and held on the other"


def test_the_links_of_a_page_lead_to_pages(client: TestClient) -> None:
    page = lxml.html.document_fromstring(client.get(f"/p/{PROCESS}", params=_EVE).text)
    ours = {href for href in (a.get("href") for a in page.iter("a")) if href.startswith("/")}
    assert len(ours) > 15
    for href in sorted(ours):
        assert client.get(href).status_code == 200, href
