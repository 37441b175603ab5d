"""Lines of an answer as a page shows them: a part of them, each with sentences to follow and to cite."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dragoman.ledger.rows import Row
from dragoman.model import Report
from dragoman.state.tellers import outlet_of
from dragoman.views.layout import Section, day

PAGE: Final = 32
"""Lines on one page, which with their sentences and links to correct them stays under 300 kB."""
GLANCE: Final = 30
"""Lines of one answer on the overview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A sentence with all that is needed to cite it.

    Attributes:
        row: id of the row.
        document: id of its document in the ledger.
        sentence: the first sentence of its evidence.
        title: the document's headline.
        outlet: who published it.
        date: the day it was published, empty when unknown.
        url: its address as it was read, which may be anything, or None.
    """

    row: str
    document: str
    sentence: str
    title: str
    outlet: str
    date: str
    url: str | None


def cites(rows: Iterable[Row]) -> list[Cite]:
    """The rows as sentences to cite, each document's sentence once."""
    found: dict[tuple[str, str], Cite] = {}
    for row in rows:
        sentence = row.report.evidence[0].text
        found.setdefault((row.document, sentence), _cite(row, sentence))
    return list(found.values())


def _cite(row: Row, sentence: str) -> Cite:
    return Cite(
        row=row.id,
        document=row.document,
        sentence=sentence,
        title=row.title,
        outlet=outlet_of(row),
        date=day(row.published.best),
        url=row.url,
    )


def code_of(report: Report) -> str:
    """The code of a report in a word: its status, kind, PLOVER type or role."""
    codes = (getattr(report, name, None) for name in ("status", "kind", "plover", "role"))
    return next((code for code in codes if code), report.voice)


def part_of(sections: Iterable[Section], offset: int, limit: int = PAGE) -> tuple[list[Section], int | None]:
    """The sections with only the lines from ``offset`` on, and where the next part begins, or None.

    Sections after those are not asked for, so that they need not be laid out.
    """
    kept: list[Section] = []
    passed = 0
    for heading, lines in sections:
        own = lines[max(0, offset - passed) : max(0, offset + limit - passed)]
        if own or (not lines and passed >= offset and passed < offset + limit):
            kept.append((heading, own))
        passed += len(lines)
        if passed > offset + limit:
            return kept, offset + limit
    return kept, None


def worth_showing(sections: Iterable[Section]) -> Iterator[Section]:
    """The sections that say something: the first, those with lines, and headings that are whole sentences."""
    for place, (heading, lines) in enumerate(sections):
        if lines or place == 0 or heading.endswith("."):
            yield heading, lines
