"""Build the outline of the land that the map of venues is drawn on.

    pip download --no-deps --dest /tmp/map geopandas==0.14.4
    pip install pyshp==3.1.6
    python scripts/build_map.py --wheel /tmp/map/geopandas-0.14.4-py3-none-any.whl

The wheel ships Natural Earth's countries at 1:110 million (public domain). They are joined to one land without borders:
where a border runs is often what is negotiated, and a map of venues needs none. Antarctica is left out.
"""

import argparse
import io
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import shapefile
from shapely import Polygon, box, unary_union
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

_COUNTRIES = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
_SOUTH = -60
"""Degrees north of the map's lower edge."""
_SIMPLER = 0.05
"""Degrees by which the outline may be moved to spare points."""
_PER_DEGREE = 10
"""Units of the drawing in a degree: whole numbers, a tenth of a degree each."""


def main() -> None:
    """Read the countries, join them and write one line of SVG path data for each land mass, the largest first."""
    parser = argparse.ArgumentParser(description="Build the outline of the land.")
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/dragoman/data/map/land.txt"))
    options = parser.parse_args()
    lines = [line for polygon in land(options.wheel) if (line := path(polygon))]
    options.out.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
    print(f"{options.out}: {len(lines)} land masses, {options.out.stat().st_size} bytes")


def land(wheel: Path) -> list[Polygon]:
    """The land masses north of the map's lower edge, the largest first."""
    with ZipFile(wheel) as packed:
        parts = {kind: io.BytesIO(packed.read(f"{_COUNTRIES}.{kind}")) for kind in ("shp", "shx", "dbf")}
    with shapefile.Reader(**parts) as reader:
        countries = [shape(one.__geo_interface__).buffer(0) for one in reader.shapes()]
    joined = unary_union(countries).intersection(box(-180, _SOUTH, 180, 90)).simplify(_SIMPLER)
    return sorted(polygons(joined), key=lambda one: -one.area)


def polygons(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons of a geometry."""
    return [part for part in getattr(geometry, "geoms", [geometry]) if isinstance(part, Polygon)]


def path(polygon: Polygon) -> str:
    """A polygon as SVG path data: first point, then steps, in whole units from 180 W and 90 N; empty when too small."""
    rings = (ring(list(one.coords)) for one in (polygon.exterior, *polygon.interiors))
    return "".join(rings)


def ring(points: list[tuple[float, ...]]) -> str:
    """A closed ring; empty when less than three of its points differ."""
    places = [(round((x + 180) * _PER_DEGREE), round((90 - y) * _PER_DEGREE)) for x, y, *_ in points]
    kept = [place for number, place in enumerate(places) if number == 0 or place != places[number - 1]][:-1]
    if len(kept) < 3:
        return ""
    steps = (f"{x - a},{y - b}" for (a, b), (x, y) in pairwise(kept))
    return f"M{kept[0][0]},{kept[0][1]}l{' '.join(steps)}z"


if __name__ == "__main__":
    main()
