"""Codings made up without a model: short articles about talks, with a few rows whose evidence is in them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import strategies as st

from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import Repository
from dragoman.ledger.rows import Coding, Run
from dragoman.model import (
    Actor,
    Article,
    Attendance,
    DocumentDate,
    Event,
    Evidence,
    MeetingReport,
    Position,
    Record,
    Statement,
    quote,
)

AT = datetime(2025, 5, 16, 8, tzinfo=UTC)
RUN = Run(id="run-1", label="first rules", started_at=AT)
NEWER = Run(id="run-2", label="better rules", started_at=datetime(2025, 6, 1, tzinfo=UTC))
PUTIN = Actor(name="Vladimir Putin", kind="person", id="Q7747", party="RUS", country="RUS")
UKRAINE = Actor(name="UKR", kind="state", party="UKR", country="UKR")
ISTANBUL = "The two sides meet in Istanbul on Friday. Putin will not come, his spokesman said. Kyiv wants a ceasefire."


def article(
    text: str = ISTANBUL, *, id: str = "a", title: str = "Talks", publisher: str | None = "Our Wire",
    url: str | None = None, on: date | None = date(2025, 5, 15),
) -> Article:  # fmt: skip
    known = DocumentDate(best=on, earliest=on, latest=on, basis="given") if on else DocumentDate()
    return Article(id=id, title=title, text=text, publisher=publisher, url=url, date=known)


def record(of: Article, *, status: str = "declined", parties: tuple[str, ...] = ("RUS", "UKR")) -> Record:
    """A meeting, what one says of coming to it, a demand and an event; evidence is the first words of the text."""
    first = _evidence(of, 0, 20)
    meeting = MeetingReport(evidence=(first,), key="m1", label="talks", place="Istanbul", parties=parties)
    came = Attendance(evidence=(_evidence(of, 5, 30),), who=PUTIN, meeting="m1", status=status)  # type: ignore[arg-type]
    wants = Position(
        evidence=(_evidence(of, 10, 40),), holder=UKRAINE, party="UKR", towards="RUS", kind="demand",
        issue="ceasefire", content="a ceasefire",
    )  # fmt: skip
    did = Event(evidence=(first,), actor=(UKRAINE,), recipient=(PUTIN,), plover="REQUEST")
    said = Statement(evidence=(first,), speaker=PUTIN, kind="indirect", words="will not come")
    return Record(
        article=of, relevance="talks", meetings=(meeting,), attendance=(came,), positions=(wants,), events=(did,),
        statements=(said,),
    )  # fmt: skip


def coding(of: Article | None = None, *, run: Run = RUN, at: datetime = AT, **told: object) -> Coding:
    chosen = of or article()
    return Coding(article=chosen, run=run, recorded_at=at, record=record(chosen, **told))  # type: ignore[arg-type]


def add_all(ledger: Repository, codings: Iterable[Coding]) -> list[bool]:
    return [ledger.add(one) for one in codings]


def _evidence(of: Article, start: int, end: int) -> Evidence:
    return quote(of, "text", min(start, len(of.text) - 1), min(end, len(of.text)))


_WORDS = [
    "talks",
    "summit",
    "envoy",
    "ceasefire",
    "border",
    "grain",
    "prisoners",
    "mediator",
    "round",
    "capital",
    "minister",
    "delegation",
]
_TEXTS = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=60).map(" ".join)
_STATUSES = st.sampled_from(["confirmed", "declined", "rumoured", "conditional"])
_PARTIES = st.sampled_from([("RUS", "UKR"), ("ISR", "Hamas"), ("IND", "PAK", "USA"), ()])


@st.composite
def codings(draw: st.DrawFn) -> Coding:
    """A coding; small choices, so that documents, texts and addresses meet again."""
    of = article(
        draw(_TEXTS),
        id=draw(st.sampled_from("abc")),
        title=draw(st.sampled_from(["", "Talks", "Türkiye hosts talks"])),
        publisher=draw(st.sampled_from([None, "Our Wire", "The Daily"])),
        url=draw(st.sampled_from([None, "https://news.example/2025/talks-in-istanbul-go-on", "https://b.example/1"])),
        on=draw(st.sampled_from([None, date(2025, 5, 15)])),
    )
    if draw(st.integers(0, 9)) == 0:
        return Coding(article=of, run=RUN, recorded_at=AT, error="could not be read")
    return coding(of, status=draw(_STATUSES), parties=draw(_PARTIES))


def ledger_at(address: Path) -> Path:
    """A new ledger of one article at that address."""
    with open_ledger(address, create=True) as ledger:
        ledger.add(coding())
    return address
