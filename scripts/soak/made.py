"""Codings made up from a seed, without a model: short reports about talks, some of them reprints."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from dragoman.ledger.rows import Coding, Run
from dragoman.model import Actor, Article, Attendance, DocumentDate, MeetingReport, Position, Record, quote

AT = datetime(2025, 5, 16, tzinfo=UTC)
RUN = Run(id="soak", label="made up", started_at=AT)
_WORDS = (
    "talks", "summit", "envoy", "ceasefire", "border", "grain", "prisoners", "mediator", "round", "capital", "minister",
    "delegation", "exchange", "proposal", "guarantee", "sanctions", "airport", "agenda", "spokesman", "president",
    "text", "draft", "corridor", "observers", "date", "venue",
)  # fmt: skip
_PARTIES = (("RUS", "UKR"), ("ISR", "Hamas"), ("IND", "PAK"), ("ARM", "AZE"))


def made_codings(count: int, seed: int) -> Iterator[Coding]:
    """That many codings of different documents; the same ones for the same seed."""
    for number in range(count):
        chance = random.Random(f"{seed} {number // 5 if number % 5 == 1 else number}")
        yield _coding(number, seed, " ".join(chance.choices(_WORDS, k=chance.randrange(60, 200))), chance)


def _coding(number: int, seed: int, text: str, chance: random.Random) -> Coding:
    day = date(2025, 1, 1) + timedelta(days=chance.randrange(300))
    article = Article(
        id=f"{seed}-{number}", title=f"Report {number} of wire {seed}", text=text, publisher=f"Wire {seed}",
        date=DocumentDate(best=day, earliest=day, latest=day, basis="given"),
    )  # fmt: skip
    return Coding(article=article, run=RUN, recorded_at=AT, record=_record(article, chance))


def _record(article: Article, chance: random.Random) -> Record:
    parties = chance.choice(_PARTIES)
    side = Actor(name=parties[0], kind="state", party=parties[0])
    evidence = (quote(article, "text", 0, 30),)
    meeting = MeetingReport(evidence=evidence, key="m", label="talks", place="Geneva", parties=parties)
    came = [
        Attendance(evidence=(quote(article, "text", at, at + 10),), who=side, meeting="m", status="confirmed")
        for at in range(chance.randrange(1, 6))
    ]
    wants = Position(evidence=evidence, holder=side, towards=parties[1], kind="demand", content="a ceasefire")
    return Record(
        article=article, relevance="talks", meetings=(meeting,), attendance=tuple(came), positions=(wants,)
    )  # fmt: skip
