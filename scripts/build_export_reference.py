"""Writes docs/reference/exports.md from the column lists of the exports.

Run it after a change of ``data/export/*.csv``: ``.venv/bin/python -m scripts.build_export_reference``.
"""

from collections.abc import Iterator
from pathlib import Path

from dragoman.export import FORMATS
from dragoman.export.columns import tables
from dragoman.export.companions import column_list

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "exports.md"
LISTS = {
    "plover-jsonl": ("plover",),
    "polecat": ("polecat", "evidence"),
    "icews": ("icews", "evidence"),
    "gdelt": ("gdelt", "evidence"),
    "csv": ("documents", "reports"),
    "parquet": ("documents", "reports"),
    "stata": ("documents", "reports"),
    "datasette": ("documents", "reports"),
    "geojson": ("geojson",),
    "ical": ("ical",),
    "jsonld": ("jsonld",),
    "webannotation": ("webannotation",),
    "ftm": ("ftm",),
    "timelinejs": ("timelinejs",),
}
HEAD = """\
<!-- Written by scripts/build_export_reference.py from the column lists; change those and run it again. -->
# Exports: formats and columns

`dragoman export --format NAME --ledger FILE -o FOLDER` writes the files of a format into a folder, with
`codebook.csv`, `codebook.md` and `datapackage.json` (Frictionless) beside them, all made from the same column lists.
The same ledger gives the same bytes. Rows stand by document and id. [How to use them](../how-to/export.md).

| format | what | extra | column lists |
|---|---|---|---|
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(reference(), encoding="utf-8")


def reference() -> str:
    """The page in Markdown."""
    rows = [_row(name) for name in FORMATS]
    lists = dict.fromkeys(name for names in LISTS.values() for name in names)
    return HEAD + "\n".join(rows) + "\n\n" + "\n".join(part for name in lists for part in _sections(name))


def _row(name: str) -> str:
    exporter = FORMATS[name]
    links = ", ".join(f"[{one}](#{one})" for one in LISTS[name])
    return f"| `{name}` | {exporter.title} | {exporter.extra or '–'} | {links} |"


def _sections(name: str) -> Iterator[str]:
    yield f"## {name}\n"
    for table in tables(name).values():
        if table.name != name:
            yield f"### {name}: {table.name}\n"
        yield column_list(table)


if __name__ == "__main__":
    main()
