"""The persons of the knowledge base, kept as lines and read only when a name asks for them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, cast

from dragoman.actors.entities import OfficeClass, Person, Tenure
from dragoman.actors.sounds import skeleton, sound, tokens

_CACHED = 20_000
_SEATS = frozenset(
    ["head_of_state", "head_of_government", "foreign_minister", "defence_minister", "io_head", "faction_leader",
     "nsc_secretary", "spokesperson", "un_rep", "intelligence_chief", "deputy_hog"]
)  # fmt: skip


def packed(person: Person) -> list[Any]:
    """A person as the list that one line of the built layer holds."""
    return [
        person.id, person.name, list(person.aliases), person.country, person.party,
        [_cells(tenure) for tenure in person.tenures],
    ]  # fmt: skip


def _cells(t: Tenure) -> list[str]:
    return [
        t.office, t.office_class, t.country, t.party, t.start, t.end, t.last_confirmed, t.end_basis, t.sector, t.source,
    ]  # fmt: skip


def unpacked(line: str) -> Person:
    """The person of one line of the built layer."""
    key, name, aliases, country, party, tenures = json.loads(line)
    return Person(
        id=key, name=name, aliases=tuple(aliases), country=country, party=party, tenures=tuple(map(_tenure, tenures))
    )


def _tenure(cells: Sequence[str]) -> Tenure:
    office, kind, country, party, start, end, confirmed, basis, sector, source = cells
    return Tenure(
        office=office, office_class=cast(OfficeClass, kind), country=country, party=party, start=start, end=end,
        last_confirmed=confirmed, end_basis=basis, sector=sector, source=source,
    )  # fmt: skip


def seat_key(side: str, kind: str) -> str:
    """The index key of an office: ``@`` keeps it apart from names."""
    return f"@{side}:{kind}"


def seat_keys(person: Person) -> set[str]:
    """The keys of all offices with one holder at a time that a person held."""
    return {seat_key(side, t.office_class) for t in person.tenures if t.office_class in _SEATS
            for side in (t.country, t.party) if side}  # fmt: skip


def whole_key(name: str) -> str:
    """The index key of a name of several words: their sounds in any order; ``=`` keeps it apart from parts."""
    words = tokens(name)
    return "=" + " ".join(sorted(map(sound, words))) if len(words) > 1 else ""


def index_keys(person: Person) -> set[str]:
    """Every key under which a person is found: name parts, whole names, offices."""
    names = (person.name, *person.aliases)
    parts = {skeleton(token) for name in names for token in tokens(name)}
    return (parts | {whole_key(name) for name in names} | seat_keys(person)) - {""}


class People:
    """Persons by id and by the parts of their names; later layers replace single persons."""

    def __init__(self, lines: Sequence[str] = (), index: Iterable[str] = ()) -> None:
        """Keep packed ``lines`` and their ``index`` lines (key, tab, line numbers)."""
        self._lines = lines
        self._postings = dict(line.split("\t", 1) for line in index if line)
        self._rows: dict[str, int] | None = None
        self._part_keys: list[str] | None = None
        self._own: dict[str, Person] = {}
        self._hidden: set[str] = set()
        self._own_index: dict[str, set[str]] = defaultdict(set)
        self._person = lru_cache(maxsize=_CACHED)(lambda row: unpacked(self._lines[row]))

    def __len__(self) -> int:
        return len(self._lines) + sum(key not in self._row_of for key in self._own)

    def __iter__(self) -> Iterator[Person]:
        """Every person, those of later layers last."""
        built = (self._person(row) for row, line in enumerate(self._lines) if line)
        yield from (person for person in built if person.id not in self._own and person.id not in self._hidden)
        yield from self._own.values()

    @property
    def _row_of(self) -> dict[str, int]:
        """Line numbers by id, read from the lines' heads when first asked for."""
        if self._rows is None:
            self._rows = {line[2 : line.index('"', 2)]: n for n, line in enumerate(self._lines) if line}
        return self._rows

    def get(self, key: str) -> Person | None:
        """The person with an id, or None."""
        if key in self._own:
            return self._own[key]
        row = self._row_of.get(key)
        return None if row is None or key in self._hidden else self._person(row)

    def seated(self, side: str, kind: str) -> Iterator[Person]:
        """Every person who ever held an office of a class that has one holder at a time, for one side."""
        return self.bearing_key(seat_key(side, kind))

    def put(self, person: Person) -> None:
        """Add a person, or replace the one with this id."""
        self._own[person.id] = person
        for key in index_keys(person):
            self._own_index[key].add(person.id)

    def hide(self, key: str) -> None:
        """Leave out a person whom another record has taken in."""
        self._own.pop(key, None)
        self._hidden.add(key)

    def bearing(self, token: str) -> Iterator[Person]:
        """Every person with a name part that sounds like the folded ``token``, in a fixed order."""
        return self.bearing_key(skeleton(token))

    def called(self, name: str) -> Iterator[Person]:
        """Every person with a name whose words sound like those of ``name``, in any order; two words at least."""
        key = whole_key(name)
        return self.bearing_key(key) if key else iter(())

    def home_of(self, name: str) -> str:
        """The country of those with a name of several words, empty where nobody is known or they are of several."""
        countries = {person.country for person in self.called(name)}
        return countries.pop() if len(countries) == 1 else ""

    def bearing_key(self, key: str) -> Iterator[Person]:
        """Every person under a key of the index, in a fixed order."""
        for row in self._postings.get(key, "").split():
            person = self._person(int(row))
            if person.id not in self._own and person.id not in self._hidden:
                yield person
        for own in sorted(self._own_index.get(key, ())):
            if own in self._own:
                yield self._own[own]

    def count_bearing(self, token: str) -> int:
        """How many persons have such a name part: few tell more than many."""
        key = skeleton(token)
        return self._postings.get(key, "").count(" ") + (key in self._postings) + len(self._own_index.get(key, ()))

    def name_keys(self) -> list[str]:
        """Every key of a name part, for a search that forgives typing errors."""
        if self._part_keys is None:
            self._part_keys = [key for key in self._postings if key[0] not in "=@"]
        return [*self._part_keys, *(key for key in self._own_index if key[0] not in "=@")]
