"""The map of venues: what part of the world is drawn, and where on it each venue lies.

Degrees are drawn as they are (equirectangular), with the north-south scale of the middle of the part that is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import cos, radians, sqrt
from typing import Final, Literal

from dragoman.errors import ModelError
from dragoman.views.venues import Venue

Extent = Literal["venues", "world"]
_UNITS: Final = 10
"""Units of the drawn land in a degree, counted from 180 W and 90 N."""
_SHAPE: Final = 2.0
"""The drawing's width by its height."""
_LEAST: Final = 24.0
"""Degrees from north to south that are drawn at least: neighbours help to know a place."""
_MARGIN: Final = 1.3
"""How much more is drawn than the span of the venues."""
_NORTH, _SOUTH = 85.0, -60.0
_WIDE: Final = 720
"""Width of the drawing, in pixels, for which room is kept between names; on a wider screen there is more."""
_NARROW: Final = 320
"""Width for which room is kept between the names that a telephone shows, too."""
_LETTER: Final = (8, 15)
"""Width and height of a letter in pixels."""
_LINES: Final = (4, 18, -11)
"""Where a name's foot may stand below the middle of its dot, in pixels, the best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The part of the world that is drawn, in degrees."""

    west: float
    north: float
    width: float
    height: float

    def view_box(self) -> str:
        """The part as a viewBox of the drawn land."""
        places = (self.west + 180, 90 - self.north, self.width, self.height)
        return " ".join(f"{place * _UNITS:.1f}" for place in places)

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        """Where a place lies, in per cent from the left and from the top."""
        north, east = point
        return (
            round(100 * (east - self.west) / self.width, 2),
            round(100 * (self.north - north) / self.height, 2),
        )


_WORLD: Final = Frame(west=-180, north=_NORTH, width=360, height=_NORTH - _SOUTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A venue on the map.

    Attributes:
        venue: the venue.
        left: where it lies, in per cent of the width.
        top: in per cent of the height.
        radius: in pixels; its area grows with the number of meetings.
        before: its name stands before the dot and not after it.
        below: how far below the dot's middle the foot of its name stands, in pixels; None when there is no room.
        minor: its name has room on a wide screen alone.
    """

    venue: Venue
    left: float
    top: float
    radius: float
    before: bool
    below: int | None
    minor: bool

    @property
    def words(self) -> str:
        """Its name and the number of its meetings."""
        return f"{self.venue.name} {len(self.venue.meetings)}"

    @property
    def shift(self) -> float:
        """How far from the dot's middle its name begins or ends, in pixels."""
        return -(self.radius + 3) if self.before else self.radius + 3


def frame_of(venues: Sequence[Venue], extent: Extent) -> Frame:
    """The part with all venues that lie anywhere, or the whole world."""
    points = [venue.point for venue in venues if venue.point]
    if extent == "world" or not points:
        return _WORLD
    norths, easts = zip(*points, strict=True)
    middle = (max(norths) + min(norths)) / 2, (max(easts) + min(easts)) / 2
    across = _SHAPE / cos(radians(min(abs(middle[0]), 75)))
    height = max(_LEAST, _MARGIN * (max(norths) - min(norths)), _MARGIN * (max(easts) - min(easts)) / across)
    if height > _WORLD.height:
        return _WORLD
    width = min(height * across, _WORLD.width)
    north = min(_NORTH, max(middle[0] + height / 2, _SOUTH + height))
    west = max(-180, min(middle[1] - width / 2, 180 - width))
    return Frame(west=west, north=north, width=width, height=height)


def dots(venues: Sequence[Venue], frame: Frame) -> list[Dot]:
    """A dot for each venue of which it is known where it lies; names only where they cover no earlier one."""
    found: list[Dot] = []
    for venue in venues:
        if venue.point:
            left, top = frame.at(venue.point)
            radius = round(3 + 3 * min(sqrt(len(venue.meetings)), 5), 1)
            dot = Dot(venue=venue, left=left, top=top, radius=radius, before=left > 75, below=None, minor=False)
            tried = (replace(dot, below=below) for below in _LINES)
            placed = next((one for one in tried if not _covers(one, found, _WIDE)), dot)
            major = [one for one in found if not one.minor]
            found.append(replace(placed, minor=_covers(placed, major, _NARROW)))
    return found


def _covers(dot: Dot, others: Sequence[Dot], width: int) -> bool:
    """Whether a dot's name lies over another's in a drawing that many pixels wide."""
    return any(_overlap(_box(dot, width), _box(other, width)) for other in others if other.below is not None)


_Box = tuple[float, float, float, float]


def _box(dot: Dot, across: int) -> _Box:
    """Left, top, right and bottom of a dot's name in pixels."""
    width, height = len(dot.words) * _LETTER[0], _LETTER[1]
    start = dot.left * across / 100 + dot.shift - (width if dot.before else 0)
    foot = dot.top * across / _SHAPE / 100 + (dot.below or 0)
    return start, foot - height, start + width, foot


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@cache
def land() -> str:
    """The outline of the land as SVG path data.

    Raises:
        ModelError: if the file is missing.
    """
    source = files("dragoman") / "data" / "map" / "land.txt"
    try:
        return source.read_text(encoding="ascii").replace("\n", "")
    except OSError as error:
        raise ModelError(f"{source}: {error.strerror}; reinstall dragoman") from error
