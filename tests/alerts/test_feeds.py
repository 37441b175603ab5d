"""The feeds: what feedparser and the grammar of RFC 4287 take, with ids that stay, and nothing of others but text."""

from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pytest
from fastapi.testclient import TestClient
from lxml import etree

from dragoman.ledger.opening import open_ledger
from dragoman.ledger.rows import Coding
from dragoman.state.times import end_of
from dragoman.web.questions import QUESTIONS
from tests.cli.test_questions import RUN, record
from tests.ledger.made import article, coding
from tests.web.conftest import client_of
from tests.web.hostile import PAYLOADS, TEXT

GRAMMAR = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
ATOM = "{http://www.w3.org/2005/Atom}"


def told(address: Path, outlet: str, on: str, status: str) -> None:
    """Another report is read."""
    with open_ledger(address, create=True) as ledger:
        made = record(outlet, on, status)
        ledger.add(Coding(article=made.article, record=made, run=RUN, recorded_at=end_of(date.fromisoformat(on))))


@pytest.fixture
def address(tmp_path: Path) -> Path:
    made = tmp_path / "talks.db"
    told(made, "Gazette", "2025-05-13", "undetermined")
    told(made, "Record", "2025-05-14", "declined")
    return made


@pytest.fixture
def client(address: Path) -> TestClient:
    return client_of(address)


def parsed(client: TestClient, question: str, **filters: str) -> Any:
    """The feed as feedparser reads it, after the grammar has taken it."""
    answer = client.get(f"/p/rus-ukr/{question}.atom", params=filters)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml"
    GRAMMAR.assertValid(etree.fromstring(answer.content))
    found = feedparser.parse(answer.content)
    assert not found.bozo
    assert found.version == "atom10"
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    return found


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_a_feed_that_readers_take(client: TestClient, question: str) -> None:
    found = parsed(client, question)
    assert found.feed.title == f"{QUESTIONS[question].title} · RUS and UKR"
    assert found.feed.links[0].href.endswith(f"/p/rus-ukr/{question}.atom")
    assert found.entries or question in ("disagreements", "positions", "conditions", "delegations", "doubts")
    for entry in found.entries:
        assert entry.title
        assert entry.updated.startswith("2025-05-1")
        assert (
            "Thursday" in entry.content[0].value
            or "Putin" in entry.content[0].value
            or "any case" in entry.content[0].value
        )


def test_a_change_is_an_entry_of_the_day_on_which_it_was_learned(client: TestClient) -> None:
    entries = parsed(client, "changes").entries
    (declined,) = [entry for entry in entries if "undetermined → declined" in entry.title]
    assert "Vladimir Putin" in declined.title
    assert declined.updated == "2025-05-14T23:59:59Z"
    assert "the Kremlin said" in declined.content[0].value
    assert "Record, 2025-05-14" in declined.content[0].value
    assert entries[0].updated >= entries[-1].updated == "2025-05-13T23:59:59Z"


def test_ids_stay_while_more_is_read_and_what_changes_is_an_entry_of_its_own(address: Path, client: TestClient) -> None:
    before = {q: {e.id: e.title for e in parsed(client, q).entries} for q in ("changes", "who", "quotes")}
    assert before == {q: {e.id: e.title for e in parsed(client, q).entries} for q in before}
    told(address, "Courier", "2025-05-15", "withdrew")
    for question, known in before.items():
        after = {entry.id: entry.title for entry in parsed(client, question).entries}
        assert question == "who" or known.keys() <= after.keys()
        new = [title for id_, title in after.items() if id_ not in known]
        assert question == "quotes" or any("withdrew" in title for title in new)


def test_ids_do_not_depend_on_the_order_of_reading(address: Path, client: TestClient, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    told(other, "Record", "2025-05-14", "declined")
    told(other, "Gazette", "2025-05-13", "undetermined")
    for question in QUESTIONS:
        ours, theirs = parsed(client, question).entries, parsed(client_of(other), question).entries
        assert [entry.id for entry in ours] == [entry.id for entry in theirs]


def test_the_filters_of_the_question_count(client: TestClient) -> None:
    assert len(parsed(client, "changes", since="2025-05-14").entries) < len(parsed(client, "changes").entries)
    early = parsed(client, "who", known_by="2025-05-13")
    assert ["undetermined" in entry.title for entry in early.entries] == [True]
    assert early.feed.id != parsed(client, "who").feed.id
    assert client.get("/p/rus-ukr/who.atom", params={"since": "24h"}).status_code == 422
    assert client.get("/p/nobody/who.atom").status_code == 404
    assert client.get("/p/rus-ukr/nothing.atom").status_code == 422


def test_an_unchanged_feed_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/p/rus-ukr/who.atom").headers["etag"]
    assert client.get("/p/rus-ukr/who.atom", headers={"if-none-match": tag}).status_code == 304


def test_pages_of_a_process_name_its_feed(client: TestClient) -> None:
    for page in ("/p/rus-ukr", "/p/rus-ukr/who"):
        link = '<link rel="alternate" type="application/atom+xml" title="What changed" href="/p/rus-ukr/changes.atom">'
        assert link in client.get(page).text
    assert "atom+xml" not in client.get("/").text


def test_words_of_others_stay_text(tmp_path: Path) -> None:
    address = tmp_path / "hostile.db"
    hidden = "\x00\x1b\x0b\ufffe"
    with open_ledger(address, create=True) as ledger:
        for number, payload in enumerate(PAYLOADS):
            text = f"{payload} {hidden} {TEXT}"
            made = article(text, id=str(number), title=payload, publisher=payload, url=payload)
            ledger.add(coding(made, status=("declined", "confirmed")[number % 2]))
    client = client_of(address)
    seen = 0
    for question in QUESTIONS:
        found = parsed(client, question)
        tree = etree.fromstring(client.get(f"/p/rus-ukr/{question}.atom").content)
        seen += sum("<script" in (text or "") for text in tree.itertext())
        for entry in found.entries:
            assert "<script" not in entry.content[0].value.lower()
            assert "javascript:" not in " ".join(link.href for link in entry.links)
    assert seen > 0
