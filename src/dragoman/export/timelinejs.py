"""TimelineJS: meetings and what happened as slides; uncertain dates stay intervals, every slide has its sentence."""

from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import Any, Final

from dragoman.export.columns import joined, table
from dragoman.export.exporter import Export, Options
from dragoman.export.happenings import Happening, happenings
from dragoman.export.jsontext import write_json
from dragoman.export.occasion import Occasion, sentence, text_link
from dragoman.export.story import Selection
from dragoman.export.where import state_name
from dragoman.ledger.rows import Row
from dragoman.model import TimeInterval

_NO_DATE: Final = "meeting without a date"


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``timeline.json``, slides in order of time."""
    left_out: dict[str, int] = {}
    slides = list(_slides(selection, left_out))
    slides.sort(key=lambda slide: (_order(slide["start_date"]), slide["unique_id"]))
    resource = write_json(folder / "timeline.json", table("timelinejs"), {"events": slides}, rows=len(slides))
    return Export(resources=(resource,), left_out=left_out)


def _slides(selection: Selection, left_out: dict[str, int]) -> Iterator[dict[str, Any]]:
    for occasion in selection.all_occasions():
        if occasion.time is None or occasion.days is None:
            left_out[_NO_DATE] = left_out.get(_NO_DATE, 0) + 1
        else:
            yield meeting_slide(occasion, occasion.time, occasion.days)
    for story in selection.stories():
        yield from (event_slide(one) for one in happenings(story, left_out))


def _order(start: dict[str, int]) -> tuple[int, int, int]:
    return start["year"], start.get("month", 0), start.get("day", 0)


def meeting_slide(occasion: Occasion, time: TimeInterval, days: tuple[date, date]) -> dict[str, Any]:
    """The slide of a meeting whose days are known at least as an interval."""
    facts = ", ".join(part for part in (occasion.status, occasion.venue, time.edtf()) if part)
    return {
        "unique_id": occasion.id,
        **slide_dates(time, days),
        "group": "Meetings",
        "text": {"headline": escape(occasion.title), "text": f"<p>{escape(facts)}</p>{_quotes(occasion.rows)}"},
    }


def event_slide(one: Happening) -> dict[str, Any]:
    """The slide of an event that happened."""
    event = one.event
    actors, targets = (joined([state_name(a.name) for a in side], by=", ") for side in (event.actor, event.recipient))
    sides = f"{actors} → {targets}" if targets else str(actors)
    day = {"year": one.day.year, "month": one.day.month, "day": one.day.day}
    return {
        "unique_id": one.row.id,
        "start_date": day,
        "group": (event.quad or "Events").capitalize(),
        "text": {"headline": escape(f"{event.plover}: {sides}"), "text": _quotes((one.row,))},
    }


def slide_dates(time: TimeInterval, days: tuple[date, date]) -> dict[str, Any]:
    """``start_date`` as exact as the words are, and ``end_date`` when an interval has no shorter form."""
    first, last = days
    known = time.iso()
    if known:
        names = ("year", "month", "day")
        return {"start_date": dict(zip(names, map(int, known.split("-")), strict=False)), "display_date": known}
    start, end = ({"year": at.year, "month": at.month, "day": at.day} for at in (first, last))
    return {"start_date": start, "end_date": end, "display_date": time.edtf()}


def _quotes(rows: tuple[Row, ...]) -> str:
    """The sentences as HTML; TimelineJS shows it as it is, so everything from articles is escaped."""
    return "".join(f"<blockquote>{escape(sentence(row))}</blockquote><p>{_source(row)}</p>" for row in rows)


def _source(row: Row) -> str:
    day = row.published.best.isoformat() if row.published.best else None
    named = escape(", ".join(part for part in (row.publisher, day) if part) or row.title or row.document)
    link = text_link(row)
    web = link if link and link.startswith(("http://", "https://")) else None
    return f'<a href="{escape(web)}">{named}</a>' if web else named
