"""The curated diplomacy layer keeps its format: the promises that its README makes to the reader and to the loader."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from io import StringIO
from itertools import combinations

import pytest

Row = dict[str, str]

COLUMNS = {
    "people": [
        "id",
        "name",
        "aliases",
        "country",
        "party",
        "office",
        "office_class",
        "start",
        "end",
        "last_confirmed",
        "sector",
        "source",
    ],
    "groups": ["id", "name", "short", "aliases", "kind", "country", "plover_sector", "start", "end", "source"],
    "places": ["name", "aliases", "kind", "country", "actor", "city", "source"],
}
REMEMBERED = frozenset(["head_of_state", "head_of_government", "foreign_minister", "nsc_secretary"])
OFFICE_CLASSES = frozenset(
    [
        "head_of_state",
        "head_of_government",
        "deputy_hog",
        "foreign_minister",
        "defence_minister",
        "minister",
        "deputy_minister",
        "presidential_aide",
        "nsc_secretary",
        "spokesperson",
        "intelligence_chief",
        "military_chief",
        "ambassador",
        "un_rep",
        "special_envoy",
        "negotiator",
        "parliament_leader",
        "legislator",
        "io_head",
        "io_special_rep",
        "faction_leader",
        "opposition_leader",
        "royal",
        "other",
    ]
)
# PLOVER's sectors, and IGO, which PLOVER writes as an actor and the codebook as a sector
SECTORS = frozenset(
    [
        "GOV",
        "MIL",
        "SPY",
        "LEG",
        "JUD",
        "REB",
        "OPP",
        "PRE",
        "PRM",
        "PTY",
        "ELI",
        "BUS",
        "CRM",
        "REL",
        "SOC",
        "JRN",
        "IGO",
    ]
)
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
ID = re.compile(r"Q[1-9]\d*|x:[a-z0-9]+(-[a-z0-9]+)*")
REGIONS = {
    "Africa": "SDN SSD ETH ERI SOM COD RWA UGA BDI KEN ZAF NGA MLI CIV LBR AGO MOZ LBY CAF TCD ESH",
    "Americas": "USA COL VEN CUB HTI BRA MEX",
    "East Asia": "CHN PRK KOR JPN",
    "Europe": "FRA DEU GBR NOR CHE SRB XKX CYP MDA",
    "Former Soviet Union": "RUS UKR BLR ARM AZE GEO",
    "Middle East": "IRN TUR ISR PSE LBN SYR IRQ YEM SAU QAT EGY ARE OMN JOR",
    "South Asia": "IND PAK AFG LKA NPL",
    "South-East Asia": "MMR PHL IDN THA MYS",
}


def read(table: str) -> list[Row]:
    """The rows of one file of the layer."""
    path = files("dragoman") / "data" / "actors" / "curated" / f"{table}.csv"
    return list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def people() -> list[Row]:
    """One row per tenure."""
    return read("people")


@pytest.fixture(scope="module")
def groups() -> list[Row]:
    """One row per armed group, organisation or party."""
    return read("groups")


@pytest.fixture(scope="module")
def places() -> list[Row]:
    """One row per metonym, palace or venue."""
    return read("places")


def first_day(text: str) -> date:
    """The first day that a date of day, month or year precision covers."""
    year, month, day = (*text.split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(day))


def last_day(text: str) -> date:
    """The last day that a date of day, month or year precision covers."""
    start = first_day(text)
    if len(text) == len("YYYY"):
        return date(start.year, 12, 31)
    if len(text) == len("YYYY-MM"):
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return start


def is_state(code: str) -> bool:
    """Whether a code has the form of ISO alpha-3."""
    return re.fullmatch("[A-Z]{3}", code) is not None


def held_together(one: Row, other: Row) -> int:
    """Days on which two tenures are sure to overlap, both bounds read in favour of the rows."""
    begins = max(last_day(one["start"]), last_day(other["start"]))
    ends = min(first_day(row["end"] or row["last_confirmed"]) for row in (one, other))
    return (ends - begins).days


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_header_and_cells(table: str) -> None:
    rows = read(table)
    assert list(rows[0]) == COLUMNS[table]
    for row in rows:
        assert None not in row, f"too many cells: {row}"
        assert all(cell is not None and cell == cell.strip() for cell in row.values()), row
        assert row["name"]
        assert row["source"]


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_aliases_are_distinct_from_the_name_and_each_other(table: str) -> None:
    for row in read(table):
        aliases = row["aliases"].split("|") if row["aliases"] else []
        assert all(alias == alias.strip() and len(alias) > 1 for alias in aliases), row
        assert len(set(aliases)) == len(aliases), row
        assert row["name"] not in aliases, row


def test_size(people: list[Row], groups: list[Row], places: list[Row]) -> None:
    assert len(people) >= 500
    assert len(groups) >= 120
    assert len(places) >= 150


def test_dates_parse_and_keep_their_order(people: list[Row], groups: list[Row]) -> None:
    for row in [*people, *groups]:
        for column in ("start", "end"):
            assert not row[column] or DATE.fullmatch(row[column]), row
        assert row["start"], row
        if row["end"]:
            assert first_day(row["start"]) <= last_day(row["end"]), row


def test_every_open_tenure_says_when_it_was_last_confirmed(people: list[Row]) -> None:
    for row in people:
        assert bool(row["end"]) != bool(row["last_confirmed"]), row
        if row["last_confirmed"]:
            confirmed = date.fromisoformat(row["last_confirmed"])
            assert first_day(row["start"]) <= confirmed, row


def test_tenures_reach_into_our_period(people: list[Row]) -> None:
    """Earlier only the rulers and ministers whom reports still name when they tell of the past."""
    for row in people:
        first = date(1970, 1, 1) if row["office_class"] in REMEMBERED else date(2000, 1, 1)
        assert last_day(row["end"] or row["last_confirmed"]) >= first, row


def test_an_id_is_one_person(people: list[Row]) -> None:
    persons = {(row["id"], row["name"], row["aliases"], row["country"]) for row in people}
    ids = Counter(person[0] for person in persons)
    names = Counter(person[1] for person in persons)
    assert [identifier for identifier, count in ids.items() if count > 1] == []
    assert [name for name, count in names.items() if count > 1] == []
    assert all(ID.fullmatch(identifier) for identifier in ids)


def test_no_alias_leads_to_two_persons(people: list[Row]) -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for row in people:
        for form in (row["name"], *filter(None, row["aliases"].split("|"))):
            owners[form.casefold()].add(row["id"])
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


def test_closed_lists(people: list[Row], groups: list[Row], places: list[Row]) -> None:
    assert {row["office_class"] for row in people} == OFFICE_CLASSES
    assert {row["sector"] for row in people} <= SECTORS
    assert {row["plover_sector"] for row in groups} <= SECTORS
    assert {row["kind"] for row in groups} == {"armed_group", "organisation", "party"}
    assert {row["kind"] for row in places} == {"metonym", "palace", "venue"}
    codes = {row["country"] for row in [*people, *groups, *places]}
    assert all(is_state(code) for code in codes if code)


def test_no_duplicate_rows(people: list[Row], groups: list[Row], places: list[Row]) -> None:
    for keys in (
        [(row["id"], row["office"], row["party"], row["start"]) for row in people],
        [row["id"] for row in groups],
        [row["short"].casefold() for row in groups],
        [(row["name"], row["country"]) for row in places],
    ):
        assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_every_side_is_a_state_or_a_listed_group(people: list[Row], groups: list[Row], places: list[Row]) -> None:
    shorts = {row["short"] for row in groups}
    states = {row["country"] for row in [*people, *places] if row["country"]}
    assert not shorts & states, "a group's short name that reads as a state would send its people to that state"
    sides = {row["party"] for row in people} | {row["actor"] for row in places if row["actor"]}
    assert sides - shorts - states == set()


def test_metonyms_name_their_actor(places: list[Row]) -> None:
    assert [row["name"] for row in places if row["kind"] == "metonym" and not row["actor"]] == []


def test_one_person_does_not_hold_one_office_twice_at_once(people: list[Row]) -> None:
    offices: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in people:
        offices[row["id"], row["office"], row["party"]].append(row)
    clashes = [rows for rows in offices.values() for pair in combinations(rows, 2) if held_together(*pair) > 0]
    assert clashes == []


def unique_offices(people: list[Row]) -> Iterator[list[Row]]:
    """The tenures of each office that one side can fill only once."""
    single = {"foreign_minister", "defence_minister", "head_of_government"}
    by_office: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in people:
        if row["office_class"] in single:
            by_office[row["party"], row["office_class"]].append(row)
    yield from by_office.values()


def test_ministers_follow_each_other(people: list[Row]) -> None:
    clashes = [
        (one["name"], other["name"])
        for rows in unique_offices(people)
        for one, other in combinations(rows, 2)
        if one["id"] != other["id"] and held_together(one, other) > 60
    ]
    assert clashes == []


def test_spread_over_regions(people: list[Row]) -> None:
    rows = Counter(row["country"] for row in people)
    for region, codes in REGIONS.items():
        assert sum(rows[code] for code in codes.split()) >= 60, region
        assert [code for code in codes.split() if not rows[code]] == [], region


def test_spread_over_years_and_classes(people: list[Row]) -> None:
    for year in range(2000, 2026):
        held = [
            row
            for row in people
            if first_day(row["start"]) <= date(year, 12, 31)
            and last_day(row["end"] or row["last_confirmed"]) >= date(year, 1, 1)
        ]
        assert len(held) >= 150, year
    classes = Counter(row["office_class"] for row in people)
    for wanted in ("presidential_aide", "spokesperson", "intelligence_chief", "special_envoy", "negotiator"):
        assert classes[wanted] >= 60, wanted
    assert classes["io_special_rep"] >= 150


def test_sorted_for_review_by_diff(people: list[Row]) -> None:
    keys = [(row["id"], row["start"], row["office"]) for row in people]
    assert keys == sorted(keys)
