"""The command that serves a ledger."""

from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from dragoman.cli.serve import serve
from dragoman.errors import LedgerError


def test_it_listens_on_this_machine_alone_and_knows_its_names(
    hostile_ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: given.update(options, app=app))
    serve(str(hostile_ledger), port=8123, allow_host=["desk.example"])
    assert (given["host"], given["port"]) == ("127.0.0.1", 8123)
    assert "http://127.0.0.1:8123" in capsys.readouterr().err
    for name, status in (("localhost:8123", 200), ("desk.example", 200), ("other.example", 400)):
        assert TestClient(given["app"]).get("/", headers={"host": name}).status_code == status


def test_what_is_wrong_with_the_ledger_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        serve(str(tmp_path / "none.db"))
