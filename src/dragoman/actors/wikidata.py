"""Questions to Wikidata's query service and its answers as people rows (facts CC0)."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman.actors.offices import office_class, sector_of
from dragoman.actors.tables import Row
from dragoman.errors import SourceError

_ENTITY = re.compile(r"(?:http://www\.wikidata\.org/entity/)?(Q\d+)\Z")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T")

_TENURES = """SELECT ?p ?pLabel ?posLabel ?s ?e ?iso WHERE {{
  VALUES ?p {{ {ids} }}
  ?p p:P39 ?st . ?st ps:P39 ?pos .
  FILTER NOT EXISTS {{ ?st wikibase:rank wikibase:DeprecatedRank }}
  OPTIONAL {{ ?st pq:P580 ?s }} OPTIONAL {{ ?st pq:P582 ?e }}
  OPTIONAL {{ ?pos wdt:P1001|wdt:P17 ?jur . ?jur wdt:P298 ?iso }}
  SERVICE wikibase:label {{ bd:serviceParam wikibase:language "en,mul" }}
}}"""
_HEADS = """SELECT ?p ?pLabel ?posLabel ?s ?e ?iso WHERE {{
  ?c wdt:P31 wd:Q3624078 ; wdt:P298 ?iso ; (wdt:P1906|wdt:P1313) ?pos .
  ?p p:P39 ?st . ?st ps:P39 ?pos ; pq:P580 ?s .
  FILTER NOT EXISTS {{ ?st wikibase:rank wikibase:DeprecatedRank }}
  FILTER(?s > "{since}T00:00:00Z"^^xsd:dateTime)
  OPTIONAL {{ ?st pq:P582 ?e }}
  SERVICE wikibase:label {{ bd:serviceParam wikibase:language "en,mul" }}
}}"""
_ALIASES = """SELECT ?p ?a WHERE {{
  VALUES ?p {{ {ids} }}
  ?p rdfs:label|skos:altLabel ?a .
  FILTER(lang(?a) IN ("en","mul","fr","de","es","tr"))
}}"""


def tenures_query(ids: Sequence[str]) -> str:
    """Asks for every office that the persons ``ids`` held."""
    return _TENURES.format(ids=_values(ids))


def heads_query(since: str) -> str:
    """Asks for heads of state and government of all sovereign states who began after the ISO day ``since``."""
    return _HEADS.format(since=since)


def aliases_query(ids: Sequence[str]) -> str:
    """Asks for the persons' names in languages of Latin script."""
    return _ALIASES.format(ids=_values(ids))


def _values(ids: Sequence[str]) -> str:
    return " ".join(f"wd:{key}" for key in ids if _ENTITY.match(key))


def bindings(answer: str, source: str) -> list[dict[str, str]]:
    """The rows of an answer, each variable with its value.

    Raises:
        SourceError: if the answer is cut off or is no SPARQL result.
    """
    try:
        found: Any = json.loads(answer)["results"]["bindings"]
        return [{name: str(cell["value"]) for name, cell in row.items()} for row in found]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(source, f"answered no whole SPARQL result ({type(error).__name__})") from error


def tenure_rows(found: Iterable[dict[str, str]], *, today: str) -> Iterator[Row]:
    """People rows of an answer to ``tenures_query`` or ``heads_query``; rows without person or office are left out."""
    for row in found:
        person, office = _ENTITY.search(row.get("p", "")), row.get("posLabel", "")
        name = row.get("pLabel", "")
        if person is None or not office or not name or _ENTITY.match(office) or _ENTITY.match(name):
            continue
        kind = office_class(office) or "other"
        end = _day(row.get("e", ""))
        yield {
            "id": person[1], "name": name, "country": row.get("iso", ""), "party": row.get("iso", ""), "office": office,
            "office_class": kind, "start": _day(row.get("s", "")), "end": end, "last_confirmed": "" if end else today,
            "sector": sector_of(kind), "source": f"Wikidata {today}",
        }  # fmt: skip


def alias_rows(found: Iterable[dict[str, str]]) -> dict[str, set[str]]:
    """Names by person of an answer to ``aliases_query``."""
    names: dict[str, set[str]] = {}
    for row in found:
        person, name = _ENTITY.search(row.get("p", "")), row.get("a", "").strip()
        if person is not None and name and "|" not in name:
            names.setdefault(person[1], set()).add(name)
    return names


def _day(value: str) -> str:
    """The day of a time value; unknown values (blank nodes) are none."""
    match = _TIME.match(value)
    return match[1] if match else ""
