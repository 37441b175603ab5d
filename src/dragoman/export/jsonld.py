"""JSON-LD: each meeting as a schema.org Event, with the articles that tell of it."""

from pathlib import Path
from typing import Any, Final

from dragoman.export.columns import table
from dragoman.export.exporter import Export, Options
from dragoman.export.jsontext import write_json
from dragoman.export.occasion import Occasion, sentence, text_link
from dragoman.export.story import Selection
from dragoman.export.where import states
from dragoman.ledger.rows import Row

_STATUS: Final = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}
_SCHEMA: Final = "https://schema.org"


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``meetings.jsonld``."""
    graph = [event_of(occasion) for occasion in selection.all_occasions()]
    value = {"@context": _SCHEMA, "@graph": graph}
    resource = write_json(
        folder / "meetings.jsonld", table("jsonld"), value, rows=len(graph), media_type="application/ld+json"
    )
    return Export(resources=(resource,))


def event_of(occasion: Occasion) -> dict[str, Any]:
    """The schema.org Event of a meeting; what is not known is not there."""
    fields = {
        "@type": "Event",
        "@id": f"urn:dragoman:meeting:{occasion.id}",
        "name": occasion.title,
        **_dates(occasion),
        "eventStatus": f"{_SCHEMA}/{_STATUS.get(occasion.status, 'EventScheduled')}",
        "location": _location(occasion),
        "attendee": [_party(party) for party in occasion.parties],
        "organizer": [_party(party) for party in occasion.mediators],
        "description": _description(occasion),
        "subjectOf": [_article(row) for row in occasion.rows],
    }
    return {name: value for name, value in fields.items() if value not in (None, [], "")}


def _dates(occasion: Occasion) -> dict[str, Any]:
    """A day, month or year as far as it is known; an interval by its first and last day."""
    if occasion.days is None or occasion.time is None:
        return {}
    first, last = occasion.days
    return {"startDate": occasion.time.iso() or first.isoformat()} | (
        {"endDate": last.isoformat()} if first != last else {}
    )


def _description(occasion: Occasion) -> str:
    when = f", {occasion.time.edtf()}" if occasion.time else ""
    return f"{occasion.status}{when}. {sentence(occasion.rows[0])}"


def _location(occasion: Occasion) -> dict[str, Any] | None:
    if not occasion.place and not occasion.country:
        return None
    place: dict[str, Any] = {"@type": "Place", "name": occasion.venue}
    if occasion.country:
        place["address"] = {"@type": "PostalAddress", "addressCountry": occasion.country}
    if occasion.point:
        lat, lon = occasion.point
        place["geo"] = {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}
    return place


def _party(name: str) -> dict[str, Any]:
    state = states().get(name)
    if state:
        return {"@type": "Country", "name": state.name, "identifier": name}
    return {"@type": "Organization", "name": name}


def _article(row: Row) -> dict[str, Any]:
    fields = {
        "@type": "NewsArticle",
        "@id": f"urn:dragoman:document:{row.document}",
        "headline": row.title,
        "url": text_link(row),
        "publisher": {"@type": "Organization", "name": row.publisher} if row.publisher else None,
        "datePublished": row.published.best.isoformat() if row.published.best else None,
        "abstract": sentence(row),
    }
    return {name: value for name, value in fields.items() if value}
