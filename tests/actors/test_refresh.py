"""The refresh against recorded answers, served on loopback as Wikidata's query service would."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest

from dragoman.actors import KnowledgeBase
from dragoman.actors.refresh import USER_AGENT, Politeness, refresh
from dragoman.actors.tables import user_rows
from dragoman.actors.wikidata import bindings, tenure_rows
from dragoman.errors import SourceError


def cells(**values):
    return {name: {"type": "literal", "value": value} for name, value in values.items()}


def answer(*rows):
    return json.dumps({"head": {"vars": []}, "results": {"bindings": list(rows)}})


PUTIN = cells(
    p="http://www.wikidata.org/entity/Q7747",
    pLabel="Vladimir Putin",
    posLabel="President of Russia",
    s="2012-05-07T00:00:00Z",
    iso="RUS",
)
ENDED = cells(
    p="http://www.wikidata.org/entity/Q567", pLabel="Angela Merkel", posLabel="Federal Chancellor of Germany",
    s="2005-11-22T00:00:00Z", e="2021-12-08T00:00:00Z", iso="DEU",
)  # fmt: skip
NAMES = [cells(p="http://www.wikidata.org/entity/Q7747", a="Wladimir Putin")]


class Service(ThreadingHTTPServer):
    """Plays a list of (status, headers, body) and then answers every question properly."""

    def __init__(self, script):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script = list(script)
        self.asked = []
        self.agents = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/sparql"


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        question = parse_qs(body)["query"][0]
        self.server.asked.append(question)
        self.server.agents.append(self.headers["User-Agent"])
        status, headers, text = self.server.script.pop(0) if self.server.script else (200, {}, proper(question))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args):
        pass


def proper(question):
    return answer(*NAMES) if "altLabel" in question else answer(PUTIN, ENDED)


@contextmanager
def service(*script) -> Iterator[Service]:
    server = Service(script)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def waits():
    return []


def manners(waits, **changes):
    return Politeness(**{"pause": 1.0, "tries": 3, "timeout": 5.0, "batch": 1, "sleep": waits.append, **changes})


def test_the_overlay_is_dated_whole_and_readable(tmp_path, waits):
    with service() as server:
        path = refresh(["Q7747", "x:local"], tmp_path, today="2026-11-25", endpoint=server.url, manners=manners(waits))
    rows = list(user_rows(path))
    assert path.name == "actors-2026-11-25.csv"
    assert [(r["id"], r["office_class"], r["start"], r["end"], r["last_confirmed"]) for r in rows] == [
        ("Q567", "head_of_government", "2005-11-22", "2021-12-08", ""),
        ("Q7747", "head_of_state", "2012-05-07", "", "2026-11-25"),
    ]
    assert rows[1]["aliases"] == "Wladimir Putin"
    assert [p.name for p in tmp_path.iterdir()] == ["actors-2026-11-25.csv"]
    assert set(server.agents) == {USER_AGENT}
    assert waits == [1.0, 1.0]


def test_an_overlay_raises_the_last_confirmation(tmp_path, waits):
    with service() as server:
        path = refresh(["Q7747"], tmp_path, today="2026-11-25", endpoint=server.url, manners=manners(waits))
    kb = KnowledgeBase.load(layers=[path])
    confirmed = [
        t.last_confirmed for t in kb.person("Q7747").tenures if t.office_class == "head_of_state" and not t.end
    ]
    assert confirmed == ["2026-11-25"]


@pytest.mark.parametrize(
    ("trouble", "wait"),
    [
        ((429, {"Retry-After": "7"}, "slow down"), 7.0),
        ((429, {"Retry-After": "99999"}, "slow down"), 120.0),
        ((503, {}, "busy"), 2.0),
        ((500, {}, "oops"), 2.0),
        ((200, {}, answer(PUTIN)[:-40]), 2.0),
        ((200, {}, "<html>not json</html>"), 2.0),
    ],
)
def test_trouble_is_waited_out(tmp_path, waits, trouble, wait):
    with service(trouble) as server:
        path = refresh(["Q7747"], tmp_path, today="2026-11-25", endpoint=server.url, manners=manners(waits))
    assert len(list(user_rows(path))) == 2
    assert waits[0] == wait


def test_a_run_cut_off_goes_on_where_it_stopped(tmp_path, waits):
    ids = ["Q567", "Q7747"]
    broken = [(200, {}, answer()), (200, {}, answer(ENDED)), *[(500, {}, "")] * 3]
    with service(*broken) as server, pytest.raises(SourceError, match="run again to go on"):
        refresh(ids, tmp_path, today="2026-11-25", endpoint=server.url, manners=manners(waits))
    assert not (tmp_path / "actors-2026-11-25.csv").exists()
    with service() as server:
        refresh(ids, tmp_path, today="2026-11-25", endpoint=server.url, manners=manners(waits))
        assert all("Q7747" in question for question in server.asked)
        assert len(server.asked) == 2


def test_a_refused_question_is_no_trouble_to_wait_out(tmp_path, waits):
    with service((400, {}, "bad query")) as server, pytest.raises(SourceError, match="refuses the question with 400"):
        refresh(["Q7747"], tmp_path, today="2026-11-25", endpoint=server.url, manners=manners(waits))
    assert waits == []


def test_a_service_that_cannot_be_reached_is_told(tmp_path, waits):
    with pytest.raises(SourceError, match="cannot be reached"):
        refresh(
            ["Q7747"],
            tmp_path,
            today="2026-11-25",
            endpoint="http://127.0.0.1:9/sparql",
            manners=manners(waits, tries=2),
        )


def test_new_heads_are_asked_for_since_a_day(tmp_path, waits):
    with service() as server:
        refresh([], tmp_path, today="2026-11-25", since="2025-02-01", endpoint=server.url, manners=manners(waits))
    assert '"2025-02-01T00:00:00Z"' in server.asked[0]


def test_rows_without_person_or_office_are_left_out():
    found = bindings(
        answer(
            cells(p="http://www.wikidata.org/entity/Q1"),
            cells(posLabel="President"),
            cells(p="t1", posLabel="x", pLabel="y"),
        ),
        "test",
    )
    assert list(tenure_rows(found, today="2026-11-25")) == []


def test_an_unknown_time_is_no_day():
    row = cells(
        p="http://www.wikidata.org/entity/Q1",
        pLabel="A B",
        posLabel="President of X",
        s="http://www.wikidata.org/.well-known/genid/1",
    )
    assert [r["start"] for r in tenure_rows(bindings(answer(row), "test"), today="2026-11-25")] == [""]
