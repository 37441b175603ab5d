"""The CSV of the pages in LibreOffice: 60 formulas in what others wrote, none evaluated. Skipped without LibreOffice."""

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import RowQuery
from tests.export.test_spreadsheets import PAYLOADS
from tests.ledger.made import article, coding
from tests.web.conftest import client_of

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def opened(text: bytes, folder: Path, delimiter: str) -> str:
    """A CSV file as LibreOffice holds it, cells ending at ``delimiter``, as flat XML."""
    (folder / "page.csv").write_bytes(text)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", f"--infilter=CSV:{ord(delimiter)},34,76",
         "--convert-to", "fods", "--outdir", str(folder), str(folder / "page.csv")],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return (folder / "page.fods").read_text(encoding="utf-8")


@needs_libreoffice
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_no_formula_of_a_pages_csv_is_evaluated(tmp_path: Path, delimiter: str) -> None:
    address, payloads = tmp_path / "formulas.db", PAYLOADS[:60]
    with open_ledger(address, create=True) as ledger, ledger.transaction():
        for number, payload in enumerate(payloads):
            of = article(
                f"{payload} The two sides meet in Istanbul on Friday, {number} told.",
                id=str(number),
                title=payload,
                publisher=payload,
            )
            ledger.add(coding(of))
        mention = next(row.id for row in ledger.rows(RowQuery(types=["meeting"])))
    told = client_of(address).get(f"/p/rus-ukr/meeting/{mention}", params={"format": "csv"})
    assert told.status_code == 200
    lines = csv.DictReader(io.StringIO(told.content.decode("utf-8-sig"), newline=""))
    outlets = {line["outlet"].replace("'", "") for line in lines}
    assert {payload.replace("'", "") for payload in payloads} <= outlets, "the payloads are there"
    assert re.findall(r'table:formula="([^"]*)"', opened(told.content, tmp_path, delimiter)) == []


@needs_libreoffice
def test_the_same_formulas_unguarded_are_evaluated(tmp_path: Path) -> None:
    bare = "\r\n".join(f'"{payload}"' for payload in PAYLOADS[:60] if '"' not in payload).encode("utf-8-sig")
    assert re.findall(r'table:formula="([^"]*)"', opened(bare, tmp_path, ","))
