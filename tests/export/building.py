"""A small made-up ledger: two outlets on talks in Istanbul, one report of them in three reprints of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from dragoman.export import Selection, Story
from dragoman.ledger.rows import Row, RowType, StoredDocument
from dragoman.model import (
    Actor,
    Article,
    Assessment,
    Attendance,
    Delegation,
    DocumentDate,
    Event,
    Evidence,
    Flag,
    MeetingReport,
    Position,
    Reason,
    Report,
    Statement,
    TimeInterval,
    day,
)

RUS = Actor(
    name="RUS", kind="state", id="x:rus", party="RUS", country="RUS", plover="RUS GOV", cameo="RUSGOV", printed="Moscow"
)
UKR = Actor(
    name="UKR", kind="state", id="x:ukr", party="UKR", country="UKR", plover="UKR GOV", cameo="UKRGOV", printed="Kyiv"
)
UN = Actor(
    name="UN", kind="organisation", id="Q1065", party="UN", plover="IGO", cameo="IGOUNO", printed="the United Nations"
)
PUTIN = Actor(
    name="Vladimir Putin", kind="person", id="Q7747", party="RUS", country="RUS", office="President",
    plover="RUS GOV", cameo="RUSGOV", printed="Putin",
)  # fmt: skip

TEXT = (
    "Moscow and Kyiv will meet in Istanbul on Friday.\n\n"
    'Putin, who said "=1+1 is two", will not come. Kyiv met the United Nations on Monday. Moscow accused Kyiv of lies.'
)
LEARNED = datetime(2025, 5, 15, 9, 30, tzinfo=UTC)
PUBLISHED = DocumentDate(best=date(2025, 5, 14), earliest=date(2025, 5, 14), latest=date(2025, 5, 14), basis="given")


def evidence(text: str, part: str) -> tuple[Evidence, ...]:
    """The span of ``part`` in the article's text."""
    start = text.index(part)
    return (Evidence(field="text", start=start, end=start + len(part), text=part),)


def document(key: str, text: str = TEXT, *, origin: str = "", url: str | None = None, **article: Any) -> StoredDocument:
    """A document with that id."""
    values: dict[str, Any] = {
        "id": key,
        "title": "Talks on Friday",
        "text": text,
        "publisher": "The Courier",
        "language": "en",
        "url": url,
        "date": PUBLISHED,
    }
    return StoredDocument(
        id=key, content=f"c{key}", article=Article(**(values | article)), recorded_at=LEARNED, origin=origin or key
    )


def row(kind: RowType, report: Report, of: StoredDocument, key: str, **values: Any) -> Row:
    """A row of a document."""
    given: dict[str, Any] = {
        "id": f"{of.id}-{key}", "claim": f"claim-{key}", "type": kind, "report": report, "document": of.id,
        "origin": of.origin, "run": "run1", "recorded_at": LEARNED, "published": of.article.date,
        "publisher": of.article.publisher, "title": of.article.title, "url": of.article.url,
    }  # fmt: skip
    return Row(**(given | values))


def event(text: str = TEXT, part: str = "Moscow accused Kyiv of lies.", **values: Any) -> Event:
    """An event: Moscow accused Kyiv."""
    given: dict[str, Any] = {
        "evidence": evidence(text, part), "actor": (RUS,), "recipient": (UKR,), "plover": "ACCUSE",
        "mode": "disapprove", "context": ("diplomatic",), "cameo": "110", "goldstein": -2.0, "plover_score": -3.0,
        "quad": "VERBAL CONFLICT", "reason": Reason(rule="events.accuse"),
    }  # fmt: skip
    return Event(**(given | values))


def story(key: str = "d1", **values: Any) -> Story:
    """A document with one row of each report type; the events are one accusation, one meeting, one future agreement."""
    of = document(key, **values)
    text = of.article.text
    meeting = MeetingReport(
        evidence=evidence(text, "Moscow and Kyiv will meet in Istanbul on Friday."), key="m1", label="talks",
        place="Istanbul", country="TUR", time=day(date(2025, 5, 16), text="Friday"), parties=("RUS", "UKR"),
        level="ministers", mediators=("TUR",), status="scheduled",
    )  # fmt: skip
    said = evidence(text, 'Putin, who said "=1+1 is two", will not come.')
    reports: list[tuple[RowType, str, Report]] = [
        ("meeting", "m1", meeting),
        ("attendance", "a1", Attendance(evidence=said, who=PUTIN, meeting="m1", status="declined", source="Vladimir Putin", source_actor=PUTIN, voice="speaker", said_at=TimeInterval(start=date(2025, 5, 1), end=date(2025, 5, 31), precision="month", text="in May"))),
        ("delegation", "l1", Delegation(evidence=said, party="RUS", who=PUTIN, role="head", office="President", meeting="m1")),
        ("position", "p1", Position(evidence=said, holder=PUTIN, party="RUS", towards="UKR", kind="demand", issue="territory", content="-5 regions")),
        ("statement", "s1", Statement(evidence=said, speaker=PUTIN, kind="quote", words="=1+1 is two", verbatim=True)),
        ("event", "e1", event(text)),
        ("event", "e2", event(text, "Kyiv met the United Nations on Monday.", actor=(UKR, UN), recipient=(), plover="CONSULT", mode=None, context=(), cameo="040", goldstein=1.0, plover_score=2.5, quad="VERBAL COOPERATION", time=day(date(2025, 5, 12), text="Monday"), place="Istanbul", reason=Reason(rule="head.CONSULT", probability=0.8125))),
        ("event", "e3", event(text, "Moscow and Kyiv will meet in Istanbul on Friday.", actor=(RUS, UKR), recipient=(), plover="AGREE", mode="meet", cameo="036", goldstein=4.0, plover_score=2.5, quad="VERBAL COOPERATION", aux="future", time=TimeInterval(start=date(2025, 5, 16), end=date(2025, 5, 18), precision="range", text="this weekend"))),
        ("assessment", "o1", Assessment(evidence=said, about="the talks", reading="little hope")),
        ("flag", "f1", Flag(evidence=said, kind="wrong_office", problem="no office", basis="table")),
    ]  # fmt: skip
    of_meeting = ("m1", "a1", "l1")
    rows = [
        row(kind, report, of, name, meeting=f"{of.id}-m1" if name in of_meeting else None)
        for kind, name, report in reports
    ]
    return Story(document=of, rows=tuple(sorted(rows, key=lambda one: one.id)))


def stories(*given: Story) -> Selection:
    """These stories, or the small ledger, as an exporter reads them."""
    chosen = given or (story("d1", url="https://courier.example/talks"), reprint())
    return Selection(stories=lambda: iter(chosen))


def reprint() -> Story:
    """The first document word for word, in another outlet, without an address."""
    return story("d2", origin="d1", publisher="The Herald")


def undated(of: Story) -> Story:
    """The story with no day of publication."""
    return replace(of, rows=tuple(replace(one, published=DocumentDate()) for one in of.rows))
