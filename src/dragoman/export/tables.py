"""The ledger as flat tables: one for each report type, and the documents; what CSV, Parquet, Stata and SQLite share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dragoman.export.columns import Table, Value, joined, tables
from dragoman.export.story import Stories, Story
from dragoman.ledger.rows import Row, StoredDocument
from dragoman.model import Report

DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the paths of a column list start from."""

    document: StoredDocument
    row: Row | None = None

    @property
    def report(self) -> Report | None:
        """The row's report."""
        return self.row.report if self.row else None

    @property
    def characters(self) -> int:
        """Length of the article's text in Unicode code points."""
        return len(self.document.article.text)


def flat_tables() -> Sequence[Table]:
    """The tables in order: documents first, then one for each report type."""
    return tuple(tables("documents").values()) + tuple(tables("reports").values())


def spread(stories: Stories) -> Iterator[tuple[str, list[Value]]]:
    """All rows of all flat tables in one pass: the table's name, and the values in the order of its columns.

    Within each table the rows stand by document and id.
    """
    columns = {table.name: [column.source for column in table.columns] for table in flat_tables()}
    for story in stories():
        for name, entry in _entries(story):
            yield name, [follow(entry, source) for source in columns[name]]


def _entries(story: Story) -> Iterator[tuple[str, Entry]]:
    yield DOCUMENTS, Entry(story.document)
    for row in story.rows:
        yield row.type, Entry(story.document, row)


def follow(start: object, path: str) -> Value:
    """What a dotted path leads to: ``report.who.name``; a list's values are joined by ``; ``, None when unknown.

    A number picks one of a list; a step may name a method without arguments.
    """
    found = _at(start, path.split("."))
    if isinstance(found, tuple | list):
        return joined([str(value) for value in found if value is not None])
    if found is None or isinstance(found, str | int | float | bool | date | datetime):
        return found if found != "" else None
    raise TypeError(f"{path} leads to a {type(found).__name__}, which no cell can hold")


def _at(thing: Any, steps: Sequence[str]) -> Any:
    if thing is None or not steps:
        return thing
    step, rest = steps[0], steps[1:]
    if isinstance(thing, tuple):
        if step.isdecimal():
            return _at(thing[int(step)], rest) if int(step) < len(thing) else None
        return tuple(_at(one, steps) for one in thing)
    value = getattr(thing, step)
    return _at(value() if callable(value) else value, rest)
