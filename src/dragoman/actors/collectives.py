"""Entities and their names from the tables of states, groups and places."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from dragoman.actors.entities import Entity, EntityKind, HitKind
from dragoman.actors.fold import fold
from dragoman.actors.tables import Row, parts

Name = tuple[str, HitKind, str]
_ANYWHERE = "*"
_NO_PLURAL = re.compile(r"(?:ese|ish|ch|ss|s|men|man|woman|women)\Z")
_GROUP_KINDS: dict[str, tuple[EntityKind, HitKind]] = {
    "armed_group": ("armed_group", "armed_group"),
    "party": ("party", "organisation"),
    "organisation": ("organisation", "organisation"),
}


def slug(name: str) -> str:
    """The local id of a name: ``x:`` and the folded name with hyphens."""
    return "x:" + fold(name).replace(" ", "-")


def state_entities(
    rows: Iterable[Row], *, long_names: Mapping[str, str] | None = None
) -> Iterator[tuple[Entity, list[Name]]]:
    """Each state with its names, demonyms and capitals; ``long_names`` adds conventional long names by code."""
    for row in rows:
        code = row["iso3"]
        own = (row["name"], *parts(row["names"]), (long_names or {}).get(code, ""))
        names: list[Name] = [(name, "state", code) for name in own]
        names += [(form, "demonym", code) for word in parts(row["demonyms"]) for form in _with_plural(word)]
        names += [(name, "capital", code) for name in parts(row["capitals"])]
        yield Entity(id=code, name=code, long_name=row["name"], kind="state", country=code), names


def _with_plural(demonym: str) -> tuple[str, ...]:
    return (demonym,) if _NO_PLURAL.search(demonym) else (demonym, demonym + "s")


def merged_groups(rows: Iterable[Row]) -> list[Row]:
    """The rows of several tables, those of one group made one: the first gives the short name, a Wikidata id wins."""
    merged: list[Row] = []
    by_name: dict[tuple[str, str], Row] = {}
    for row in rows:
        names = [fold(name) for name in (row["short"], row["name"]) if name]
        homes = (row["country"], "") if row["country"] else ("", _ANYWHERE)
        known = next((by_name[key] for key in product(names, homes) if key in by_name), None)
        if known is None:
            known = dict(row)
            merged.append(known)
        else:
            _take_in(known, row)
        for name in _group_names(known):
            by_name.setdefault((fold(name), known["country"]), known)
            by_name.setdefault((fold(name), _ANYWHERE), known)
    return merged


def _take_in(known: Row, row: Row) -> None:
    known["aliases"] = "|".join(dict.fromkeys((*parts(known["aliases"]), *_group_names(row))))
    known["country"] = known["country"] or row["country"]
    if row["id"].startswith("Q"):
        known["id"] = row["id"]


def _group_names(row: Row) -> tuple[str, ...]:
    return tuple(name for name in (row["short"], row["name"], *parts(row["aliases"])) if name)


def group_entities(rows: Iterable[Row], *, codes: Mapping[str, str]) -> Iterator[tuple[Entity, list[Name]]]:
    """Each organisation, party and armed group with its names; ``codes`` gives CAMEO codes by short name."""
    for row in rows:
        short = row.get("short") or row["name"]
        kind, hit = _GROUP_KINDS.get(row["kind"], ("organisation", "organisation"))
        key = row.get("id") or slug(short)
        entity = Entity(
            id=key, name=short, long_name=row["name"], kind=kind, country=row["country"] or None,
            sector=row["plover_sector"], cameo=codes.get(short, ""),
        )  # fmt: skip
        yield entity, [(name, hit, key) for name in dict.fromkeys((short, row["name"], *parts(row["aliases"])))]


def place_entities(rows: Iterable[Row]) -> Iterator[tuple[Entity, list[Name]]]:
    """Each place with its names; a metonym carries the actor it stands for, kind ``name`` is no actor at all."""
    for row in rows:
        actor, country = row["actor"], row["country"] or None
        is_metonym = row["kind"] == "metonym" or bool(actor)
        hit: HitKind = "metonym" if is_metonym else "city"
        key = "" if row["kind"] == "name" else slug(f"{row['name']} {row['country']}")
        region = row["kind"] == "region"
        entity = Entity(id=key, name=row["name"], kind="place", country=country, stands_for=actor, region=region)
        yield entity, [(name, hit, key) for name in (row["name"], *parts(row["aliases"]))]
