"""Clients of sites over ledgers made for tests, and a browser where the machine has one."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.ledger.opening import open_ledger
from dragoman.web.site import site
from tests.ledger.made import article, coding, ledger_at
from tests.web.hostile import PAYLOADS, TEXT


def client_of(address: Path) -> TestClient:
    return TestClient(site(str(address)), base_url="http://127.0.0.1:8000", raise_server_exceptions=False)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of one article, to be written to."""
    return ledger_at(tmp_path / "talks.db")


@pytest.fixture(scope="session")
def hostile_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which every field of an article that a page shows is hostile."""
    address = tmp_path_factory.mktemp("web") / "hostile.db"
    with open_ledger(address, create=True) as ledger:
        for number, payload in enumerate(PAYLOADS):
            text = f"{payload} {TEXT}"
            ledger.add(coding(article(text, id=str(number), title=payload, publisher=payload, url=payload)))
        ledger.add(coding(article(id="calm", title="Talks near", url="https://news.example/talks?a=1&b=2")))
    return address


@pytest.fixture(scope="session")
def client(hostile_ledger: Path) -> TestClient:
    return client_of(hostile_ledger)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium without a window; tests that need it are skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (dependency group dev)")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()
