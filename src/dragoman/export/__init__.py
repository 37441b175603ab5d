"""One module for each format: stories of the ledger in, files with a codebook and ``datapackage.json`` out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from dragoman.errors import SourceError, UsageError
from dragoman.export import (
    datasette,
    ftm,
    gdelt,
    geojson,
    ical,
    icews,
    jsonld,
    parquet,
    plover,
    polecat,
    sheets,
    stata,
    timelinejs,
    webannotation,
)
from dragoman.export.companions import write_companions
from dragoman.export.exporter import Export, Exporter, Options, Resource
from dragoman.export.story import Selection, Stories, Story

__all__ = [
    "FORMATS",
    "Export",
    "Exporter",
    "Options",
    "Resource",
    "Selection",
    "Stories",
    "Story",
    "exported",
]

_ALL: Final = (
    Exporter(name="plover-jsonl", title="Events as PLOVER JSONL", write=plover.write),
    Exporter(name="polecat", title="Events with the columns of POLECAT", write=polecat.write),
    Exporter(name="icews", title="Events with the columns of ICEWS", write=icews.write),
    Exporter(name="gdelt", title="Events and mentions with the columns of GDELT 2.0", write=gdelt.write),
    Exporter(name="csv", title="The ledger as CSV tables", write=sheets.write),
    Exporter(name="parquet", title="The ledger as Parquet tables", write=parquet.write, extra="data"),
    Exporter(name="stata", title="The ledger as Stata tables", write=stata.write, extra="stata"),
    Exporter(name="geojson", title="Places of meetings and events as GeoJSON", write=geojson.write),
    Exporter(name="ical", title="Meetings as iCalendar", write=ical.write),
    Exporter(name="jsonld", title="Meetings as schema.org events in JSON-LD", write=jsonld.write),
    Exporter(name="webannotation", title="All rows as W3C Web Annotations", write=webannotation.write),
    Exporter(name="ftm", title="Actors, articles, meetings and events for FollowTheMoney", write=ftm.write),
    Exporter(name="timelinejs", title="Meetings and events as a TimelineJS timeline", write=timelinejs.write),
    Exporter(name="datasette", title="The ledger as a SQLite file for Datasette", write=datasette.write),
)
FORMATS: Final[Mapping[str, Exporter]] = {exporter.name: exporter for exporter in _ALL}


def exported(name: str, selection: Selection, folder: Path, options: Options = Options()) -> Export:  # noqa: B008
    """Write an export into a folder, which is made if need be; files of the same names are replaced.

    Args:
        name: the format's name.
        selection: what to export.
        folder: where the files go, with ``codebook.csv``, ``codebook.md`` and ``datapackage.json``.
        options: what the user chose.

    Raises:
        UsageError: if there is no such format, or its library is not installed.
        SourceError: if the folder cannot be written.
    """
    exporter = FORMATS.get(name)
    if exporter is None:
        raise UsageError(f"no format is called {name!r}; the formats are {', '.join(FORMATS)}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        export = exporter.write(selection, folder, options)
        write_companions(exporter, export, folder)
    except OSError as error:
        raise SourceError(str(folder), f"cannot be written: {error.strerror}") from error
    return export
