"""Decisions in Chromium: by mouse, by keys, by Tab alone, without JavaScript; 500 hostile strings do nothing.

Skipped where Playwright or Chromium is missing.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from dragoman.ledger.corrections import body_of, correction_of
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import RowQuery
from dragoman.ledger.rows import Coding, RowType
from dragoman.web.access import LocalUser
from dragoman.web.forms import has_controls
from tests.ledger.made import AT, RUN, article, coding
from tests.web.hostile import HOSTILE
from tests.web.serving import served, watched
from tests.web.test_dossiers import hostile_record

WHY = "he spoke of another summit"


@pytest.fixture
def talks(tmp_path: Path, browser: Any) -> Iterator[tuple[Path, str, str]]:
    """A ledger with one article, the site's address, and that of the article."""
    address = tmp_path / "talks.db"
    with open_ledger(address, create=True) as ledger:
        ledger.add(coding())
        document = next(ledger.documents()).id
    with served(address, access=LocalUser("ana")) as base:
        yield address, base, f"{base}/article/{document}"


def made(address: Path) -> list[tuple[str, str, str]]:
    with open_ledger(address) as ledger:
        return [(one.action, one.by, one.why) for one in ledger.corrections()]


def second_of(address: Path) -> Any:
    """The second record as the article lists them."""
    with open_ledger(address) as ledger:
        rows = sorted(ledger.rows(), key=lambda row: (row.report.evidence[0].start, row.id))
    return rows[1]


@pytest.mark.parametrize("scripts", [True, False])
def test_by_mouse_with_and_without_javascript(browser: Any, talks: tuple[Path, str, str], scripts: bool) -> None:
    address, base, article = talks
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    seen = watched(page, base)
    page.goto(article)
    page.get_by_role("link", name="Reject attendance").click()
    page.get_by_label("Why").fill(WHY)
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("heading", name="Rejected by hand").wait_for()
    page.get_by_role("link", name="Take back").click()
    page.get_by_label("Why").fill("I misread")
    page.get_by_role("button", name="Take back").click()
    page.wait_for_url(lambda address: not address.endswith("/undo"))
    page.goto(article)
    page.get_by_role("link", name="Edit attendance").click()
    page.get_by_label("Status", exact=True).select_option("confirmed")
    page.get_by_label("Why").fill("on tape")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("confirmed: Vladimir Putin").wait_for()
    context.close()
    assert made(address) == [("reject", "ana", WHY), ("undo", "ana", "I misread"), ("edit", "ana", "on tape")]
    assert seen.nothing(), seen


def test_by_keys_alone(browser: Any, talks: tuple[Path, str, str]) -> None:
    address, base, article = talks
    wanted = second_of(address)
    page = browser.new_page()
    seen = watched(page, base)
    page.goto(article)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("o")
    assert page.url == f"{article}#row-{wanted.id}"
    page.keyboard.press("x")
    page.locator("#why:focus").wait_for()
    page.keyboard.type(f"{WHY} jaxo?/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{article}#claim-{wanted.claim}")
    page.keyboard.press("a")
    page.wait_for_url(f"**/record/{wanted.claim}/accept")
    page.locator("#why:focus").wait_for()
    page.keyboard.type("right after all")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{article}#claim-{wanted.claim}")
    page.keyboard.press("e")
    page.wait_for_url(f"**/record/{wanted.claim}/edit")
    page.close()
    assert made(address) == [("reject", "ana", f"{WHY} jaxo?/"), ("accept", "ana", "right after all")]
    assert seen.nothing(), seen


def test_search_and_help_and_keys_turned_off(browser: Any, talks: tuple[Path, str, str]) -> None:
    address, _, article = talks
    context = browser.new_context()
    page = context.new_page()
    page.goto(article)
    page.keyboard.press("?")
    page.get_by_text("next, previous record").wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("next, previous record").wait_for(state="hidden")
    page.keyboard.press("/")
    page.keyboard.type("jx Istanbul")
    assert page.locator("#q").input_value() == "jx Istanbul"
    page.goto(article)
    page.keyboard.press("?")
    page.get_by_label("These keys work on their own").uncheck()
    page.goto(article)
    for key in ("j", "x", "a", "?", "/"):
        page.keyboard.press(key)
    assert page.url == article
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.locator("summary", has_text="Keyboard").click()
    page.get_by_label("These keys work on their own").check()
    page.locator("summary", has_text="Keyboard").focus()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.hasAttribute('data-record')")
    context.close()
    assert made(address) == []


def test_by_tab_and_enter_alone_without_javascript(browser: Any, talks: tuple[Path, str, str]) -> None:
    address, _, article = talks
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(article)
    link = page.get_by_role("link", name="Reject attendance")
    for _ in range(80):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    assert link.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.locator("#why:focus").wait_for()
    page.keyboard.type(WHY)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{article}**")
    context.close()
    assert made(address) == [("reject", "ana", WHY)]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_where_one_corrects(browser: Any, talks: tuple[Path, str, str], theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed").Axe()
    address, base, article = talks
    with open_ledger(address) as ledger:
        kinds: tuple[RowType, ...] = ("meeting", "attendance")
        met, came = (next(ledger.rows(RowQuery(types=[kind]))).claim for kind in kinds)
        made = correction_of(
            "reject", came, by="ana", at=AT, why=WHY, body=body_of(next(ledger.rows(RowQuery(claims=[came]))), None)
        )
        ledger.add_correction(made)
    page = browser.new_page(color_scheme=theme, viewport={"width": 1280, "height": 900})
    found, wide = [], []
    for path in (
        article, f"{base}/record/{came}", f"{base}/record/{met}/edit", f"{base}/record/{came}/accept", f"{base}/corrections",
        f"{base}/correct/meeting/merge?one={met}", f"{base}/correct/actor/split?one=UKR", f"{base}/correction/{made.id}/undo",
    ):  # fmt: skip
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(path)
        page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        told = axe.run(page).response["violations"]
        found += [(path, one["id"]) for one in told if one["impact"] in ("serious", "critical")]
        page.set_viewport_size({"width": 360, "height": 800})
        wide += [path] if page.evaluate("document.documentElement.scrollWidth") > 360 else []
    page.close()
    assert (found, wide) == ([], [])


def test_what_watches_would_see_harm(browser: Any, talks: tuple[Path, str, str]) -> None:
    _, base, article = talks
    page = browser.new_page()
    seen = watched(page, base)
    page.goto(article)
    page.evaluate("alert(1)")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://evil.example/i.png'}))")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')")
    page.wait_for_timeout(200)
    page.close()
    assert seen.dialogs == ["1"]
    assert len(seen.refused) >= 2


def hostile_ledger(address: Path) -> list[str]:
    """A ledger that holds each of the 500 strings in a title, outlet, author, address, name or sentence, and each as
    somebody's reason; its addresses to look at.
    """
    parts = [HOSTILE[start : start + 6] for start in range(0, len(HOSTILE), 6)]
    with open_ledger(address, create=True) as ledger, ledger.transaction():
        for number, (title, *rest) in enumerate(parts):
            publisher, byline, url, name, said = (rest + [title] * 5)[:5]
            of = article(
                f"{said} The two sides meet on Friday.", id=str(number), title=title, publisher=publisher, url=url
            )
            of = replace(of, byline=byline)
            ledger.add(Coding(article=of, run=RUN, recorded_at=AT, record=hostile_record(of, name)))
        claims = sorted(row.claim for row in ledger.rows(RowQuery(types=["attendance"])))
        for number, why in enumerate(HOSTILE):
            at, claim = AT + timedelta(minutes=number), claims[number % len(claims)]
            ledger.add_correction(correction_of("accept", claim, by=why[:60], at=at, why=why))
    with open_ledger(address) as ledger:
        documents = [document.id for document in ledger.documents()]
        told = {row.report.who.name for row in ledger.rows(RowQuery(types=["attendance"]))}  # type: ignore[attr-defined]
        names = sorted(name for name in told if not has_controls(name))[:8]
        last = ledger.corrections()[-1].id
    return [
        *(f"/article/{id_}" for id_ in documents), "/corrections?limit=1000", "/search?q=sides&limit=200",
        *(f"/record/{claim}" for claim in claims[:8]), *(f"/record/{claim}/edit" for claim in claims[-8:]),
        f"/correction/{last}/undo", *(f"/correct/actor/split?{urlencode({'one': name})}" for name in names),
        *(f"/login?{urlencode({'next': text})}" for text in HOSTILE[::100]),
    ]  # fmt: skip


def test_five_hundred_hostile_strings_do_nothing_where_one_may_correct(browser: Any, tmp_path: Path) -> None:
    assert len(set(HOSTILE)) == 500
    paths = hostile_ledger(tmp_path / "hostile.db")
    with served(tmp_path / "hostile.db", access=LocalUser(HOSTILE[3])) as base:
        page = browser.new_page()
        seen = watched(page, base)
        statuses = {path: page.goto(base + path).status for path in paths}
        page.close()
    assert {status for path, status in statuses.items() if not path.startswith("/login")} == {200}
    assert seen.nothing(), seen
