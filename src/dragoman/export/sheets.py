"""CSV: one file for each report type, and the documents; safe for spreadsheets, or raw for code."""

from pathlib import Path

from dragoman.export.delimited import write_csv
from dragoman.export.exporter import Export, Options
from dragoman.export.story import Selection
from dragoman.export.tables import flat_tables, lines


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``documents.csv``, ``meeting.csv``, ``attendance.csv`` and so on."""
    return Export(
        resources=tuple(
            write_csv(folder / f"{table.name}.csv", table, lines(table, selection.stories), raw=options.raw)
            for table in flat_tables()
        )
    )
