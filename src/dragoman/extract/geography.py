"""Where capitals, seats and cities lie, from the shipped tables of states, places and cities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.actors.fold import fold, keep_places
from dragoman.actors.tables import parts, shipped_lines, shipped_rows


@dataclass(frozen=True, slots=True)
class City:
    """A city.

    Attributes:
        country: ISO alpha-3.
        lat: degrees north.
        lon: degrees east.
        population: inhabitants as GeoNames has them.
    """

    country: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True, slots=True)
class Geography:
    """The tables.

    Attributes:
        capitals: ISO alpha-3 -> name of the capital.
        capital_names: ISO alpha-3 -> all names of its capitals, "Kyiv" and "Kiev".
        states_by_capital: name of a capital, folded -> ISO alpha-3.
        seats: name of an institution -> city where it sits ("Kremlin" -> Moscow).
        cities: name with accents folded -> the cities so called, the largest first.
        middles: ISO alpha-3 -> latitude and longitude of the middle of a state's city dwellers.
    """

    capitals: Mapping[str, str]
    capital_names: Mapping[str, tuple[str, ...]]
    states_by_capital: Mapping[str, str]
    seats: Mapping[str, str]
    cities: Mapping[str, tuple[City, ...]]
    middles: Mapping[str, tuple[float, float]]

    def called(self, name: str) -> tuple[City, ...]:
        """The cities of a name, the largest first; "New York" is New York City."""
        plain = keep_places(name)
        return self.cities.get(plain) or self.cities.get(f"{plain} City", ())

    def country_of(self, name: str) -> str | None:
        """ISO alpha-3 of the largest city called ``name``, or None."""
        return next((city.country for city in self.called(name)), None)


@cache
def load_geography() -> Geography:
    """The shipped tables.

    Raises:
        ModelError: if one of them is missing or damaged.
    """
    capitals = {row["iso3"]: parts(row["capitals"]) for row in shipped_rows("states.csv")}
    cities = _cities()
    return Geography(
        capitals={state: names[0] for state, names in capitals.items() if names},
        capital_names=capitals,
        states_by_capital={fold(name): state for state, names in capitals.items() for name in names},
        seats={row["name"]: row["city"] for row in _institutions() if row["city"]},
        cities=cities,
        middles=_middles(city for same in cities.values() for city in same),
    )


def _institutions() -> list[dict[str, str]]:
    rows = [*shipped_rows("places.csv"), *shipped_rows("curated", "places.csv")]
    return [row | {"name": name} for row in rows for name in (row["name"], *parts(row["aliases"]))]


def _cities() -> dict[str, tuple[City, ...]]:
    found: dict[str, list[City]] = {}
    for line in shipped_lines("cities.tsv.gz"):
        if line:
            name, country, lat, lon, population, _ = line.split("\t")
            found.setdefault(keep_places(name), []).append(City(country, float(lat), float(lon), int(population)))
    return {name: tuple(sorted(same, key=lambda city: -city.population)) for name, same in found.items()}


def _middles(cities: Iterable[City]) -> dict[str, tuple[float, float]]:
    """The mean of the cities' coordinates, each city with the weight of its inhabitants.

    Longitudes are averaged as they stand: of the states with cities on both sides of the date line none has a middle
    that this moves far.
    """
    sums: dict[str, tuple[float, float, float]] = {}
    for city in cities:
        lat, lon, weight = sums.get(city.country, (0.0, 0.0, 0.0))
        people = max(city.population, 1)
        sums[city.country] = (lat + city.lat * people, lon + city.lon * people, weight + people)
    return {country: (lat / weight, lon / weight) for country, (lat, lon, weight) in sums.items()}
