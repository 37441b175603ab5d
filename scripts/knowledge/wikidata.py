"""Office holders from the Wikidata exports (facts CC0): every politician since 2000, world cabinets to 2025-01."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scripts.knowledge.rows import Holder

from dragoman.actors.collectives import slug
from dragoman.actors.entities import OfficeClass, Tenure
from dragoman.actors.offices import office_class, sector_of

Row = dict[str, str]

_BODIES = {
    "abkhazia": "Abkhazia", "artsakh": "Nagorno-Karabakh", "donetsk": "DNR", "luhansk": "LNR",
    "northern-cyprus": "Northern Cyprus", "somaliland": "Somaliland", "south-ossetia": "South Ossetia",
    "transnistria": "Transnistria", "european-union": "EU",
}  # fmt: skip
_WORLD_BODIES = (
    ("NATO", "NATO"), ("Council of Europe", "Council of Europe"), ("Caribbean Community", "CARICOM"),
    ("OSCE", "OSCE"), ("Arab", "Arab League"), ("Court of Justice", "ICJ"), ("", "UN"),
)  # fmt: skip
_LOCAL = re.compile(
    r"\b(?:mayor|prefect|intendant|county|province|district|municipal|junta|generalitat|county governor|"
    r"Governor of (?!the (?:Central|National|Reserve)|Bank)|judge|justice of|lady|lord lieutenant|"
    r"(?:minister|member|speaker|premier|president) of [\w ]*(?:region|canton|flanders|wallonia))\b",
    re.IGNORECASE,
)
_HEAD_OF_STATE = re.compile(
    r"(?:Acting |Interim |Transitional |Federal )?(?:President|King|Queen|monarch|Emir|Sultan|Supreme Leader|Pope|"
    r"Governor-General|Captain Regent|Chairman of the Presidency|Head of State|Emperor|Grand Duke|Prince|"
    r"President of the (?:Republic|Confederation|Federal Council|Presidential Council|State)|"
    r"Chairman of the (?:\w+ )?Sovereignty Council|Chairman of the Presidential (?:Leadership )?Council|"
    r"Chairman of the State Administration Council|Chairman of the National Defence Commission)",
)
_HEAD_OF_GOVERNMENT = re.compile(
    r"(?:Acting |Interim |Caretaker |Federal |State )?(?:Prime Minister|Premier|Chancellor|Taoiseach|Minister of State|"
    r"President of the (?:Government|Council of Ministers)|Chairman of the Council of Ministers|State Counsellor|"
    r"Chairman of the Cabinet of Ministers(?: \(Prime Minister\))?|Chief Executive|President of the Executive Council)",
)
_NO_FOREIGN_MINISTRY = re.compile(
    r"\b(?:Trade|Commerce|Tourism|Materiel|Production|Veterans|Civil Defence|Associate|Second)\b"
)


def holders(path: Path) -> Iterator[Holder]:
    """Every national office holder of the export, one per person."""
    by_person: dict[str, list[Row]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            if row["name"] and not _is_local(row):
                by_person[row["qid"] or f"{slug(row['name'])}-{row['country'].lower()}"].append(row)
    for key in sorted(by_person):
        yield _holder(key, by_person[key])


def _is_local(row: Row) -> bool:
    """Offices below the state, but for the governors of US states, who go on missions ("Bill Richardson")."""
    if row["jurisdiction"] in _regions():
        return row["country"] != "USA" or row["position"] != "Governor"
    return bool(_LOCAL.search(row["position"]))


@cache
def _regions() -> frozenset[str]:
    """The export's jurisdictions below the state."""
    path = Path(__file__).with_name("regions.txt")
    return frozenset(path.read_text(encoding="utf-8").split())


def _holder(key: str, rows: list[Row]) -> Holder:
    names = Counter(row["name"] for row in rows)
    titles = {re.sub(r" \(.*\)\Z", "", row["wikipedia"]) for row in rows if row["wikipedia"]}
    name = names.most_common(1)[0][0]
    countries = Counter(_country(row) for row in rows if _country(row))
    parties = Counter(_party(row) for row in rows if _party(row))
    return Holder(
        id=key,
        name=name,
        aliases=(set(names) | titles) - {name},
        country=countries.most_common(1)[0][0] if countries else "",
        party=parties.most_common(1)[0][0] if parties else "",
        tenures=[_tenure(row) for row in rows],
    )


def _country(row: Row) -> str:
    return "" if row["country"] in ("IGO", "EUU") else row["country"]


def _party(row: Row) -> str:
    if row["country"] == "IGO":
        return next(body for word, body in _WORLD_BODIES if word in row["position"])
    return _BODIES.get(row["jurisdiction"], row["country"])


def _tenure(row: Row) -> Tenure:
    kind = national_class(row["position"], row["country"])
    office = row["position"]
    if row["jurisdiction"] in _regions():
        office = f"{office} of {row['jurisdiction'].replace('-', ' ').title()}"
        kind = "other"
    source = "Wikidata 2022-08" if row["src"] == "eps21" else "Wikidata 2025-01"
    unended = not row["end"] and row["src"] == "eps21"
    return Tenure(
        office=office, office_class=kind, country=_country(row), party=_party(row), start=row["start"], end=row["end"],
        last_confirmed="" if row["end"] else row["last_confirmed"] or "2022-08",
        end_basis="unended" if unended else row["end_basis"], sector=sector_of(kind), source=source,
    )  # fmt: skip


def national_class(office: str, country: str) -> OfficeClass:
    """The office class of a table's label; heads of state and government only by their usual labels."""
    if _HEAD_OF_STATE.fullmatch(office):
        return "head_of_state"
    if _HEAD_OF_GOVERNMENT.fullmatch(office):
        return "head_of_government"
    kind = office_class(office) or "other"
    if kind in ("head_of_state", "head_of_government") or (kind == "io_head" and country not in ("IGO", "EUU")):
        return "other"
    if office == "Secretary of State" and country != "USA":
        return "deputy_minister"
    if kind in ("foreign_minister", "defence_minister") and _NO_FOREIGN_MINISTRY.search(office):
        return "minister"
    return kind
