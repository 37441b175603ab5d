"""What stands beside an export: its codebook as CSV and Markdown, and ``datapackage.json`` (Frictionless)."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dragoman.export.columns import Column, Kind, Table, Value
from dragoman.export.delimited import CsvFile
from dragoman.export.exporter import Export, Exporter, Resource

_CODEBOOK: tuple[tuple[str, Kind, str], ...] = (
    ("file", "string", "the file"),
    ("column", "string", "the column, or the field of a JSON object"),
    ("type", "string", "its type, in the words of the Table Schema standard"),
    ("meaning", "string", "what it says"),
    ("source", "string", "the field of the ledger it comes from; empty when Dragoman never knows it"),
)


def write_companions(exporter: Exporter, export: Export, folder: Path) -> None:
    """Write ``codebook.csv``, ``codebook.md`` and ``datapackage.json`` beside the files of an export."""
    table = Table(
        name="codebook",
        columns=tuple(Column(name=name, kind=kind, meaning=meaning, source="") for name, kind, meaning in _CODEBOOK),
    )
    with CsvFile(folder / "codebook.csv", table, raw=True) as file:
        for line in _codebook_lines(export.resources):
            file.add(line)
    (folder / "codebook.md").write_text(codebook(exporter, export), encoding="utf-8")
    package = json.dumps(datapackage(exporter, export), ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(package + "\n", encoding="utf-8")


def _codebook_lines(resources: Iterable[Resource]) -> Iterator[list[Value]]:
    for resource in resources:
        for column in resource.table.columns:
            yield [resource.path, column.name, column.kind, column.meaning, column.source]


def codebook(exporter: Exporter, export: Export) -> str:
    """The codebook in Markdown: each file's columns, and what was left out."""
    parts = [
        f"# {exporter.title}\n",
        "Exported by Dragoman from a ledger; each row stands on a sentence of an article.\n",
    ]
    for resource in export.resources:
        parts += [f"## {resource.path}\n", f"{resource.rows} rows.\n", column_list(resource.table)]
    if export.left_out:
        parts += ["## Left out\n", "\n".join(f"- {n} rows: {why}" for why, n in sorted(export.left_out.items())) + "\n"]
    return "\n".join(parts)


def column_list(table: Table) -> str:
    """A table's columns as a Markdown table."""
    lines = ["| column | type | meaning | from |", "|---|---|---|---|"]
    lines += [_markdown_row(column) for column in table.columns]
    return "\n".join(lines) + "\n"


def _markdown_row(column: Column) -> str:
    cells = (f"`{column.name}`", column.kind, column.meaning, f"`{column.source}`" if column.source else "–")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def datapackage(exporter: Exporter, export: Export) -> dict[str, Any]:
    """The descriptor of an export as a Frictionless Data Package."""
    return {
        "profile": "data-package",
        "name": f"dragoman-{exporter.name}",
        "title": exporter.title,
        "resources": [_resource(resource) for resource in export.resources],
    }


def _resource(resource: Resource) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": resource.table.name,
        "path": resource.path,
        "format": resource.path.rsplit(".", 1)[-1].lower(),
        "mediatype": resource.media_type,
    }
    if resource.encoding:
        described["encoding"] = resource.encoding
    return described | _tabular(resource) if resource.delimiter else described


def _tabular(resource: Resource) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "dialect": {"delimiter": resource.delimiter, "header": resource.header},
        "schema": {
            "fields": [_field(column) for column in resource.table.columns],
            "missingValues": list(dict.fromkeys(["", resource.missing])),
        },
    }


def _field(column: Column) -> dict[str, str]:
    return {"name": column.name, "type": column.kind, "description": column.meaning}
