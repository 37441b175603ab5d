"""Atom feeds: what changed in a process day by day, and what each other question of it answers."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

from fastapi import APIRouter, Path, Query, Request, Response

from dragoman.api.ledger import Ledger
from dragoman.ledger.rows import Process, Row
from dragoman.state.answer import Answer
from dragoman.state.changes import TYPES
from dragoman.state.times import end_of
from dragoman.views.layout import Shown
from dragoman.web.filters import Asking
from dragoman.web.lines import cites
from dragoman.web.opening import Opened
from dragoman.web.questions import QUESTIONS, QuestionName, answered, process_of, since_of
from dragoman.web.rendering import link, outside
from dragoman.web.replies import tagged

_ATOM: Final = "http://www.w3.org/2005/Atom"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST: Final = 100
"""Entries of a feed."""
_DAYS: Final = 3
"""Days on which something was learned, of which the feed of changes tells unless asked for more."""
_MOST_DAYS: Final = 31
_SENTENCES: Final = 3
_LONGEST_TITLE: Final = 300

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed.

    Attributes:
        name: by what it is known again; while it stays the same, so does the entry's id.
        title: in words.
        updated: when the ledger learned the last of it (UTC).
        lines: what is told.
    """

    name: tuple[str, ...]
    title: str
    updated: datetime
    lines: Sequence[Shown]


@router.get("/p/{process}/{question}.atom")
def feed(
    request: Request, ledger: Opened, process: Annotated[str, Path(max_length=200)], question: QuestionName,
    asking: Annotated[Asking, Query()],
) -> Response:  # fmt: skip
    """A question of a process as a feed, the latest entries first."""
    of = process_of(ledger, process)
    found = _days(ledger, of, asking) if question == "changes" else _lines(ledger, of, question, asking)
    entries = sorted(found, key=lambda entry: (entry.updated, entry.name), reverse=True)[:_MOST]
    return tagged(request, _written(request, of, question, asking, entries), "application/atom+xml")


_NAMED: Final[Mapping[QuestionName, Callable[[Any], tuple[object, ...]]]] = {
    "who": lambda line: (line.who.id or line.who.name, line.source, line.status, line.since),
    "disagreements": lambda line: (line.field, line.subject, *sorted(value.value for value in line.values)),
    "positions": lambda line: (line.rows[0].claim, line.status),
    "conditions": lambda line: (line.rows[0].claim, line.state),
    "delegations": lambda line: (line.side, line.who.id or line.who.name, line.role, line.change),
    "rounds": lambda line: (line.status, line.outcome),
    "quotes": lambda line: (line.rows[0].claim,),
    "sources": lambda line: (line.standing, line.source),
    "doubts": lambda line: (line.kind, line.subject, line.problem),
}
"""By what the lines of each question are known again: what stands otherwise is an entry of its own, shown as new."""


def _lines(ledger: Ledger, process: Process, question: QuestionName, asking: Asking) -> Iterator[Entry]:
    """The lines of an answer; those that nobody tells have no time and are left out."""
    answer = answered(ledger, process, question, asking)
    told = [line for line in answer.lines if line.rows]
    for line in sorted(told, key=_learned, reverse=True)[:_MOST]:
        meeting = getattr(line, "meeting", None) or getattr(answer, "meeting", None)
        name = (*map(str, _NAMED[question](line)), meeting.id if meeting else "")
        yield _entry(question, answer, line, name, _learned(line))


def _days(ledger: Ledger, process: Process, asking: Asking) -> Iterator[Entry]:
    """What changed on each of the last days on which something was learned, compared with the day before it."""
    rows = ledger.rows(process.id, TYPES, as_of=asking.as_of, known_by=asking.known_by)
    learned = {row.recorded_at.astimezone(UTC).date() for row in rows}
    learned |= {one.at.astimezone(UTC).date() for one in ledger.repository.corrections()}
    first = end_of(since_of(ledger, process, asking)).date() if asking.since else date.min
    days = sorted(day for day in learned if day >= first)
    for day in days[-(_MOST_DAYS if asking.since else _DAYS) :]:
        before = max((one for one in learned if one < day), default=day - timedelta(days=1))
        known = min(end_of(day), end_of(asking.known_by or day))
        answer = ledger.changes(process.id, since=before, as_of=asking.as_of, known_by=known)
        for change in answer.lines[:_MOST]:
            name = (day.isoformat(), change.field, change.subject, change.meeting, *change.before, "→", *change.after)
            updated = max(min(_learned(change), known), end_of(before))
            yield _entry("changes", answer, change, name, updated)


def _learned(line: Any) -> datetime:
    return max(row.recorded_at for row in _rows(line))


def _rows(line: Any) -> tuple[Row, ...]:
    """The rows that make a line what it is, those that settled it among them."""
    return (*line.rows, *getattr(line, "because", ()), *getattr(line, "answers", ()))


def _entry(question: QuestionName, answer: Answer[Any], line: Any, name: tuple[str, ...], updated: datetime) -> Entry:
    """A line as an entry, laid out as the page lays it out."""
    own = {row.id for row in _rows(line)}
    others = ("unchanged", "unplaced", "levels", "teams", "firsts")
    empty: dict[str, Any] = {field: () for field in others if hasattr(answer, field)}
    alone = replace(answer, lines=(line,), **empty)
    placed = [
        (heading, one)
        for heading, lines in QUESTIONS[question].view(alone)
        for one in lines
        if one.rows and own.issuperset(row.id for row in one.rows)
    ]
    shown = [one for _, one in placed]
    title = _title(placed, of_meeting=bool(getattr(line, "meeting", True)))
    return Entry(name=(question, *name), title=title, updated=updated, lines=shown)


def _title(placed: Sequence[tuple[str, Shown]], *, of_meeting: bool) -> str:
    """The lines in words, after the heading of the first where it adds something to them."""
    words = "; ".join(f"{one.code.strip()}: {one.words}" for _, one in placed)
    for heading, first in placed[:1]:
        if of_meeting and heading != first.code and not first.words.startswith(heading):
            words = f"{heading}: {words}"
    return _cut(words)


def _written(request: Request, process: Process, question: QuestionName, asking: Asking, entries: list[Entry]) -> bytes:
    """The feed as XML; every text is escaped, and what XML cannot hold is replaced."""
    site, filters = str(request.base_url).rstrip("/"), asking.written()
    root = Xml.Element("feed", xmlns=_ATOM)
    _text(root, "id", _urn("feed", process.id, question, *filters.values()))
    _text(root, "title", f"{QUESTIONS[question].title} · {process.name}")
    _text(root, "updated", _time(max((entry.updated for entry in entries), default=datetime(1970, 1, 1, tzinfo=UTC))))
    _text(Xml.SubElement(root, "author"), "name", "Dragoman")
    _link(root, "self", str(request.url), "application/atom+xml")
    page = site + link("p", process.id, question, filters=filters)
    _link(root, "alternate", page, "text/html")
    seen: Counter[tuple[str, ...]] = Counter()
    for entry in entries:
        seen[entry.name] += 1
        _add(root, entry, _urn(process.id, *entry.name, str(seen[entry.name])), page, site)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(root: Xml.Element, entry: Entry, id_: str, page: str, site: str) -> None:
    one = Xml.SubElement(root, "entry")
    _text(one, "id", id_)
    _text(one, "title", entry.title)
    _text(one, "updated", _time(entry.updated))
    _link(one, "alternate", page, "text/html")
    content = Xml.SubElement(one, "content", type="xhtml")
    division = Xml.SubElement(content, "div", xmlns=_XHTML)
    for line in entry.lines:
        _text(division, "p", f"{line.code.strip()}: {line.words}")
        _add_sentences(division, line.rows, site)


def _add_sentences(division: Xml.Element, rows: Iterable[Row], site: str) -> None:
    """The first sentences with outlet and date, each leading to its place in the article, and to where it was read."""
    found = cites(rows)
    for cite in found[:_SENTENCES]:
        quoted = Xml.SubElement(division, "blockquote")
        _text(quoted, "p", f"“{cite.sentence}”")
        where = Xml.SubElement(quoted, "p")
        own = Xml.SubElement(where, "a", href=site + link("article", cite.document, at=f"row-{cite.row}"))
        own.text = _clean(", ".join(part for part in (cite.outlet, cite.date) if part))
        if url := outside(cite.url):
            own.tail = " · "
            Xml.SubElement(where, "a", href=_clean(url)).text = "as it was read"
    if len(found) > _SENTENCES:
        _text(division, "p", f"and {len(found) - _SENTENCES} more sentences")


def _text(parent: Xml.Element, tag: str, text: str) -> None:
    Xml.SubElement(parent, tag).text = _clean(text)


def _link(parent: Xml.Element, relation: str, address: str, type_: str) -> None:
    Xml.SubElement(parent, "link", rel=relation, type=type_, href=_clean(address))


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_TITLE else words[: _LONGEST_TITLE - 1] + "…"


def _urn(*name: str) -> str:
    return uuid5(NAMESPACE_URL, "\x1f".join(("dragoman", *name)).encode("utf-8", "replace").decode()).urn


def _time(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
