"""Where places lie and what states are called, from the shipped tables; nothing is guessed beyond them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.actors.tables import shipped_rows
from dragoman.extract.geography import City, load_geography


@dataclass(frozen=True, slots=True)
class State:
    """A state.

    Attributes:
        name: its English short name.
        iso2: ISO alpha-2.
        fips: two-letter FIPS 10-4 (GEC) code, as GDELT has it; empty when there is none.
    """

    name: str
    iso2: str
    fips: str


@cache
def states() -> Mapping[str, State]:
    """The states by ISO alpha-3."""
    return {row["iso3"]: State(row["name"], row["iso2"], row["gec"]) for row in shipped_rows("states.csv")}


def state_name(code: str | None) -> str | None:
    """English name of the state with that ISO alpha-3 code; anything else is given back as it is."""
    known = states().get(code or "")
    return known.name if known else code


def city(place: str | None, country: str | None = None) -> City | None:
    """The city so called: in the given country (ISO alpha-3) when one is given, else the largest of the name.

    None when the table of cities of 50,000 and more does not hold it.
    """
    if not place:
        return None
    called = load_geography().called(place)
    return next((one for one in called if country in (None, one.country)), None)
