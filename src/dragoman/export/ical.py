"""iCalendar (RFC 5545): meetings as all-day events; proposed or uncertain ones tentative, called-off ones cancelled."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path
from typing import Final

from dragoman.export.columns import table
from dragoman.export.exporter import Export, Options, Resource
from dragoman.export.occasion import Occasion, cited, within
from dragoman.export.story import Selection

_LONGEST: Final = timedelta(days=31)
_OCTETS: Final = 75  # of a line, RFC 5545 section 3.1
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_NO_DAY: Final = "no day known to within a month"


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``meetings.ics``."""
    left_out: dict[str, int] = {}
    lines, count = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dragoman//Meetings//EN", "CALSCALE:GREGORIAN"], 0
    for occasion in selection.all_occasions():
        if occasion.days is None or not within(occasion.days, _LONGEST):
            left_out[_NO_DAY] = left_out.get(_NO_DAY, 0) + 1
        else:
            lines += event_lines(occasion)
            count += 1
    text = "".join(folded(line) for line in [*lines, "END:VCALENDAR"])
    (folder / "meetings.ics").write_text(text, encoding="utf-8", newline="", errors="replace")
    resource = Resource(path="meetings.ics", table=table("ical"), rows=count, media_type="text/calendar")
    return Export(resources=(resource,), left_out=left_out)


def event_lines(occasion: Occasion) -> Iterator[str]:
    """The content lines of a meeting whose days are known."""
    assert occasion.days
    assert occasion.time
    first, last = occasion.days
    yield "BEGIN:VEVENT"
    yield f"UID:{occasion.id}@dragoman"
    yield f"DTSTAMP:{occasion.learned.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{len(occasion.rows) - 1}"  # grows with every report, so that calendars take the newer state
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"  # the end is the first day after
    yield f"SUMMARY:{escaped(occasion.title)}"
    yield f"STATUS:{status_of(occasion)}"
    yield "TRANSP:TRANSPARENT"
    if occasion.venue:
        yield f"LOCATION:{escaped(occasion.venue)}"
    if occasion.point:
        yield f"GEO:{occasion.point[0]};{occasion.point[1]}"
    if url := next((row.url for row in occasion.rows if row.url), None):
        yield f"URL:{plain(url)}"
    yield f"DESCRIPTION:{escaped(description(occasion))}"
    yield f"CATEGORIES:{escaped(occasion.status)},{escaped(occasion.level)}"
    yield f"X-DRAGOMAN-EDTF:{occasion.time.edtf()}"
    yield "END:VEVENT"


def status_of(occasion: Occasion) -> str:
    """``CANCELLED`` when called off; ``TENTATIVE`` when only proposed, put off, or not known to the day."""
    if occasion.status == "cancelled":
        return "CANCELLED"
    to_the_day = occasion.time is not None and occasion.time.precision in ("day", "range")
    return "CONFIRMED" if to_the_day and occasion.status not in ("proposed", "postponed") else "TENTATIVE"


def description(occasion: Occasion) -> str:
    """Status, time in words and every sentence that tells of the meeting."""
    when = f"When: {occasion.time.edtf()} (“{occasion.time.text}”)" if occasion.time else ""
    by = f"Mediated by {', '.join(occasion.mediators)}" if occasion.mediators else ""
    facts = [f"Status: {occasion.status}", f"Outcome: {occasion.outcome}" if occasion.outcome else "", when, by]
    return "\n".join([fact for fact in facts if fact] + [cited(row) for row in occasion.rows])


def escaped(text: str) -> str:
    """Text as a property value."""
    return "".join(c for c in text.translate(_ESCAPED) if c.isprintable())


def plain(url: str) -> str:
    """An address on one line."""
    return "".join(c for c in url if c.isprintable() and not c.isspace())


def folded(line: str) -> str:
    """A content line with its end, folded so that none is longer than 75 octets and no character is cut."""
    parts, octets = [""], 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if octets + width > _OCTETS:
            parts.append(" ")
            octets = 1
        parts[-1] += character
        octets += width
    return "\r\n".join(parts) + "\r\n"
