"""Short versions of `scripts/soak`: kills at random points, and a crowd of writers."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.ledger.conftest import NewAddress

ROOT = Path(__file__).parents[2]


def told_by(module: str, *options: str) -> dict[str, Any]:
    command = [sys.executable, "-m", f"scripts.soak.{module}", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def test_nothing_acknowledged_is_lost_and_nothing_doubled_by_kills(tmp_path: Path) -> None:
    # kills come soon after a batch: a quick machine would have written all before a later one
    figures = told_by("kills", "--kills", "10", "--longest", "0.02", "--folder", str(tmp_path))
    assert figures["at_work"] >= 5
    assert figures["acknowledged"] >= 80
    assert figures["faults"] == []


def test_writers_at_once_all_get_their_rows_in(new_address: NewAddress) -> None:
    figures = told_by("writers", "--writers", "4", "--transactions", "25", "--ledger", new_address())
    assert figures["documents"] == figures["transactions"] == 100
    assert figures["rows"] == figures["rows_expected"]
