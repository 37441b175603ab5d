"""Who says so, as one independent source: a named voice, an outlet's own words, or an outlet's anonymous voice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.ledger.rows import Row
from dragoman.model import Attendance
from dragoman.state.identity import Identities

_UNNAMED = "unnamed outlet"
Standing = Literal["official", "speaker", "anonymous", "rumour", "observers", "author"]
STANDINGS: tuple[Standing, ...] = ("official", "speaker", "anonymous", "rumour", "author", "observers")
"""What a word is worth, best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """One independent source.

    Attributes:
        key: the same for all words of the source.
        name: the source as named, or the outlet that tells it in its own words.
        standing: official, named speaker, anonymous, rumour, observers or the article's author.
        side: the side that the source belongs to, when it is known.
    """

    key: str
    name: str
    standing: Standing
    side: str | None = None


def standing_of(row: Row) -> Standing:
    """What kind of word it is; a rumour is one whoever passes it on."""
    if isinstance(row.report, Attendance) and row.report.status == "rumoured":
        return "rumour"
    if row.report.source == "author" and row.report.voice in ("official", "speaker"):
        return "author"  # nobody is named whose word it would be
    return row.report.voice


def outlet_of(row: Row) -> str:
    """Who printed a row, in words."""
    return row.publisher or _UNNAMED


def told_by(row: Row) -> str:
    """Whose word a row is: the source's, else of the outlet that printed it."""
    return outlet_of(row) if row.report.source == "author" else row.report.source


def sets_state(row: Row) -> bool:
    """Whether a row may say how things stand: background and readings by observers never do."""
    return not row.report.historical and row.report.voice != "observers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellers:
    """Who tells what, among the rows of one case.

    Attributes:
        outlets: origin to the outlet that printed it first; reprints elsewhere are that outlet's word.
        identities: who is the same.
    """

    outlets: Mapping[str, str]
    identities: Identities

    def of(self, row: Row) -> Teller:
        """Who tells a row. "US officials" may be others elsewhere, so anonymous words are told apart by outlet."""
        report, standing = row.report, standing_of(row)
        outlet = self.outlets.get(row.origin) or ""
        printed_by = outlet or row.origin
        if report.source == "author":
            return Teller(key=f"author {printed_by}", name=outlet or _UNNAMED, standing=standing)
        actor = report.source_actor
        side = (actor.party or actor.name) if actor else None
        if report.voice == "anonymous":
            return Teller(key=f"{report.source} {printed_by}", name=report.source, standing=standing, side=side)
        key = self.identities.key(actor) if actor else self.identities.named(report.source)
        return Teller(key=key, name=report.source, standing=standing, side=side)


def tellers_of(rows: Iterable[Row], identities: Identities) -> Tellers:
    """The tellers of some rows."""
    first: dict[str, tuple[tuple[date, str], str]] = {}
    for row in rows:
        place = (row.published.best or date.max, row.document)
        if row.origin not in first or place < first[row.origin][0]:
            first[row.origin] = (place, row.publisher or "")
    return Tellers(outlets={origin: outlet for origin, (_, outlet) in first.items()}, identities=identities)


def independent(rows: Iterable[Row]) -> int:
    """How many independent reports the rows stand in; fifty reprints are one."""
    return len({row.origin for row in rows})
