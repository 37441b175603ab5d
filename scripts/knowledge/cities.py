"""Cities of 50,000 people and more, and capitals (GeoNames, CC BY 4.0)."""

import csv
from collections.abc import Iterator
from pathlib import Path

from dragoman.actors.fold import keep_places
from dragoman.actors.tables import shipped_rows


def lines(path: Path) -> Iterator[str]:
    """``name, country, latitude, longitude, population`` of each city, tabs between, by name, the largest first."""
    codes = {row["iso2"]: row["iso3"] for row in shipped_rows("states.csv")}
    with path.open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["iso2"] in codes]
    for row in sorted(rows, key=lambda r: (r["name"], -int(r["pop"] or 0), r["geonameid"])):
        yield "\t".join(
            (keep_places(row["name"]), codes[row["iso2"]], row["lat"], row["lon"], row["pop"], row["capital"])
        )
