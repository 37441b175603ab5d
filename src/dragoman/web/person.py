"""One person: offices, what he or she is said to do meeting by meeting, delegations, positions and sayings."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import Any, Final

from dragoman.actors.entities import Person
from dragoman.actors.people import People
from dragoman.actors.tables import shipped_lines
from dragoman.api.ledger import Ledger
from dragoman.export.summary import named
from dragoman.ledger.repository import RowQuery
from dragoman.ledger.rows import Process, Row, RowType
from dragoman.model import Actor
from dragoman.state.choosing import pairs_of
from dragoman.state.coming import Coming
from dragoman.state.meetings import Meeting
from dragoman.state.times import Times, in_time, known_until
from dragoman.views.answers import coming_line, meeting_words
from dragoman.views.person import coming_sheet, held_sheet, known_offices, printed_offices, said_sheet, sent_sheet
from dragoman.views.sheet import Sheet, told_sheet
from dragoman.web.filters import PersonAsking
from dragoman.web.problems import NotFound

MOST: Final = 250
"""Rows read of one person; where there are more, only the latest weeks are read."""
_SPANS: Final = (365, 90, 30, 7)
_WIKIDATA: Final = re.compile(r"Q\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """One meeting with what each source says of the person's coming to it."""

    meeting: Meeting
    coming: tuple[Coming, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTold:
    """All that the ledger tells of a person.

    Attributes:
        who: the mention that tells most, by the name most often told.
        known: the person in the knowledge base, None when it has none of the id.
        process: the process that it is limited to, or None.
        rows: the rows whose subject the person is.
        since: the day from which on rows were read, where there are too many; None for all.
        meetings: the process's meetings that the person is said to come to or stay away from, the latest first.
        mentions: id of a row that mentions a meeting to the process's meeting.
    """

    who: Actor
    known: Person | None
    process: Process | None
    rows: tuple[Row, ...]
    since: date | None
    meetings: tuple[At, ...]
    mentions: Mapping[str, Meeting]

    def offices(self) -> list[Sheet]:
        """The offices as known and as printed."""
        return [known_offices(self.known), printed_offices(self.rows)]

    def deeds(self) -> list[Sheet]:
        """Comings (all of them where no process groups them by meeting), delegations, positions and sayings."""
        words = {id_: meeting_words(meeting) for id_, meeting in self.mentions.items()}
        placed = {row.id for at in self.meetings for coming in at.coming for s in coming.history for row in s.rows}
        return [
            coming_sheet((row for row in self._typed("attendance") if row.id not in placed), words),
            sent_sheet(self._typed("delegation"), words),
            held_sheet(self._typed("position")),
            said_sheet(self._typed("statement")),
        ]

    def sheet(self) -> Sheet:
        """All rows, the latest first."""
        return told_sheet(f"All that is told of {self.who.name}", self.rows)

    def _typed(self, *types: RowType) -> list[Row]:
        return [row for row in self.rows if row.type in types]


def person_told(ledger: Ledger, key: str, process: Process | None, asking: PersonAsking) -> PersonTold:
    """The person of an id or a name.

    Raises:
        NotFound: if no row of the ledger has such a subject at these times.
    """
    times = Times(as_of=asking.as_of, known_by=known_until(asking.known_by))
    query = RowQuery(actor=key, known_by=times.known_by, party_pairs=pairs_of(process) if process else None)
    rows, since = _rows(ledger, query)
    rows = list(in_time(rows, times))
    mentioned = [actor for row in rows for actor in named(row.report) if key in (actor.id, actor.name)]
    if not mentioned:
        raise NotFound(f"nobody called {key!r} in the ledger" + (f" on {process.id}" if process else ""))
    who = _best(mentioned)
    lines = ledger.rounds(process.id, as_of=asking.as_of, known_by=asking.known_by).lines if process else ()
    mentions = {row.id: line.meeting for line in lines for row in line.rows}
    return PersonTold(
        who=who,
        known=_people().get(who.id) if who.id else None,
        process=process,
        rows=tuple(rows),
        since=since,
        meetings=tuple(_meetings(ledger, process, who, rows, mentions, asking)) if process else (),
        mentions={row.meeting: mentions[row.meeting] for row in rows if row.meeting in mentions},
    )


def _rows(ledger: Ledger, query: RowQuery) -> tuple[list[Row], date | None]:
    """The rows, of late only where they are too many; and from which day on then."""
    rows = _first(ledger, query)
    last = max((row.published.best for row in rows if row.published.best), default=None)
    for days in _SPANS:
        if len(rows) <= MOST or last is None:
            break
        query = replace(query, published_from=last - timedelta(days=days))
        rows = _first(ledger, query)
    return rows[:MOST], query.published_from


def _first(ledger: Ledger, query: RowQuery) -> list[Row]:
    return list(islice(ledger.repository.rows(query), MOST + 1))


def _best(mentioned: list[Actor]) -> Actor:
    """The latest mention with an office, by the commonest name; with the id, where a mention has one."""
    name, _ = Counter(actor.name for actor in mentioned).most_common(1)[0]
    best = max(mentioned, key=lambda actor: (bool(actor.id), bool(actor.office_held), bool(actor.office)))
    return replace(best, name=name)


def _meetings(
    ledger: Ledger, process: Process, who: Actor, rows: list[Row], mentions: Mapping[str, Meeting], asking: PersonAsking
) -> list[At]:
    found = {
        m.id: m for row in rows if row.type in ("attendance", "delegation") if (m := mentions.get(row.meeting or ""))
    }
    times: dict[str, Any] = {"as_of": asking.as_of, "known_by": asking.known_by}
    told = []
    for meeting in sorted(found.values(), key=_start, reverse=True):
        lines = ledger.who(process.id, meeting=meeting.id, **times).lines
        own = tuple(line for line in lines if who.name == line.who.name or (who.id and who.id == line.who.id))
        told += [At(meeting=meeting, coming=own)] if own else []
    return told


def _start(meeting: Meeting) -> date:
    return (meeting.time.start if meeting.time else None) or date.max


@cache
def _people() -> People:
    """The shipped persons; a user's own layers are known to the reader alone."""
    return People(shipped_lines("people.jsonl.gz"), ())


def person_page(told: PersonTold) -> dict[str, Any]:
    """The values of the person's page."""
    id_ = told.who.id or ""
    wikidata = f"https://www.wikidata.org/wiki/{id_}" if _WIKIDATA.fullmatch(id_) else None
    return {
        "told": told, "documents": len({row.document for row in told.rows}), "meeting_words": meeting_words,
        "coming_line": coming_line, "wikidata": wikidata,
    }  # fmt: skip
