"""The pages in Chromium: accessible by axe-core in both themes, whole at 360 pixels, usable without a script or a mouse.

Skipped where Playwright or Chromium is missing.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.api.ledger import Ledger
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.rows import Coding
from dragoman.web.questions import QUESTIONS
from tests.acceptance.story import PROCESS, story_in
from tests.ledger.made import AT, RUN, article
from tests.web.hostile import PAYLOADS
from tests.web.serving import served, watched
from tests.web.test_dossiers import hostile_record

_OPEN_TWO = """() => {
  const seen = {};
  for (const folded of document.querySelectorAll('details')) {
    seen[folded.className] = (seen[folded.className] || 0) + 1;
    folded.open = seen[folded.className] < 3;
  }
}"""
"""Opens the first two of each kind of what is folded; more of the same would cost axe minutes and show nothing new."""
_EVE = "as_of=2025-05-14&known_by=2025-05-14"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[tuple[str, list[str]]]:
    """The address of the served story, and every page of it."""
    made = story_in(tmp_path_factory.mktemp("browser"))
    with made.ledger as ledger:
        meeting = next(line.meeting.id for line in ledger.rounds(PROCESS).lines if line.status == "held")
        document = next(ledger.repository.documents()).id
        person = next(line.who.id for line in ledger.delegations(PROCESS, meeting="2025-06-02").lines if line.who.id)
    process = f"/p/{PROCESS}"
    pages = [
        "/", process, f"{process}?{_EVE}", f"{process}/who?{_EVE}", f"{process}/timeline", f"{process}/map",
        f"{process}/map?extent=world", f"{process}/meeting/{meeting}", f"/person/{person}",
        f"/person/{person}?process={PROCESS}", f"/article/{document}", "/search?q=Istanbul", "/nowhere",
        f"{process}/delegations?meeting=2025-06-02", *(f"{process}/{name}" for name in QUESTIONS),
    ]  # fmt: skip
    with served(made.address) as base:
        yield base, pages


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(browser: Any, story: tuple[str, list[str]], theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed").Axe()
    base, pages = story
    page = browser.new_page(color_scheme=theme, viewport={"width": 1280, "height": 900})
    seen = watched(page, base)
    found = []
    for path in pages:
        page.goto(base + path)
        page.evaluate(_OPEN_TWO)
        told = axe.run(page).response["violations"]
        grave = [one for one in told if one["impact"] in ("serious", "critical")]
        found += [(path, one["id"], [node["html"][:150] for node in one["nodes"][:3]]) for one in grave]
    page.close()
    assert found == []
    assert seen.nothing(), seen


def test_axe_would_find_what_is_wrong(browser: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed").Axe()
    page = browser.new_page()
    page.set_content("<html lang=en><title>x</title><main><img src=x><p style='color:#ccc'>pale</p><input></main>")
    assert {one["id"] for one in axe.run(page).response["violations"]} >= {"image-alt", "color-contrast", "label"}
    page.close()


def test_no_page_is_wider_than_the_screen(browser: Any, story: tuple[str, list[str]]) -> None:
    base, pages = story
    page = browser.new_page()
    wide = {}
    for path in pages:
        page.goto(base + path)
        page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            wide[path, width] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert {place: across for place, across in wide.items() if across > place[1]} == {}


def test_a_reader_gets_about_without_javascript(browser: Any, story: tuple[str, list[str]]) -> None:
    base, _ = story
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    seen = watched(page, base)
    page.goto(f"{base}/")
    page.get_by_role("link", name="Russia-Ukraine talks").click()
    page.get_by_label("As of (day)").fill("2025-05-14")
    page.get_by_label("Known by (UTC)").fill("2025-05-14")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/p/**as_of=2025-05-14**")
    page.locator("summary").first.click()
    page.locator("details[open] q").first.wait_for()
    page.get_by_role("main").get_by_role("link", name="Sergei Lavrov").first.click()
    page.wait_for_url("**/person/**as_of=2025-05-14**")  # the filters go along
    page.get_by_role("heading", level=1, name="Lavrov").wait_for()
    page.get_by_role("heading", level=3).get_by_role("link").first.click()
    page.get_by_role("heading", level=2, name="Who comes").wait_for()
    page.get_by_role("link", name="Map", exact=True).click()
    page.get_by_role("table").wait_for()
    page.get_by_role("link", name="Delegations", exact=True).click()
    page.locator("table.board").wait_for()
    context.close()
    assert seen.nothing(), seen


def test_the_keyboard_alone_leads_to_a_sentence(browser: Any, story: tuple[str, list[str]]) -> None:
    base, _ = story
    page = browser.new_page()
    page.goto(f"{base}/p/{PROCESS}/delegations?meeting=2025-06-02")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    page.locator("details[open] q").first.wait_for()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.close()


def test_five_hundred_hostile_strings_do_nothing(browser: Any, tmp_path: Path) -> None:
    address, count = tmp_path / "hostile.db", 42
    with open_ledger(address, create=True) as ledger:
        for number in range(count):
            payload = f"{PAYLOADS[number % len(PAYLOADS)]} {number}"
            of = article(
                f"{payload} The two sides meet on Friday.",
                id=str(number),
                title=payload,
                publisher=payload,
                url=payload,
            )
            ledger.add(Coding(article=of, run=RUN, recorded_at=AT, record=hostile_record(of, payload)))
    with Ledger.open(address) as opened:
        documents = [document.id for document in opened.repository.documents()]
        meetings = [line.meeting.id for line in opened.rounds("rus-ukr").lines][:5]
    process = "/p/rus-ukr"
    pages = [
        "/", process, f"{process}/map", f"{process}/timeline", "/search?q=sides", *(f"{process}/{name}" for name in QUESTIONS),
        *(f"{process}/meeting/{id_}" for id_ in meetings), *(f"/article/{id_}" for id_ in documents),
    ]  # fmt: skip
    with served(address) as base:
        page = browser.new_page()
        seen = watched(page, base)
        statuses = {page.goto(base + path).status for path in pages}
        page.goto(base + process)
        names = page.locator("a[href^='/person/']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        statuses |= {page.goto(base + path).status for path in dict.fromkeys(names)}
        page.close()
    assert names
    assert statuses == {200}
    assert seen.nothing(), seen
