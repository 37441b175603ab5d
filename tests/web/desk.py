"""Somebody at a browser without JavaScript: forms are opened, filled in and sent as a browser sends them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html
from fastapi.testclient import TestClient
from httpx2 import Response

from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import RowQuery
from dragoman.ledger.rows import Correction, Row, RowType
from dragoman.web.access import Access, LocalUser
from dragoman.web.site import site

BASE = "http://127.0.0.1:8000"


@dataclass
class Desk:
    """A ledger, and a client of its site."""

    address: Path | str
    client: TestClient

    def row(self, type_: RowType = "attendance") -> Row | None:
        with open_ledger(self.address) as ledger:
            return next(iter(ledger.rows(RowQuery(types=[type_]))), None)

    def claim(self, type_: RowType = "attendance") -> str:
        row = self.row(type_)
        assert row is not None
        return row.claim

    def rows(self, type_: RowType) -> list[Row]:
        with open_ledger(self.address) as ledger:
            return list(ledger.rows(RowQuery(types=[type_])))

    def corrections(self) -> list[Correction]:
        with open_ledger(self.address) as ledger:
            return list(ledger.corrections())

    def fields(self, path: str) -> dict[str, str]:
        """The fields of the form on a page, as they stand."""
        page = self.client.get(path)
        assert page.status_code == 200, page.text
        [form] = [form for form in lxml.html.document_fromstring(page.text).forms if form.method == "POST"]
        return {name: value.removeprefix("\n").replace("\n", "\r\n") for name, value in form.form_values()}

    def send(self, path: str, *, headers: dict[str, str] | None = None, **filled: str) -> Response:
        """Open a form, fill in some fields and send it; its answer, not followed."""
        given = {**self.fields(path), **{name.replace("__", "."): value for name, value in filled.items()}}
        return self.post(path.partition("?")[0], given, headers)

    def post(self, path: str, given: dict[str, str], headers: dict[str, str] | None = None) -> Response:
        told = {"origin": BASE, "sec-fetch-site": "same-origin", **(headers or {})}
        return self.client.post(path, data=given, headers=told, follow_redirects=False)


def desk_at(address: Path | str, access: Access | None = None, **options: Any) -> Desk:
    """A desk at a ledger, by default that of the user of this machine, ana."""
    made = site(str(address), access=access or LocalUser("ana"), **options)
    return Desk(address, TestClient(made, base_url=BASE, raise_server_exceptions=False))
