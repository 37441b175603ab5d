"""The site builds without a warning, and its pages load nothing from elsewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from tests.docs.place import ROOT

LOADED = (
    "//script/@src | //link[not(@rel='canonical')]/@href | //img/@src | //iframe/@src | //object/@data | //source/@src"
)
_FROM_ELSEWHERE = re.compile(r"(?:https?:)?//")
_IN_STYLE = re.compile(r"(?:@import\s+|url\()\s*[\"']?(?:https?:)?//")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as ``make docs`` builds it."""
    pytest.importorskip("sphinx", reason="needs the dependency group docs: make docs")
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "--builder", "html", "--fail-on-warning", "--keep-going", "--quiet"]
    done = subprocess.run([*command, "docs", str(out)], cwd=ROOT, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def test_every_page_is_there_and_loads_nothing_from_elsewhere(site: Path) -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        assert (site / page.relative_to(ROOT / "docs")).with_suffix(".html").exists()
    for built in site.rglob("*.html"):
        loaded = html.fromstring(built.read_bytes()).xpath(LOADED)
        assert not [address for address in loaded if _FROM_ELSEWHERE.match(address)], built
    for style in site.rglob("*.css"):
        assert not _IN_STYLE.search(style.read_text(encoding="utf-8")), style


def test_the_search_lies_beside_the_pages(site: Path) -> None:
    assert "attendance" in (site / "searchindex.js").read_text(encoding="utf-8")
