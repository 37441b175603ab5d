"""Where a process met: its venues, each with its meetings and where it lies."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.export.where import city, state_name
from dragoman.extract.geography import City
from dragoman.state.earlier import RoundLine
from dragoman.views.sheet import Cell, Sheet, SheetLine

_COLUMNS = ("venue", "country", "north", "east", "meeting", "day", "status", "outcome", "reports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """One place of meetings.

    Attributes:
        name: the city as told, else the country's name, else empty.
        country: the country's name, empty when it is not known.
        point: degrees north and east; None when no city is told, or none that the shipped table holds.
        meetings: what was or is to be held there, oldest first.
    """

    name: str
    country: str
    point: tuple[float, float] | None
    meetings: tuple[RoundLine, ...]


def venues_of(lines: Iterable[RoundLine]) -> tuple[Venue, ...]:
    """The venues, those with most meetings first; meetings whose place nobody tells stand last, together."""
    found: dict[tuple[str, str], list[RoundLine]] = defaultdict(list)
    for line in lines:
        found[_city_name(line.place), line.meeting.country or ""].append(line)
    venues = (_venue(place, country, own) for (place, country), own in found.items())
    return tuple(sorted(venues, key=lambda v: (v.point is None, not v.name, -len(v.meetings), v.name)))


def venue_sheet(venues: Iterable[Venue]) -> Sheet:
    """The venues as one table: a line for each meeting, with degrees north and east where they are known."""
    lines = [SheetLine(cells=_cells(venue, line), rows=line.rows) for venue in venues for line in venue.meetings]
    return Sheet(name="Venues", columns=_COLUMNS, lines=tuple(lines))


def _venue(place: str, country: str, lines: list[RoundLine]) -> Venue:
    known: City | None = city(place, country or None)
    state = state_name(country) or ""
    return Venue(
        name=place or state,
        country=state,
        point=(known.lat, known.lon) if known else None,
        meetings=tuple(lines),
    )


def _city_name(place: str | None) -> str:
    """The city, without the hall that it is in."""
    return (place or "").rpartition(" in ")[2]


def _cells(venue: Venue, line: RoundLine) -> tuple[Cell, ...]:
    north, east = (round(degrees, 2) for degrees in venue.point) if venue.point else (None, None)
    day = line.time.edtf() if line.time else ""
    told = (line.meeting.label, day, line.status, line.outcome, line.reports)
    return venue.name, venue.country, north, east, *told
