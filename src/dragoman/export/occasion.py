"""A meeting for calendars, maps and timelines: folded from all reports, or as one document tells it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import quote

from dragoman.export.where import city, state_name
from dragoman.ledger.rows import Row
from dragoman.model import MeetingReport, TimeInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A meeting with the rows that tell of it; fields as in `dragoman.model.MeetingReport`."""

    id: str
    label: str
    place: str | None
    country: str | None
    time: TimeInterval | None
    parties: tuple[str, ...]
    level: str
    format: str
    mediators: tuple[str, ...]
    status: str
    outcome: str | None
    rows: tuple[Row, ...]

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day that the words allow; None when either is open."""
        if self.time is None or self.time.start is None or self.time.end is None:
            return None
        return self.time.start, self.time.end

    @property
    def learned(self) -> datetime:
        """When the ledger last learned something of it (UTC)."""
        return max(row.recorded_at for row in self.rows)

    @property
    def title(self) -> str:
        """Sides and label, ``RUS-UKR: talks``."""
        label = " ".join(self.label.split())
        return f"{'-'.join(self.parties)}: {label}" if self.parties else label

    @property
    def venue(self) -> str | None:
        """Place and country in English, as far as they are told."""
        return ", ".join(part for part in (self.place, state_name(self.country)) if part) or None

    @property
    def point(self) -> tuple[float, float] | None:
        """Degrees north and east of the city; None unless the shipped table holds it."""
        known = city(self.place, self.country)
        return (known.lat, known.lon) if known else None


def occasion_of(row: Row) -> Occasion:
    """The meeting that one row of that type tells of."""
    report = row.report
    assert isinstance(report, MeetingReport)
    return Occasion(
        id=row.id,
        label=report.label,
        place=report.place,
        country=report.country,
        time=report.time,
        parties=report.parties,
        level=report.level,
        format=report.format,
        mediators=report.mediators,
        status=report.status,
        outcome=report.outcome,
        rows=(row,),
    )


def within(days: tuple[date, date], most: timedelta) -> bool:
    """Whether the interval is no longer than that."""
    return days[1] - days[0] <= most


def sentence(row: Row) -> str:
    """The row's first sentence of evidence, white space folded."""
    return " ".join(row.report.evidence[0].text.split())


def cited(row: Row) -> str:
    """The sentence with outlet and day: ``“…” (The Courier, 2025-05-14)``."""
    day = row.published.best
    by = ", ".join(part for part in (row.publisher, day.isoformat() if day else None) if part)
    return f"“{sentence(row)}”" + (f" ({by})" if by else "")


_WORDS = 5  # from each end of a longer sentence; enough to be found once on a page


def text_link(row: Row) -> str | None:
    """The document's address with a text fragment that leads a browser to the sentence; None without an address."""
    if not row.url:
        return None
    words = row.report.evidence[0].text.split()
    ends = [words] if len(words) <= 2 * _WORDS else [words[:_WORDS], words[-_WORDS:]]
    # "-" and "," have a meaning of their own in a text fragment
    parts = (quote(" ".join(end), safe="", errors="replace").replace("-", "%2D") for end in ends)
    return f"{row.url.partition('#')[0]}#:~:text={','.join(parts)}"
