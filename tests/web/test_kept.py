"""Finished pages: given again while nobody writes, and to nobody else than whom they are for."""

import zlib
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from fastapi.testclient import TestClient

from dragoman.ledger.opening import open_ledger
from dragoman.web import overview, pages
from dragoman.web.access import Access, LocalUser, TrustedHeader
from dragoman.web.kept import Kept
from dragoman.web.site import site
from tests.ledger.made import article, coding
from tests.web.desk import BASE, Desk

OTHER = "Envoys of both governments gather in Geneva next week, aides told us, and a ceasefire heads the agenda."
SOME = ("/", "/p/rus-ukr", "/p/rus-ukr/who", "/p/rus-ukr/quotes", "/p/rus-ukr/timeline", "/person/Vladimir%20Putin")


def kept_and_desk(ledger: Path, access: Access) -> tuple[Kept, Desk]:
    kept = Kept(str(ledger))
    made = site(str(ledger), access=access, kept=kept)
    return kept, Desk(ledger, TestClient(made, base_url=BASE, client=("127.0.0.1", 1)))


def held(kept: Kept) -> list[bytes]:
    return [zlib.decompress(packed) for packed in kept._pages.values()]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """How often overviews are made."""
    counted = Mock(side_effect=overview.overview_page)
    monkeypatch.setattr(pages, "overview_page", counted)
    return counted


def test_a_page_is_made_once_until_somebody_writes(ledger: Path, made: Mock) -> None:
    _, desk = kept_and_desk(ledger, LocalUser("ana"))
    first = desk.client.get("/p/rus-ukr")
    again = desk.client.get("/p/rus-ukr")
    assert (again.content, again.headers["etag"], made.call_count) == (first.content, first.headers["etag"], 1)
    tag = {"if-none-match": first.headers["etag"]}
    assert desk.client.get("/p/rus-ukr", headers=tag).status_code == 304
    assert desk.client.get("/p/rus-ukr?as_of=2020-01-01").content != first.content
    with open_ledger(ledger) as writer:
        writer.add(coding(article(OTHER, id="b", title="Geneva is next")))
    later = desk.client.get("/p/rus-ukr", headers=tag)
    assert later.status_code == 200
    assert "Geneva is next" in later.text
    assert "Geneva is next" not in first.text


def test_a_correction_shows_at_once(ledger: Path) -> None:
    kept, desk = kept_and_desk(ledger, LocalUser("ana"))
    claim, pages_then = desk.claim(), {path: desk.client.get(path).text for path in SOME}
    assert len(held(kept)) == len(SOME)
    desk.send(f"/record/{claim}/reject", why="he spoke of another summit")
    assert 'data-code="declined"' in pages_then["/p/rus-ukr/who"]
    assert 'data-code="declined"' not in desk.client.get("/p/rus-ukr/who").text


def test_what_is_kept_holds_nothing_of_who_asked(ledger: Path) -> None:
    kept, desk = kept_and_desk(ledger, LocalUser("ana of the desk"))
    token = desk.fields(f"/record/{desk.claim()}/reject")["token"]
    cookies = [value.encode() for value in desk.client.cookies.values()]
    for path in SOME:
        assert "ana of the desk" in desk.client.get(path).text
        assert "ana of the desk" in desk.client.get(path).text, "what was kept is given her name again"
    assert len(held(kept)) == len(SOME)
    assert len(cookies) == 1
    for page in held(kept):
        assert not any(secret in page for secret in (b"ana of the desk", token.encode(), *cookies))


def test_who_may_not_correct_gets_no_forms_of_who_may(ledger: Path) -> None:
    _, desk = kept_and_desk(ledger, LocalUser("ana"))
    passed_on = {"x-forwarded-for": "192.0.2.1"}
    assert ">Correct</a>" in desk.client.get("/p/rus-ukr/who").text
    other = desk.client.get("/p/rus-ukr/who", headers=passed_on).text
    assert ">Correct</a>" not in other
    assert "ana" not in other.partition("<main")[0]


def test_many_at_once_get_the_page_with_their_own_name_and_strangers_none(ledger: Path) -> None:
    _, desk = kept_and_desk(ledger, TrustedHeader("x-user", [ip_network("127.0.0.1")]))
    names = [f"reader {number} <b>" for number in range(24)]

    def asked(name: str) -> Any:
        return desk.client.get("/p/rus-ukr", headers={"x-user": name})

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(asked, names))
    bodies = set()
    for name, reply in zip(names, found, strict=True):
        shown = name.replace("<b>", "&lt;b&gt;")
        assert reply.text.count("reader ") == reply.text.count(shown) == 1
        bodies.add(reply.text.replace(shown, ""))
    assert len(bodies) == 1
    assert len({reply.headers["etag"] for reply in found}) == len(names)
    assert desk.client.get("/p/rus-ukr").status_code == 403


def test_a_question_mark_in_a_name_begins_no_filters(ledger: Path) -> None:
    _, desk = kept_and_desk(ledger, LocalUser("ana"))
    assert desk.client.get("/person/Vladimir%20Putin?process=rus-ukr").status_code == 200
    assert desk.client.get("/person/Vladimir%20Putin%3Fprocess=rus-ukr").status_code == 404


def test_only_pages_are_kept(ledger: Path) -> None:
    kept, desk = kept_and_desk(ledger, LocalUser("ana"))
    for path in ("/p/rus-ukr/who?format=csv", "/p/rus-ukr/who?format=json", "/p/none", "/p/rus-ukr?as_of=x"):
        desk.client.get(path)
    assert held(kept) == []


def test_no_more_is_kept_than_there_is_room_for_and_what_was_asked_for_last_stays(ledger: Path) -> None:
    kept = Kept(str(ledger), most=200)
    moment, keys = kept.moment(), [(f"/{number}", b"", True) for number in range(20)]
    for key in keys:
        kept.keep(key, key[0].encode() * 100, moment)
        assert kept.page(keys[0], moment) == b"/0" * 100, "it was asked for each time"
    assert kept.page(keys[-1], moment)
    assert kept.page(keys[1], moment) is None
    assert sum(len(packed) for packed in kept._pages.values()) <= 200
    kept.keep(("/huge", b"x" * 300, True), b"", moment)
    assert kept.page(("/huge", b"x" * 300, True), moment) is None


def test_a_page_read_before_a_write_is_not_kept_after_it(ledger: Path) -> None:
    kept, key = Kept(str(ledger)), ("/p/rus-ukr", b"", False)
    before = kept.moment()
    with open_ledger(ledger) as writer:
        writer.add(coding(article(OTHER)))
    after = kept.moment()
    kept.keep(key, b"old", before)
    assert kept.page(key, after) is None
    kept.keep(key, b"new", after)
    assert (kept.page(key, after), kept.page(key, before)) == (b"new", None)
