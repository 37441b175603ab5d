"""GeoJSON (RFC 7946): a point for each meeting and event whose city the shipped table holds; no place is guessed."""

from pathlib import Path
from typing import Any, Final

from dragoman.export.columns import joined, table
from dragoman.export.exporter import Export, Options
from dragoman.export.jsontext import write_json
from dragoman.export.occasion import Occasion, sentence
from dragoman.export.story import Selection
from dragoman.export.where import city
from dragoman.ledger.rows import Row
from dragoman.model import Event, TimeInterval

_NOWHERE: Final = "no place told, or none that the table of cities holds"


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``places.geojson``."""
    found = [meeting_feature(occasion) for occasion in selection.all_occasions()]
    found += [event_feature(row) for story in selection.stories() for row in story.of("event")]
    features = [feature for feature in found if feature]
    collection = {"type": "FeatureCollection", "features": features}
    resource = write_json(
        folder / "places.geojson", table("geojson"), collection, rows=len(features), media_type="application/geo+json"
    )
    missing = len(found) - len(features)
    return Export(resources=(resource,), left_out={_NOWHERE: missing} if missing else {})


def meeting_feature(occasion: Occasion) -> dict[str, Any] | None:
    """The feature of a meeting; None when its city is not known."""
    if occasion.point is None:
        return None
    facts = {
        "kind": "meeting", "label": occasion.title, "place": occasion.place, "status": occasion.status,
        "level": occasion.level, "parties": joined(occasion.parties), "reports": len(occasion.rows),
    }  # fmt: skip
    return _feature(occasion.id, occasion.point, facts | _when(occasion.time), occasion.rows[0])


def event_feature(row: Row) -> dict[str, Any] | None:
    """The feature of an event; None when its city is not known."""
    event = row.report
    assert isinstance(event, Event)
    known = city(event.place)
    if known is None:
        return None
    facts = {
        "kind": "event", "label": event.plover, "place": event.place, "status": event.aux, "cameo": event.cameo,
        "parties": joined([actor.name for actor in event.actor + event.recipient]), "reports": 1,
    }  # fmt: skip
    return _feature(row.id, (known.lat, known.lon), facts | _when(event.time), row)


def _when(time: TimeInterval | None) -> dict[str, Any]:
    if time is None:
        return {"time": None, "start": None, "end": None}
    start, end = (day.isoformat() if day else None for day in (time.start, time.end))
    return {"time": time.edtf(), "start": start, "end": end}


def _feature(key: str, point: tuple[float, float], facts: dict[str, Any], row: Row) -> dict[str, Any]:
    told = {
        "place_precision": "city",
        "sentence": sentence(row),
        "publisher": row.publisher,
        "published": row.published.best.isoformat() if row.published.best else None,
        "url": row.url,
    }
    return {
        "type": "Feature",
        "id": key,
        "geometry": {"type": "Point", "coordinates": [point[1], point[0]]},  # longitude first
        "properties": facts | told,
    }
