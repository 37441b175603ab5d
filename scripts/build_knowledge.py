"""Builds the knowledge base's data layers from the raw facts: ``python -m scripts.build_knowledge RAW_FOLDER``.

Every source is read to holders with tenures; holders of one person are joined; overlapping rows of one office become
one; open rows of offices with one holder end where the successor's begin. The output depends on the input alone.
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

from scripts.knowledge import cities, congress, factbook, wikidata
from scripts.knowledge.join import Register, close_by_successor
from scripts.knowledge.write import write_csv, write_lines, write_people

from dragoman.actors.collectives import state_entities
from dragoman.actors.entities import Person
from dragoman.actors.fold import fold
from dragoman.actors.layers import persons_of, same_person
from dragoman.actors.people import People
from dragoman.actors.sounds import tokens
from dragoman.actors.tables import parts, rows_of, shipped_lines, shipped_rows

TARGET = Path("src/dragoman/data/actors")
_COMMON_GIVEN_NAME = 4


def main(raw: Path) -> None:
    """Write all built layers into the package."""
    known = list(wikidata.holders(raw / "office_holders_wikidata_2000_2025.csv"))
    synonyms = name_synonyms(raw / "name_part_synonyms_synonames.txt", {tokens(h.name)[0] for h in known})
    register = Register({key: frozenset(words) for key, words in synonyms.items()})
    for holder in known:
        register.add(holder)
    for holder in congress.holders(raw / "us_congress_executive.csv"):
        register.add(holder)
    for holder in factbook.holders(raw / "leaders_ambassadors_factbook_2015_2026.csv", factbook_countries(raw)):
        register.add(holder)
    people = sorted(close_by_successor(register.people.values()), key=lambda p: p.id)
    write_people(people, TARGET)
    write_lines(
        (f"{key}\t{' '.join(sorted(words))}" for key, words in sorted(synonyms.items())),
        TARGET / "name_synonyms.tsv.gz",
    )
    write_csv(["name"], [[name] for name in given_names(people)], TARGET / "given_names.csv")
    write_csv(["iso3", "long"], long_names(raw), TARGET / "state_long_names.csv")
    write_lines(cities.lines(raw / "cities_geonames_50k.csv"), TARGET / "cities.tsv.gz")
    print(f"{len(people)} persons, {sum(len(p.tenures) for p in people)} tenures")


def name_synonyms(path: Path, given: set[str]) -> dict[str, set[str]]:
    """Forms of one given name: pairs of the list that are given names of known persons, and English short forms."""
    synonyms: dict[str, set[str]] = defaultdict(set)
    pairs = [line.split(", ") for line in path.read_text(encoding="utf-8").splitlines() if line.isascii()]
    pairs = [pair for pair in pairs if len(pair) == 2 and set(pair) <= given]
    pairs += [[row["name"], short] for row in shipped_rows("nicknames.csv") for short in parts(row["short"])]
    for left, right in pairs:
        synonyms[left].add(right)
        synonyms[right].add(left)
    return synonyms


def factbook_countries(raw: Path) -> dict[str, str]:
    """ISO codes by the names that the factbook uses."""
    codes = {row["gec"]: row["iso3"] for row in shipped_rows("states.csv") if row["gec"]}
    names: dict[str, str] = {}
    for entity, forms in state_entities(shipped_rows("states.csv")):
        names |= {name: entity.id for name, kind, _ in forms if kind == "state"}
    for row in rows_of((raw / "countries_factbook.csv").read_text(encoding="utf-8")):
        if row["gec"] in codes:
            names |= {name: codes[row["gec"]] for name in (row["short"], row["long"]) if name and name != "none"}
    names |= {"Korea, North": "PRK", "Korea, South": "KOR", "Burma": "MMR", "Turkey (Turkiye)": "TUR"}
    return names


def long_names(raw: Path) -> list[tuple[str, str]]:
    """Each state's conventional long name."""
    codes = {row["gec"]: row["iso3"] for row in shipped_rows("states.csv") if row["gec"]}
    rows = rows_of((raw / "countries_factbook.csv").read_text(encoding="utf-8"))
    found = {codes[row["gec"]]: row["long"] for row in rows if row["gec"] in codes and _is_long(row["long"])}
    return sorted(found.items())


def _is_long(name: str) -> bool:
    return len(name.split()) > 1 and not any(mark in name for mark in ";[(") and name[0].isupper()


def curated_joins(synonyms: dict[str, frozenset[str]]) -> list[tuple[str, str, str]]:
    """Which built person each person of the curated layer is: found here, so that loading need not search."""
    people = People(shipped_lines("people.jsonl.gz"), shipped_lines("people_index.tsv.gz"))
    curated = persons_of(shipped_rows("curated", "people.csv"))
    found = ((person, same_person(people, person, synonyms)) for person in curated)
    return [(person.id, person.name, known.id if known else "") for person, known in found]


def given_names(people: list[Person]) -> list[str]:
    """Given names that several known persons bear, as printed."""
    firsts = Counter(p.name.split()[0] for p in people if len(p.name.split()) > 1)
    return sorted(
        name for name, n in firsts.items() if n >= _COMMON_GIVEN_NAME and fold(name).isalpha() and name.istitle()
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/kb"))
