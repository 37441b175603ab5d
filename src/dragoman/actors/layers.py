"""Reads a people layer (curated, overlay, a user's own) and joins it to the persons already known."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from typing import cast

from dragoman.actors.collectives import slug
from dragoman.actors.entities import OfficeClass, Person, Tenure
from dragoman.actors.merging import corrected, merge_person, merge_tenures
from dragoman.actors.names import INITIALS, PART, Synonyms, full_name_match
from dragoman.actors.offices import office_class, sector_of
from dragoman.actors.people import People
from dragoman.actors.sounds import tokens
from dragoman.actors.tables import Row, parts

PEOPLE_COLUMNS = (
    "id", "name", "aliases", "country", "party", "office", "office_class", "start", "end", "last_confirmed", "sector",
    "source",
)  # fmt: skip


def persons_of(rows: Iterable[Row]) -> Iterator[Person]:
    """The persons of a people table: one row a tenure, rows of one id are one person."""
    by_id: dict[str, list[Row]] = {}
    for row in rows:
        if row.get("name"):
            key = row.get("id") or slug(f"{row['name']} {row.get('country', '')}")
            by_id.setdefault(key, []).append(row)
    for key, own in by_id.items():
        yield _person(key, own)


def _person(key: str, rows: list[Row]) -> Person:
    name = rows[0]["name"]
    aliases = dict.fromkeys(alias for row in rows for alias in (row["name"], *parts(row.get("aliases", ""))))
    aliases.pop(name, None)
    country = next((row["country"] for row in rows if row.get("country")), "")
    return Person(
        id=key, name=name, aliases=tuple(aliases), country=country,
        party=next((row["party"] for row in rows if row.get("party") and row["party"] != country), ""),
        tenures=merge_tenures(_tenure(row) for row in rows if row.get("office")),
    )  # fmt: skip


def _tenure(row: Row) -> Tenure:
    kind = cast(OfficeClass, row.get("office_class") or office_class(row["office"]) or "other")
    end, confirmed = row.get("end", ""), row.get("last_confirmed", "")
    return Tenure(
        office=row["office"], office_class=kind, country=row.get("country", ""),
        party=row.get("party") or row.get("country", ""), start=row.get("start", ""), end=end,
        last_confirmed="" if end else confirmed or row.get("start", ""), end_basis="curated" if end else "",
        sector=row.get("sector") or sector_of(kind), source=row.get("source", ""),
    )  # fmt: skip


def add_layer(people: People, layer: Iterable[Person], synonyms: Synonyms) -> None:
    """Put a layer's persons into ``people``, each joined to the one person that it is, if there is exactly one."""
    persons = list(layer)
    told_apart = {person.id for person in persons}
    for person in persons:
        known = _same_person(people, person, synonyms, told_apart - {person.id})
        people.put(_fresh(people, person) if known is None else _joined(people, known, person))


def _fresh(people: People, person: Person) -> Person:
    """A new person; one whose id is somebody else's (a mistyped Wikidata id) gets a local one."""
    if people.get(person.id) is None:
        return person
    return replace(person, id=slug(f"{person.name} {person.country}"))


def apply_merges(people: People, rows: Iterable[Row]) -> None:
    """Join the persons that a layer's ``same_as`` cells say are one; the named id stays."""
    for row in rows:
        kept, other = people.get(row.get("same_as", "")), people.get(row.get("id", ""))
        if kept is not None and other is not None and kept.id != other.id:
            people.put(merge_person([kept, other]))
            people.hide(other.id)


def _joined(people: People, known: Person, person: Person) -> Person:
    """The later layer gives the name; a Wikidata id outlives a local one."""
    merged = merge_person([person, replace(known, tenures=tuple(corrected(known.tenures, person.tenures)))])
    keep = known.id if known.id.startswith("Q") or not person.id.startswith("Q") else person.id
    if keep != known.id:
        people.hide(known.id)
    return Person(
        id=keep, name=merged.name, aliases=merged.aliases, country=merged.country, party=merged.party,
        tenures=merged.tenures,
    )  # fmt: skip


def _same_person(people: People, person: Person, synonyms: Synonyms, others: Set[str]) -> Person | None:
    """By id when the names agree too (an id may be mistyped), else by name and country when one person fits.

    Nobody whom the layer lists among its ``others`` (Than Swe is not Than Shwe).
    """
    known = people.get(person.id)
    if known is not None and _grade(known, person, synonyms) >= INITIALS:
        return known
    found = {
        other.id: other
        for name in (person.name, *person.aliases)
        for token in tokens(name)[-1:]
        for other in people.bearing(token)
        if other.id not in others and _one_side(other, person) and _grade(other, person, synonyms) >= PART
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _one_side(left: Person, right: Person) -> bool:
    sides = {left.country, left.party} & {right.country, right.party}
    return bool(sides - {""}) or not (left.country and right.country)


def _grade(left: Person, right: Person, synonyms: Synonyms) -> float:
    return max(
        full_name_match(a, b, synonyms) for a in (left.name, *left.aliases) for b in (right.name, *right.aliases)
    )
