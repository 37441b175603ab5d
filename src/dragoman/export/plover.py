"""PLOVER JSONL: one JSON object for each event, fields named as in the PLOVER manual; unknown fields are not there."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any, Final

from dragoman.export.columns import table
from dragoman.export.exporter import Export, Options
from dragoman.export.happenings import QUADS, place_code, sectors, sentence_number
from dragoman.export.jsontext import write_json_lines
from dragoman.export.story import Selection, Story
from dragoman.export.where import city
from dragoman.ledger.rows import Row
from dragoman.model import Actor, Event

_AUXILIARY: Final = {
    "future": "future", "hypothetical": "hypothetical", "negated": "negation", "historical": "historical",
}  # fmt: skip
_NO_DATE: Final = "neither the event nor its document has a date, which PLOVER asks for"


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``plover.jsonl``: all events, those that did not happen with their auxiliary mode."""
    left_out: dict[str, int] = {}
    objects = (one for story in selection.stories() for one in events(story, left_out))
    resource = write_json_lines(folder / "plover.jsonl", table("plover"), objects)
    return Export(resources=(resource,), left_out=left_out)


def events(story: Story, left_out: dict[str, int]) -> Iterator[dict[str, Any]]:
    """The PLOVER objects of a story."""
    for row in story.of("event"):
        assert isinstance(row.report, Event)
        if (dates := _dates(row, row.report)) is None:
            left_out[_NO_DATE] = left_out.get(_NO_DATE, 0) + 1
        else:
            yield _known(_object(row, row.report, story) | dates)


def _dates(row: Row, event: Event) -> dict[str, Any] | None:
    """``date``, and ``enddate`` when it is another day; of the event, else of its document."""
    time = event.time
    start, end = (time.start or time.end, time.end or time.start) if time else (None, None)
    if start is None or end is None:
        start, end = row.published.earliest or row.published.best, row.published.latest or row.published.best
    if start is None:
        return None
    return {"date": start.isoformat(), "enddate": end.isoformat() if end and end != start else None}


def _object(row: Row, event: Event, story: Story) -> dict[str, Any]:
    return {
        "id": row.id,
        "has_event": True,
        "date": None,  # keeps the manual's order; set by the caller
        "enddate": None,
        "actor": [_entity(actor) for actor in event.actor],
        "recipient": [_entity(actor) for actor in event.recipient],
        "event": event.plover,
        "mode": [mode for mode in (event.mode, _AUXILIARY.get(event.aux)) if mode],
        "context": list(event.context),
        "quad_code": QUADS.get(event.quad or ""),
        "event_scale": event.plover_score,
        "event_loc": _place(event.place),
        "event_text": [evidence.text for evidence in event.evidence],
        "link": row.meeting,
        **_words(event, story),
        "cite_info": _citation(row, story),
        **_coding(row, event),
    }


def _words(event: Event, story: Story) -> dict[str, Any]:
    first = event.evidence[0]
    sequence = sentence_number(story.document.article, first.field, first.start)
    return {"text": first.text, "text_info": {"sequence": sequence, "start": first.start, "end": first.end}}


def _coding(row: Row, event: Event) -> dict[str, Any]:
    at = row.recorded_at.astimezone(UTC)
    return {
        "coder": f"dragoman {row.run}",
        "coded_date": f"{at:%Y-%m-%d}",
        "coded_time": f"{at:%H:%M:%S}",
        "comment": f"{event.source}, {event.factuality}, {event.reason.rule}",
    }


def _entity(actor: Actor) -> dict[str, Any]:
    return _known(
        {
            "code": place_code(actor),
            "sector": " ".join(sectors(actor)),
            "entity_text": actor.printed,
            "identifier_id": actor.id,
            "identifier_text": actor.name,
            "office": actor.office,
        }
    )


def _place(place: str | None) -> dict[str, Any] | None:
    known = city(place)
    if known is None:
        return {"extracted_place": place} if place else None
    return {
        "extracted_place": place, "lat": known.lat, "lon": known.lon, "city": place, "country_code": known.country,
    }  # fmt: skip


def _citation(row: Row, story: Story) -> dict[str, Any]:
    return _known(
        {
            "citation": row.document,
            "url": row.url,
            "title": row.title,
            "language": story.document.article.language,
            "publication": row.publisher,
            "codebook": "PLOVER",
            "version": "0.8",
        }
    )


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something; false, 0 and empty lists of actors do."""
    lists = ("actor", "recipient", "mode", "context")
    return {name: value for name, value in fields.items() if name in lists or value not in (None, "", [])}
