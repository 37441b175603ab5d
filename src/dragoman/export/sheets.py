"""CSV: one file for each report type, and the documents; safe for spreadsheets, or raw for code."""

from contextlib import ExitStack
from pathlib import Path

from dragoman.export.delimited import CsvFile
from dragoman.export.exporter import Export, Options
from dragoman.export.story import Selection
from dragoman.export.tables import flat_tables, spread


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``documents.csv``, ``meeting.csv``, ``attendance.csv`` and so on."""
    with ExitStack() as open_files:
        files = {
            table.name: open_files.enter_context(CsvFile(folder / f"{table.name}.csv", table, raw=options.raw))
            for table in flat_tables()
        }
        for name, line in spread(selection.stories):
            files[name].add(line)
    return Export(resources=tuple(file.resource for file in files.values()))
