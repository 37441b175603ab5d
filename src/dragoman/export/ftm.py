"""FollowTheMoney: actors, articles, meetings and events as entities for OpenAleph, one JSON object a line."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from dragoman.export.columns import table
from dragoman.export.exporter import Export, Options
from dragoman.export.jsontext import write_json_lines
from dragoman.export.occasion import Occasion, sentence
from dragoman.export.story import Selection
from dragoman.export.summary import named, summary
from dragoman.export.where import state_name, states
from dragoman.ledger.rows import Row, StoredDocument
from dragoman.model import Actor, Event, TimeInterval

_SCHEMAS: Final = {
    "person": "Person", "state": "PublicBody", "organisation": "Organization", "armed_group": "Organization",
}  # fmt: skip

_FORMER: Final = {"SU": "suhh", "YU": "yucs", "CS": "cshh", "DD": "ddde"}
_WIKIDATA: Final = re.compile(r"Q[1-9]\d*")


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``entities.ftm.json``; each entity stands once, actors before what refers to them."""
    resource = write_json_lines(folder / "entities.ftm.json", table("ftm"), _once(_entities(selection)))
    return Export(resources=(resource,))


def _once(entities: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for entity in entities:
        if entity["id"] not in seen:
            seen.add(entity["id"])
            yield entity


def _entities(selection: Selection) -> Iterator[dict[str, Any]]:
    for story in selection.stories():
        yield article_entity(story.document)
        for row in story.rows:
            yield from (actor_entity(actor) for actor in named(row.report))
        for row in story.of("event"):
            yield event_entity(row)
    for occasion in selection.all_occasions():
        yield from (actor_entity(_party(name)) for name in (*occasion.parties, *occasion.mediators))
        yield meeting_entity(occasion)


def _party(name: str) -> Actor:
    is_state = name in states()
    return Actor(name=name, kind="state" if is_state else "unknown", country=name if is_state else None)


def _entity(key: str, schema: str, properties: dict[str, Iterable[str | None]]) -> dict[str, Any]:
    """An entity; a property is a list of texts, and what is not known is not there."""
    listed = {name: list(dict.fromkeys(filter(None, map(_clean, values)))) for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in listed.items() if values}}


def _clean(text: str | None) -> str:
    """The text as FollowTheMoney keeps it: white space folded, without characters that do not print."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split()) if text else ""


def _web(address: str | None) -> str | None:
    return address if address and address.startswith(("http://", "https://")) else None


def _country(code: str | None) -> str | None:
    """FollowTheMoney's code of a country: ISO alpha-2 in small letters, states that are no more by their own."""
    state = states().get(code or "")
    return _FORMER.get(state.iso2, state.iso2.lower()) if state else None


def actor_entity(actor: Actor) -> dict[str, Any]:
    """An actor; offices are left to the rows, since they change."""
    return _entity(
        actor_key(actor),
        _SCHEMAS.get(actor.kind, "LegalEntity"),
        {
            "name": [state_name(actor.name)],
            "country": [_country(actor.country)],
            "wikidataId": [_wikidata(actor)],
        },
    )


def actor_key(actor: Actor) -> str:
    """The id of an actor: its Wikidata id, else a hash of its name."""
    known = _wikidata(actor) if actor.kind != "state" else None
    return known or "dragoman-" + hashlib.sha256(actor.name.encode("utf-8", "replace")).hexdigest()[:16]


def _wikidata(actor: Actor) -> str | None:
    return actor.id if actor.id and _WIKIDATA.fullmatch(actor.id) else None


def article_entity(document: StoredDocument) -> dict[str, Any]:
    """A document of the ledger."""
    article = document.article
    day = article.date.best
    return _entity(
        _document_key(document.id),
        "Article",
        {
            "title": [article.title],
            "publisher": [article.publisher],
            "author": [article.byline],
            "sourceUrl": [_web(article.url)],
            "publishedAt": [day.isoformat() if day else None],
        },
    )


def _document_key(key: str) -> str:
    return f"dragoman-document-{key}"


def event_entity(row: Row) -> dict[str, Any]:
    """An event row; ``keywords`` hold its PLOVER type, CAMEO code and whether it happened."""
    event = row.report
    assert isinstance(event, Event)
    actors = [actor_key(actor) for actor in event.actor + event.recipient]
    return _entity(
        f"dragoman-row-{row.id}",
        "Event",
        {
            "name": [summary(event)],
            **_dates(event.time, row.published.best),
            "location": [event.place],
            "involved": actors,
            "keywords": [event.plover, event.cameo and f"CAMEO {event.cameo}", event.aux],
            **_proof((row,)),
        },
    )


def meeting_entity(occasion: Occasion) -> dict[str, Any]:
    """A meeting."""
    return _entity(
        f"dragoman-meeting-{occasion.id}",
        "Event",
        {
            "name": [occasion.title],
            **_dates(occasion.time, None),
            "location": [occasion.venue],
            "involved": [actor_key(_party(name)) for name in occasion.parties],
            "organizer": [actor_key(_party(name)) for name in occasion.mediators],
            "keywords": [occasion.status, occasion.level],
            **_proof(occasion.rows),
        },
    )


def _dates(time: TimeInterval | None, told: date | None) -> dict[str, Iterable[str | None]]:
    """First and last day as far as the text tells them; else the day of publication as ``date``."""
    if time is None:
        return {"date": [told.isoformat() if told else None]}
    exact = time.iso()
    if exact:
        return {"date": [exact]}
    start, end = (day.isoformat() if day else None for day in (time.start, time.end))
    return {"startDate": [start], "endDate": [end]}


def _proof(rows: tuple[Row, ...]) -> dict[str, Iterable[str | None]]:
    return {
        "summary": [sentence(row) for row in rows],
        "proof": [_document_key(row.document) for row in rows],
        "publisher": [row.publisher for row in rows],
        "sourceUrl": [_web(row.url) for row in rows],
        "recordId": [row.id for row in rows],
    }
