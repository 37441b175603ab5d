"""Pages of persons, meetings and venues, and the boards: whole, harmless, and in agreement with the ledger."""

import csv
import io
from pathlib import Path
from urllib.parse import quote as quoted

import lxml.html
import pytest
from fastapi.testclient import TestClient

from dragoman.api.ledger import Ledger
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.rows import Coding
from dragoman.model import (
    Actor,
    Article,
    Attendance,
    Delegation,
    Flag,
    MeetingReport,
    Position,
    Record,
    Statement,
    day,
    quote,
)
from dragoman.web import person
from tests.ledger.made import AT, RUN, article
from tests.web.conftest import client_of
from tests.web.hostile import PAYLOADS, harm


def hostile_record(of: Article, payload: str) -> Record:
    """A record of which every word that a page may show is hostile."""
    common = {"evidence": (quote(of, "text", 0, 20),), "source": payload}
    who = Actor(name=payload, kind="person", party="RUS", office=payload, office_held=payload, printed=payload)
    met = MeetingReport(
        key="m1", label=payload, place=payload, parties=("RUS", "UKR"), mediators=(payload,), time=day(AT.date()),
        **common,  # type: ignore[arg-type]
    )  # fmt: skip
    return Record(
        article=of,
        relevance="talks",
        meetings=(met,),
        attendance=(Attendance(who=who, meeting="m1", status="conditional", condition=payload, **common),),  # type: ignore[arg-type]
        delegations=(Delegation(party="RUS", who=who, role="head", office=payload, meeting="m1", **common),),  # type: ignore[arg-type]
        positions=(Position(holder=who, party="RUS", kind="demand", content=payload, **common),),  # type: ignore[arg-type]
        statements=(Statement(speaker=who, kind="quote", words=payload, verbatim=True, **common),),  # type: ignore[arg-type]
        flags=(Flag(kind="wrong_office", problem=payload, basis=payload, **common),),  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dossiers") / "hostile.db"
    with open_ledger(made, create=True) as ledger:
        for number, payload in enumerate(PAYLOADS):
            of = article(f"{payload} The two sides meet on Friday, it was told.", id=str(number), title=payload)
            ledger.add(Coding(article=of, run=RUN, recorded_at=AT, record=hostile_record(of, payload)))
    return made


@pytest.fixture(scope="module")
def client(address: Path) -> TestClient:
    return client_of(address)


def meetings(address: Path) -> list[str]:
    with Ledger.open(address) as ledger:
        return [line.meeting.id for line in ledger.rounds("rus-ukr").lines]


@pytest.mark.parametrize("page", ["", "/map", "/map?extent=world", "/delegations", "/positions", "/who", "/rounds"])
def test_pages_of_a_process_hold_hostile_words_as_text(client: TestClient, page: str) -> None:
    answer = client.get(f"/p/rus-ukr{page}")
    assert answer.status_code == 200
    assert harm(answer.text) == []
    assert "alert(1)" in lxml.html.document_fromstring(answer.text).text_content() or page.startswith("/map")


def test_every_person_and_meeting_has_a_page_whatever_the_name(client: TestClient, address: Path) -> None:
    for payload in PAYLOADS:
        for asked in ({}, {"process": "rus-ukr"}):
            answer = client.get(f"/person/{quoted(payload, safe='')}", params=asked)
            assert answer.status_code == 200, payload
            assert harm(answer.text) == []
            heading = lxml.html.document_fromstring(answer.text).find(".//h1")
            assert " ".join(heading.text_content().split()).replace("\x1b", "") == " ".join(payload.split()).replace(
                "\x1b", ""
            )
    found = meetings(address)
    assert len(found) >= 1
    for id_ in found:
        answer = client.get(f"/p/rus-ukr/meeting/{id_}")
        assert answer.status_code == 200
        assert harm(answer.text) == []


def test_a_mention_leads_to_its_meeting(client: TestClient, address: Path) -> None:
    with Ledger.open(address) as ledger:
        line = ledger.rounds("rus-ukr").lines[0]
    whole = client.get(f"/p/rus-ukr/meeting/{line.meeting.id}").text
    assert client.get(f"/p/rus-ukr/meeting/{line.rows[-1].id}").text == whole


@pytest.mark.parametrize(
    "page",
    [
        "/p/rus-ukr/map",
        "/p/rus-ukr/timeline",
        "/p/rus-ukr/meeting/{id}",
        "/person/Vladimir%20Putin",
        "/p/rus-ukr/positions",
    ],
)
def test_csv_and_json_hold_the_same_lines_and_no_formula(hostile_ledger: Path, page: str) -> None:
    client, page = client_of(hostile_ledger), page.format(id=meetings(hostile_ledger)[0])
    form = "board-" if page.endswith("positions") else ""
    lines = client.get(page, params={"format": f"{form}json"}).json()["lines"]
    answer = client.get(page, params={"format": f"{form}csv"})
    told = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(lines) == len(told) > 0
    assert list(told[0]) == list(lines[0])
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in told for cell in line.values())


@pytest.mark.parametrize(
    ("page", "status", "words"),
    [
        ("/p/rus-ukr/meeting/nothing", 404, "no meeting 'nothing'"),
        ("/p/rus-ukr/meeting/%00", 404, "no meeting"),
        ("/person/nobody", 404, "nobody called 'nobody'"),
        ("/person/%00", 404, "nobody called"),
        ("/person/Vladimir%20Putin?process=nowhere", 404, "no process 'nowhere'"),
        ("/person/Vladimir%20Putin?known_by=2020-01-01", 404, "nobody called"),
        ("/p/rus-ukr/map?extent=moon", 422, "extent"),
        ("/p/rus-ukr/who?format=board-csv", 422, "who has no board"),
    ],
)
def test_what_is_wrong_is_told_clearly(hostile_ledger: Path, page: str, status: int, words: str) -> None:
    answer = client_of(hostile_ledger).get(page)
    assert answer.status_code == status
    assert words in lxml.html.document_fromstring(answer.text).text_content()
    assert harm(answer.text) == []


def test_of_a_person_with_too_many_lines_the_latest_are_read(
    hostile_ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(hostile_ledger)
    whole = client.get("/person/Vladimir%20Putin", params={"format": "json"}).json()
    monkeypatch.setattr(person, "MOST", 3)
    part = client.get("/person/Vladimir%20Putin", params={"format": "json"}).json()
    assert len(part["lines"]) == 3 < len(whole["lines"])
    assert "More is told than a page can hold" in client.get("/person/Vladimir%20Putin").text
