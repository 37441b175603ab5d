"""Reports made up for alerts, a clock that waits for nobody, and a receiver that does what it is told."""

import json
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from dragoman.alerts.alerting import Alerts
from dragoman.alerts.delivery import NotDeliveredError
from dragoman.alerts.message import Message
from dragoman.alerts.outbox import Outbox
from dragoman.alerts.settings import AlertSettings
from dragoman.api.ledger import Ledger
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.rows import Coding, Process, Run
from dragoman.model import Article, Attendance, DocumentDate, MeetingReport, Position, Record, from_iso, quote
from dragoman.state.times import end_of
from tests.state.build import KREMLIN, PUTIN, RUSSIA, UKRAINE

TALKS = Process(id="talks", name="The talks", parties=("RUS", "UKR"))
RUN = Run(id="run-1", label="first rules", started_at=end_of(date(2025, 5, 1)))


def report(
    address: Path, outlet: str, on: str, *, status: str | None = None, source: str = "Kremlin", day: str = "2025-05-15",
    demand: str | None = None, rejects: str | None = None, read: str | None = None, run: Run = RUN,
) -> None:  # fmt: skip
    """A report of an outlet is read into a ledger: when the talks are, whether Putin comes, what Kyiv demands."""
    sentences = [f"The talks of Russia and Ukraine in Istanbul are due on {day}."]
    sentences += [f"Putin: {status}, {source} said."] if status else []
    sentences += [f"Kyiv demands {demand}."] if demand else []
    sentences += [f"Moscow rejects {rejects}."] if rejects else []
    printed = date.fromisoformat(on)
    known = DocumentDate(best=printed, earliest=printed, latest=printed)
    article = Article(id=outlet, title=f"{outlet} reports", text=" ".join(sentences), publisher=outlet, date=known)
    evidence = [(quote(article, "text", at := article.text.index(one), at + len(one)),) for one in sentences]
    talks = MeetingReport(
        evidence=evidence[0], key="m1", label="the talks", place="Istanbul", time=from_iso(day), parties=("RUS", "UKR")
    )
    coming = Attendance(
        evidence=evidence[1 if status else 0], who=PUTIN, meeting="m1", status=status or "considering",  # type: ignore[arg-type]
        source=source, source_actor=KREMLIN if source == "Kremlin" else None,
    )  # fmt: skip
    said = [("demand", UKRAINE, "UKR", "RUS", demand), ("rejection", RUSSIA, "RUS", "UKR", rejects)]
    positions = [
        Position(
            evidence=evidence[-1], holder=holder, party=party, towards=towards, kind=kind, issue="ceasefire",  # type: ignore[arg-type]
            content=content,
        )
        for kind, holder, party, towards, content in said if content
    ]  # fmt: skip
    record = Record(
        article=article, meetings=(talks,), attendance=(coming,) if status else (), positions=tuple(positions)
    )
    with open_ledger(address, create=True) as ledger:
        ledger.add_process(TALKS)
        learned = end_of(date.fromisoformat(read or on))
        ledger.add(Coding(article=article, record=record, run=run, recorded_at=learned))


@dataclass
class Now:
    """A clock that is put forward by waiting."""

    time: float = 1_750_000_000.0
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += max(0.0, seconds)


@dataclass
class Inbox:
    """A carrier that keeps what it is given, after as many failures as it is told."""

    place: str = "nowhere"
    got: list[Message] = field(default_factory=list)
    failures: deque[Exception] = field(default_factory=deque)

    def send(self, message: Message) -> str:
        if self.failures:
            raise self.failures.popleft()
        self.got.append(message)
        return "200"

    @property
    def changes(self) -> list[str]:
        return [change["words"] for message in self.got for change in message.body["changes"]]


def refused(retry_at: float | None = None) -> NotDeliveredError:
    return NotDeliveredError("the receiver answered 503", retry_at=retry_at)


def settings(rules: Sequence[Mapping[str, Any]] = ({"name": "all", "to": ["desk"]},), **more: Any) -> AlertSettings:
    """Settings with webhooks ``desk`` and ``phone``."""
    hooks = [{"name": n, "url": f"https://{n}.example/", "secret_env": "SECRET"} for n in ("desk", "phone")]
    return AlertSettings.model_validate({"alert": list(rules), "webhook": hooks, **more})


@contextmanager
def alerts(
    address: Path, *, clock: Now | None = None, told: AlertSettings | None = None, **carriers: Any
) -> Iterator[Alerts]:
    """Alerts on a ledger, as one process holds them from its start to its end."""
    with Ledger.open(address, read_only=True) as ledger, Outbox(address.with_suffix(".alert")) as outbox:
        yield Alerts(
            settings=told or settings(), ledger=ledger, outbox=outbox, carriers=carriers, clock=clock or Now(),
            holder="test",
        )  # fmt: skip


class Receiver(ThreadingHTTPServer):
    """A webhook's other end. Each request is answered by the next of ``answers``, and by 200 when there is none."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.answers: deque[Any] = deque()
        self.got: list[tuple[Mapping[str, str], Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?token=hidden"

    def keys(self) -> list[str]:
        return [headers["Idempotency-Key"] for headers, _ in self.got]


class _Answering(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), json.loads(body)))
        answer = self.server.answers.popleft() if self.server.answers else 200
        if callable(answer):
            answer(self)
        else:
            self.answer(answer)

    def answer(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": "0", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def stall(answering: _Answering) -> None:
    time.sleep(5)


def drip(answering: _Answering) -> None:
    for _ in range(40):
        answering.wfile.write(b"H")
        answering.wfile.flush()
        time.sleep(0.2)


def hang_up(answering: _Answering) -> None:
    answering.connection.close()


def babble(answering: _Answering) -> None:
    answering.wfile.write(b"\x00\xff what is HTTP?\r\n\r\n" * 10)


def endless_head(answering: _Answering) -> None:
    answering.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(5000):
        answering.wfile.write(b"X-%d: %s\r\n" % (number, b"x" * 100))


def accept_and_lie_about_length(answering: _Answering) -> None:
    answering.send_response(200)
    answering.send_header("Content-Length", "1000000")
    answering.end_headers()
    answering.wfile.write(b"ok")


@contextmanager
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
