"""The command that serves a ledger."""

from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from dragoman.cli.serve import serve
from dragoman.errors import LedgerError, UsageError
from dragoman.ledger.opening import open_ledger
from dragoman.web.opening import Lending
from tests.ledger.made import article, coding
from tests.web.conftest import client_of


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


def test_what_is_ingested_meanwhile_is_shown(tmp_path: Path) -> None:
    address = tmp_path / "growing.db"
    with open_ledger(address, create=True) as ledger:
        client = client_of(address)
        assert client.get("/api/v1/processes").json()["total"] == 0
        ledger.add(coding(article("The delegations meet on Monday in Geneva, envoys said after the session.")))
        assert client.get("/api/v1/processes").json()["total"] == 1
        assert client.get("/api/v1/search?q=Geneva").json()["items"]


def test_no_two_requests_share_a_ledger_and_the_last_is_lent_first(hostile_ledger: Path) -> None:
    ledgers = Lending(str(hostile_ledger))
    with ledgers.lent() as one, ledgers.lent() as other:
        assert one is not other
    with ledgers.lent() as again:
        assert again is one
    with pytest.raises(UsageError), ledgers.lent() as wrong:
        raise UsageError("no such meeting")
    with ledgers.lent() as kept:
        assert kept is wrong
    with pytest.raises(LedgerError), ledgers.lent() as broken:
        raise LedgerError("is damaged")
    with ledgers.lent() as sound:
        assert sound is not broken
