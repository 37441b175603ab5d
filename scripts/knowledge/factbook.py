"""Heads of state and government and ambassadors from the World Factbook's editions 2015 to 2026 (public domain)."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scripts.knowledge.rows import Holder

from dragoman.actors.collectives import slug
from dragoman.actors.entities import OfficeClass, Tenure
from dragoman.actors.offices import office_class, sector_of
from dragoman.actors.tables import shipped_rows

LAST_EDITION = "2026-01-22"
_TITLES = re.compile(
    r"""\s*,?\s*(?P<title>(?:(?:Acting|Interim|Transitional|Transition|Caretaker|Co-|First|Second|Third|Senior|Executive|
    Deputy|Vice|Federal|Supreme|State|Chief|Prime|Vice-)\s*)*
    (?:President|Minister|Premiers?|Chancellor|King|Queen|Emir|Amir|Sultan|Grand\ Duke|Prince|Pope|Emperor|Taoiseach|
    Governor\ General|Leader|Ambassador|Charg[eé]s?\ d['’]Affaires?)s?
    (?:\ of\ the\ (?:Swiss\ Confederation|Republic|Government|Council\ of\ Ministers))?)?\s*
    (?P<name>.*)""",
    re.VERBOSE,
)
_NOT_A_NAME = re.compile(
    r"\b(?:represented|since|is|the|elect|Governor|formerly|vacant|note|junta|council|after|and|or|de jure|"
    r"members?|commission|chairman|president)\b|\d|;",
    re.IGNORECASE,
)
_RANK = re.compile(r"\A(?:(?:Crown Prince|Prince|Shaykh|Mr\.?|Mrs\.?|Ms\.?|Lt\.?|Maj\.?|"
                   r"Gen\.?|Brig\.?|Col\.?|Capt\.?|Dr\.?|Sir|Dame|Sheikh|Field Marshal|General|"
                   r"Ambassador|Prof\.?|Rear Admiral|Honorable|Hon\.?)\s+)+")  # fmt: skip
_SUFFIX = re.compile(r",?\s*(?:Jr\.?|Sr\.?|\(Ret\.?\)|III|IV|M\.D\.|Lt\. Gen\.|Gen\.|Dr\.)\s*\Z")
_COMMONWEALTH = re.compile(r"\b(?:ELIZABETH II|CHARLES III)\b")
_ROLE_CLASS: dict[str, OfficeClass] = {"chief of state": "head_of_state", "head of government": "head_of_government"}


def holders(path: Path, countries: dict[str, str]) -> Iterator[Holder]:
    """One holder a row whose cell names one person; ``countries`` maps the factbook's names to ISO codes."""
    with path.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            holder = _holder(row, countries)
            if holder is not None:
                yield holder


def _holder(row: dict[str, str], countries: dict[str, str]) -> Holder | None:
    host = countries.get(row["country"], "")
    cell = row["title_and_name"].replace("\xa0", " ")
    match = _TITLES.fullmatch(cell)
    if match is None or not host or host in dependencies() or (_COMMONWEALTH.search(cell) and host != "GBR"):
        return None
    title, name = match["title"] or "", _clean(match["name"])
    if not name or _NOT_A_NAME.search(name) or "," in name:
        return None
    if not title and row["role"] in _ROLE_CLASS:
        return None
    country = "USA" if row["role"] == "US ambassador" else host
    kind, office = _office(row["role"], title, row["country"])
    tenure = Tenure(
        office=office, office_class=kind, country=country, party=country, start=row["start"], end=row["end_observed"],
        last_confirmed=LAST_EDITION if row["open_at"] else "", end_basis="observed" if row["end_observed"] else "",
        sector=sector_of(kind), source="World Factbook",
    )  # fmt: skip
    return Holder(id=f"{slug(name)}-{country.lower()}", name=name, country=country, party=country, tenures=[tenure])


@cache
def dependencies() -> frozenset[str]:
    """Territories whose head of state is another state's."""
    return frozenset(row["iso3"] for row in shipped_rows("states.csv") if row["dependency"])


def _clean(name: str) -> str:
    """``Joseph R. BIDEN, Jr.`` as ``Joseph R. Biden``; family names stand in capitals."""
    bare = _SUFFIX.sub("", _RANK.sub("", name.strip(" ,;")))
    return " ".join(_lower(word) for word in bare.split())


def _lower(word: str) -> str:
    return "-".join(part.capitalize() if part.isupper() and len(part) > 1 else part for part in word.split("-"))


def _office(role: str, title: str, country: str) -> tuple[OfficeClass, str]:
    if role == "ambassador to the United States":
        return "ambassador", "Ambassador to the United States"
    if role == "US ambassador":
        return "ambassador", f"Ambassador to {country}"
    kind = office_class(title) if title else None
    if kind in ("head_of_state", "head_of_government", "deputy_hog"):
        return kind, " ".join(title.split())
    return _ROLE_CLASS.get(role, "other"), title or "Minister"
