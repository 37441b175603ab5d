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
    for place in ("", "/timeline", *(f"/{name}" for name in QUESTIONS)):
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


def test_the_links_of_a_page_lead_to_pages(client: TestClient) -> None:
    page = lxml.html.document_fromstring(client.get(f"/p/{PROCESS}", params=_EVE).text)
    ours = {href for href in (a.get("href") for a in page.iter("a")) if href.startswith("/")}
    assert len(ours) > 15
    for href in sorted(ours):
        assert client.get(href).status_code == 200, href
