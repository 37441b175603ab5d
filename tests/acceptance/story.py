"""The worked story: its articles in a ledger, its answer key, and what it takes for an answer to agree with the key.

Items of the key name an article and a few words of the sentence that tells it; an answer agrees when one of its rows
rests on that sentence.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from rapidfuzz import fuzz

from dragoman.api.ledger import Ledger
from dragoman.engine.ingest import ingest, when_published
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.rows import Process, Row
from dragoman.state.meetings import Meeting

FOLDER: Final = Path(__file__).resolve().parents[2] / "examples" / "story"
ARTICLES: Final = FOLDER / "articles.jsonl"
PROCESS: Final = "rus-ukr"
_SAME_NAME: Final = 80
"""rapidfuzz ratio of surnames: Umerov and Umierov are one, Fomin and Kostyukov are not."""

Item = Mapping[str, Any]


@cache
def key() -> Mapping[str, Any]:
    """The answer key."""
    loaded: Mapping[str, Any] = yaml.safe_load((FOLDER / "key.yml").read_text(encoding="utf-8"))
    return loaded


def asked(question: str) -> list[Item]:
    """The times at which the key answers a question, each with its answer."""
    return list(key()[question])


def listed(value: object) -> list[Any]:
    """A value of the key as the list of what may stand there."""
    return list(value) if isinstance(value, list) else [value]


@dataclass(frozen=True, slots=True)
class Story:
    """The story's ledger.

    Attributes:
        ledger: the ledger, every article read on the day it is dated.
        address: where it lies.
        articles: an article's address to its id.
    """

    ledger: Ledger
    address: Path
    articles: Mapping[str, str]

    def told_in(self, row: Row) -> str:
        """The id of the article that a row stands in."""
        return self.articles[row.url or ""]

    def rests_on(self, rows: Iterable[Row], item: Item) -> bool:
        """Whether one of the rows has the sentence that the item names as evidence."""
        places = list(zip(listed(item["article"]), listed(item["words"]), strict=True))
        return any(
            self.told_in(row) == article and words in evidence.text
            for row in rows
            for evidence in row.report.evidence
            for article, words in places
        )


def story_in(folder: Path, *, without: Iterable[str] = ()) -> Story:
    """The story read into a new ledger in a folder, without the articles of these ids."""
    left_out = set(without)
    lines = [
        line for line in ARTICLES.read_text(encoding="utf-8").splitlines() if json.loads(line)["id"] not in left_out
    ]
    source, address = folder / "articles.jsonl", folder / "story.db"
    source.write_text("\n".join(lines), encoding="utf-8")
    with open_ledger(address, create=True) as repository:
        repository.add_process(_process())
        done = ingest([str(source)], repository, recorded=when_published())
    assert (done.added, done.failed, done.skipped) == (len(lines), 0, ())
    read = [json.loads(line) for line in lines]
    return Story(Ledger.open(address), address, {article["url"]: article["id"] for article in read})


def _process() -> Process:
    sides = key()["process"]
    return Process(
        id=PROCESS,
        name="Russia-Ukraine talks",
        parties=tuple(sides["parties"]),
        mediators=tuple(sides["mediators"]),
    )


def same_name(one: str, other: str) -> bool:
    """Whether two names are of one person or party, whatever the spelling: surnames alike, and no first names apart."""
    ones, others = one.lower().split(), other.lower().split()
    if fuzz.ratio(ones[-1], others[-1]) < _SAME_NAME:
        return False
    return min(len(ones), len(others)) == 1 or fuzz.ratio(ones[0], others[0]) > 50


def is_meeting(meeting: Meeting | None, name: str) -> bool:
    """Whether a meeting is the one that the key calls so: the place, the sides, and the day or days."""
    wanted = key()["meetings"][name]
    if meeting is None or not set(wanted["parties"]) <= set(meeting.parties):
        return False
    days = meeting.time.edtf() if meeting.time else ""
    return wanted["place"] in (None, meeting.place) and days in (str(wanted["date"]), str(wanted.get("planned")))


def day(value: object) -> date:
    """A day of the key."""
    assert isinstance(value, date)
    return value
