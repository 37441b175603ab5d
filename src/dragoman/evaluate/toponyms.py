"""How well place names are found and put on the map: against the Local-Global Lexicon (Lieberman et al. 2010)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import median
from typing import Final

from dragoman.evaluate.agreement import Coded
from dragoman.evaluate.jsonl import read_coded
from dragoman.evaluate.matching import max_matching
from dragoman.evaluate.measures import Counts, Ratio, sum_counts

NEAR_KM: Final = 161.0
"""100 miles: the distance within which the field counts a place as found (Cheng et al. 2010)."""
_EARTH_KM: Final = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name in a text: half-open offsets in code points, and degrees north and east when it was located."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None


Reader = Callable[[str], Iterable[Toponym]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToponymResult:
    """Scores over all articles.

    Attributes:
        articles: how many texts were read.
        exact: names whose offsets are equal.
        overlapping: names whose offsets overlap, each met once.
        near: of the overlapping names located in the gold and by the reader, those within 161 km.
        median_km: median distance over the same names, None when there is none.
    """

    articles: int
    exact: Counts
    overlapping: Counts
    near: Ratio
    median_km: float | None


Pair = tuple[Toponym, Toponym]


def evaluate_toponyms(path: Path, read: Reader) -> ToponymResult:
    """The scores of a reader on a JSON Lines file of articles with ``text`` and ``toponyms``.

    Raises:
        SourceError: if the file can't be read or a line is no article.
    """
    articles = [(_gold(row), list(read(row["text"]))) for row in read_coded(path, fields=("text", "toponyms"))]
    pairs = [_overlapping(gold, given) for gold, given in articles]
    distances = [one for found in pairs for one in _distances(found)]
    return ToponymResult(
        articles=len(articles),
        exact=sum_counts(Counts(len(g), len(p), len(_spans(g) & _spans(p))) for g, p in articles),
        overlapping=sum_counts(
            Counts(len(g), len(p), len(found)) for (g, p), found in zip(articles, pairs, strict=True)
        ),
        near=Ratio(sum(one <= NEAR_KM for one in distances), len(distances)),
        median_km=median(distances) if distances else None,
    )


def distance_km(left: tuple[float, float], right: tuple[float, float]) -> float:
    """The great-circle distance of two points given as degrees north and east (haversine)."""
    (lat, lon), (to_lat, to_lon) = (tuple(map(radians, point)) for point in (left, right))
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, half)))


def _gold(row: Coded) -> list[Toponym]:
    """The gold names of a row; some have no coordinates."""
    return [
        Toponym(start=one["start"], end=one["end"], lat=one.get("lat"), lon=one.get("lon")) for one in row["toponyms"]
    ]


def _spans(names: Iterable[Toponym]) -> set[tuple[int, int]]:
    return {(one.start, one.end) for one in names}


def _overlapping(gold: Sequence[Toponym], given: Sequence[Toponym]) -> list[Pair]:
    edges = [[j for j, b in enumerate(given) if a.start < b.end and b.start < a.end] for a in gold]
    return [(gold[i], given[j]) for j, i in max_matching(edges).items()]


def _distances(pairs: Iterable[Pair]) -> Iterator[float]:
    for pair in pairs:
        points = [(one.lat, one.lon) for one in pair if one.lat is not None and one.lon is not None]
        if len(points) == len(pair):
            yield distance_km(*points)
