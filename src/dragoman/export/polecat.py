"""POLECAT: one tab-separated line for each event, 40 columns named as published; ``None`` stands for unknown."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.export.columns import Value, joined, table
from dragoman.export.delimited import write_tsv
from dragoman.export.evidence import write_evidence
from dragoman.export.exporter import Export, Options
from dragoman.export.happenings import Happening, happenings, place_code, sectors
from dragoman.export.story import Selection, Story
from dragoman.export.summary import named
from dragoman.export.where import city
from dragoman.ledger.rows import Row
from dragoman.model import Actor, Event, MeetingReport


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``polecat.tsv`` and ``evidence.tsv``."""
    left_out: dict[str, int] = {}
    columns = table("polecat")
    rows = (columns.line(line(one, story)) for story in selection.stories() for one in happenings(story, left_out))
    events = write_tsv(folder / "polecat.tsv", columns, rows, missing="None")
    told = ((one.row.id, one.row) for story in selection.stories() for one in happenings(story, {}))
    return Export(resources=(events, write_evidence(folder, told)), left_out=left_out)


def line(one: Happening, story: Story) -> dict[str, Value]:
    """The values of an event by column."""
    row, event = one.row, one.event
    return {
        "Event ID": row.id,
        "Event Date": one.day,
        "Event Type": event.plover,
        "Event Mode": event.mode,
        "Intensity": event.plover_score,
        "Quad Code": event.quad,
        "Contexts": joined(event.context),
        **_side("Actor", event.actor),
        **_side("Recipient", event.recipient),
        **_place(event.place),
        "Source": row.publisher,
        "Publication Date": row.published.best,
        **_story(story),
        "Language": story.document.article.language,
        "Version": row.run,
    }


def _side(name: str, actors: Sequence[Actor]) -> dict[str, Value]:
    found = [sector for actor in actors for sector in sectors(actor)]
    return {
        f"{name} Name": joined([actor.name for actor in actors]),
        f"{name} Country": joined([place_code(actor) for actor in actors]),
        f"Primary {name} Sector": found[0] if found else None,
        f"{name} Sectors": joined(found),
        f"{name} Title": joined([actor.office for actor in actors]),
        f"{name} Name Raw": joined([actor.printed for actor in actors]),
    }


def _place(place: str | None) -> dict[str, Value]:
    known = city(place)
    found: dict[str, Value] = {"Placename": place, "Raw Placename": place}
    if known is None:
        return found
    return found | {"City": place, "Country": known.country, "Latitude": known.lat, "Longitude": known.lon}


def _story(story: Story) -> dict[str, Value]:
    """Who and what the whole document names, each once, in the order of the rows."""
    actors = [actor for row in story.rows for actor in named(row.report)]
    bodies = ("organisation", "armed_group")
    return {
        "Story People": joined([actor.name for actor in actors if actor.kind == "person"]),
        "Story Organizations": joined([actor.name for actor in actors if actor.kind in bodies]),
        "Story Locations": joined(list(_places(story.rows))),
    }


def _places(rows: Sequence[Row]) -> Iterator[str]:
    return (row.report.place for row in rows if isinstance(row.report, MeetingReport | Event) and row.report.place)
