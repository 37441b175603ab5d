"""Builds the knowledge base's data layers from the raw facts: ``python -m scripts.build_knowledge RAW_FOLDER``.

Every source is read to holders with tenures; holders of one person are joined; overlapping rows of one office become
one; open rows of offices with one holder end where the successor's begin. The output depends on the input alone.
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

from scripts.knowledge import agents, cities, congress, factbook, phoenix, wikidata
from scripts.knowledge.join import Register, close_by_successor
from scripts.knowledge.write import packed_lines, write_csv, write_lines, write_people

from dragoman.actors.collectives import state_entities
from dragoman.actors.entities import Person
from dragoman.actors.fold import fold
from dragoman.actors.layers import add_layer, persons_of
from dragoman.actors.names import Synonyms
from dragoman.actors.people import People
from dragoman.actors.sounds import tokens
from dragoman.actors.tables import parts, rows_of, shipped_digest, shipped_rows

TARGET = Path("src/dragoman/data/actors")
_COMMON_GIVEN_NAME = 4


def main(raw: Path) -> None:
    """Write all built layers into the package."""
    known = list(wikidata.holders(raw / "office_holders_wikidata_2000_2025.csv"))
    synonyms = name_synonyms(raw / "name_part_synonyms_synonames.txt", {tokens(h.name)[0] for h in known})
    frozen: Synonyms = {key: frozenset(words) for key, words in synonyms.items()}
    register = Register(frozen)
    for holder in known:
        register.add(holder)
    for holder in congress.holders(raw / "us_congress_executive.csv"):
        register.add(holder)
    for holder in factbook.holders(raw / "leaders_ambassadors_factbook_2015_2026.csv", factbook_countries(raw)):
        register.add(holder)
    joined = with_curated(sorted(register.people.values(), key=_by_id), frozen)
    people = sorted(close_by_successor(joined), key=_by_id)
    write_people(people, TARGET)
    write_csv(["table", "sha256"], [["people", shipped_digest("curated", "people.csv")]], TARGET / "built_from.csv")
    write_csv(["short", "cameo"], group_codes(raw), TARGET / "group_codes.csv")
    write_lines(agents.lines(raw / "plover_agents.csv"), TARGET / "agents.tsv.gz")
    write_lines(
        (f"{key}\t{' '.join(sorted(words))}" for key, words in sorted(synonyms.items())),
        TARGET / "name_synonyms.tsv.gz",
    )
    write_csv(["name"], [[name] for name in given_names(people)], TARGET / "given_names.csv")
    write_csv(["iso3", "long"], long_names(raw), TARGET / "state_long_names.csv")
    write_lines(cities.lines(raw / "cities_geonames_50k.csv"), TARGET / "cities.tsv.gz")
    print(f"{len(people)} persons, {sum(len(p.tenures) for p in people)} tenures")


def _by_id(person: Person) -> str:
    return person.id


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


def with_curated(people: list[Person], synonyms: Synonyms) -> list[Person]:
    """The persons with the curated layer joined in."""
    known = People(*packed_lines(people))
    add_layer(known, persons_of(shipped_rows("curated", "people.csv")), synonyms)
    return list(known)


def group_codes(raw: Path) -> list[tuple[str, str]]:
    """CAMEO actor codes of organisations and groups, by any name that the code lists share with ours."""
    codes = phoenix.codes(raw)
    rows = [*shipped_rows("curated", "groups.csv"), *shipped_rows("groups.csv")]
    found: dict[str, str] = {}
    for row in rows:
        names = (row["short"] or row["name"], row["name"], *parts(row["aliases"]))
        code = next((codes[name.upper()] for name in names if name.upper() in codes), "")
        if code and phoenix.fits(code, row["country"]):
            found.setdefault(row["short"] or row["name"], code)
    return sorted(found.items())


def given_names(people: list[Person]) -> list[str]:
    """Given names that several known persons bear, as printed."""
    firsts = Counter(p.name.split()[0] for p in people if len(p.name.split()) > 1)
    return sorted(
        name for name, n in firsts.items() if n >= _COMMON_GIVEN_NAME and fold(name).isalpha() and name.istitle()
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/kb"))
