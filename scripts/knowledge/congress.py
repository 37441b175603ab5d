"""Members of the US Congress, presidents and vice-presidents (unitedstates/congress-legislators, CC0)."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from scripts.knowledge.rows import Holder

from dragoman.actors.collectives import slug
from dragoman.actors.entities import OfficeClass, Tenure
from dragoman.actors.offices import sector_of

EXPORT_DAY = "2026-06-01"
_CLASSES: dict[str, OfficeClass] = {
    "President": "head_of_state", "Vice President": "deputy_hog",
    "Senator": "legislator", "Representative": "legislator",
}  # fmt: skip


def holders(path: Path) -> Iterator[Holder]:
    """Every member with the terms served."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            rows[row["name"]].append(row)
    for name in sorted(rows):
        yield Holder(
            id=f"{slug(name)}-usa", name=name, country="USA", party="USA",
            aliases={alias for row in rows[name] for alias in row["aliases"].split("|") if alias} - {name},
            tenures=[_tenure(row) for row in rows[name]],
        )  # fmt: skip


def _tenure(row: dict[str, str]) -> Tenure:
    """A term that ends after the export is open and was last seen on the export's day."""
    running = row["end"] > EXPORT_DAY
    kind = _CLASSES[row["office"]]
    return Tenure(
        office=row["office"], office_class=kind, country="USA", party="USA", start=row["start"],
        end="" if running else row["end"], last_confirmed=EXPORT_DAY if running else "",
        end_basis="" if running else "term", sector=sector_of(kind), source="congress-legislators",
    )  # fmt: skip
