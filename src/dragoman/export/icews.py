"""ICEWS: one tab-separated line for each pair of actors, 20 columns named as published; unknown is empty."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from dragoman.codes import load_codes
from dragoman.export.columns import Value, joined, table
from dragoman.export.delimited import write_tsv
from dragoman.export.evidence import write_evidence
from dragoman.export.exporter import Export, Options
from dragoman.export.happenings import Happening, dyads, happenings, number, sectors, sentence_number, with_cameo
from dragoman.export.story import Selection, Stories, Story
from dragoman.export.where import city, state_name
from dragoman.ledger.rows import Row
from dragoman.model import Actor

_NO_TARGET = "no target: an ICEWS event has a source and a target"


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``icews.tsv`` and ``evidence.tsv``."""
    left_out: dict[str, int] = {}
    columns = table("icews")
    rows = (columns.line(one) for story in selection.stories() for one in lines(story, left_out))
    events = write_tsv(folder / "icews.tsv", columns, rows)
    return Export(resources=(events, write_evidence(folder, _told(selection.stories))), left_out=left_out)


def _told(stories: Stories) -> Iterator[tuple[int, Row]]:
    for story in stories():
        for one, source, target in _pairs(story, {}):
            yield _id(one, source, target), one.row


def lines(story: Story, left_out: dict[str, int]) -> Iterator[dict[str, Value]]:
    """The values of each pair by column."""
    for one, source, target in _pairs(story, left_out):
        yield {
            "Event ID": _id(one, source, target),
            "Event Date": one.day,
            **_side("Source", source),
            "Event Text": load_codes().cameo(one.event.cameo or "").label,
            "CAMEO Code": one.event.cameo,
            "Intensity": one.event.goldstein,
            **_side("Target", target),
            "Story ID": number(one.row.document),
            "Sentence Number": _sentence(one, story),
            "Publisher": one.row.publisher,
            **_place(one.event.place),
        }


def _pairs(story: Story, left_out: dict[str, int]) -> Iterator[tuple[Happening, Actor, Actor]]:
    for one in with_cameo(happenings(story, left_out), left_out):
        for source, target in dyads(one.event):
            if target is None:
                left_out[_NO_TARGET] = left_out.get(_NO_TARGET, 0) + 1
            else:
                yield one, source, target


def _id(one: Happening, source: Actor, target: Actor) -> int:
    return number(one.row.id, source.name, target.name)


def _sentence(one: Happening, story: Story) -> int:
    first = one.event.evidence[0]
    return sentence_number(story.document.article, first.field, first.start)


def _side(name: str, actor: Actor) -> dict[str, Value]:
    words = [sector_words().get(sector) for sector in sectors(actor)]
    return {
        f"{name} Name": state_name(actor.name),
        f"{name} Sectors": joined(words, by=", "),
        f"{name} Country": state_name(actor.country),
    }


def _place(place: str | None) -> dict[str, Value]:
    known = city(place)
    if known is None:
        return {}
    return {"City": place, "Country": state_name(known.country), "Latitude": known.lat, "Longitude": known.lon}


@cache
def sector_words() -> Mapping[str, str]:
    """The PLOVER sectors in the words of ICEWS, the nearest where the schemes differ."""
    text = (files("dragoman") / "data" / "export" / "sectors.csv").read_text(encoding="utf-8")
    return {row["sector"]: row["words"] for row in csv.DictReader(text.splitlines())}
