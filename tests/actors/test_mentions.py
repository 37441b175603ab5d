"""The actor knowledge base against a list of mentions that was written blind to its curated layer.

``mentions.csv`` comes from public knowledge alone and was committed before its author opened any table of the knowledge
base. A failing mark lists every miss.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from rapidfuzz import fuzz
from typer.testing import CliRunner

from dragoman.actors import Finding, KnowledgeBase, check_office
from dragoman.actors.batch import FOUND, link_name, resolve_rows
from dragoman.cli.app import app

LIST = Path(__file__).with_name("mentions.csv")
FOUND_MARK, OFFICE_MARK = 0.92, 0.85
_SAME_NAME = 75.0
_NO_LETTER = re.compile(r"[^\w ]")


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of the list with what the knowledge base made of it."""

    row: dict[str, str]
    names: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def found(self) -> bool:
        """The right kind of actor, country and name."""
        if self.row["expected_kind"] == "none":
            return self.row["country"] != self.row["expected_country"].lstrip("!")
        country = self.row["expected_country"]
        right = self.row["type"] == self.row["expected_kind"] and (not country or self.row["country"] == country)
        return right and self._is_known() and self._name_fits()

    def _is_known(self) -> bool:
        """A person whose printed name is but echoed is not found, unless nobody can know that person."""
        return bool(self.row["id"]) or self.row["expected_kind"] != "person" or "invented" in self.row["note"]

    def _name_fits(self) -> bool:
        if self.row["expected_kind"] in ("state", "place"):
            return True
        return any(same_name(wanted, name) for wanted in self.row["expected_name"].split("|") for name in self.names)

    @property
    def office_right(self) -> bool:
        """The right actor with the expected office, or with none where none is expected."""
        wanted, office = self.row["expected_office"], self.row["office"]
        return self.found and (not office if wanted == "NONE" else bool(re.search(wanted, office, re.IGNORECASE)))

    @property
    def called_wrong_former(self) -> bool:
        return any(finding.kind == "wrong_former" for finding in self.findings)

    @property
    def is_wrong_former(self) -> bool:
        return "former:wrong" in self.row["note"]

    def __str__(self) -> str:
        row = self.row
        wanted = f"{row['expected_name']} {row['expected_country']} {row['expected_kind']} {row['expected_office']}"
        got = f"{row['name']} {row['country']} {row['type']} {row['office']!r} ({row['id']})"
        return f"  {row['mention']!r} {row['date']} {row['country_hint']}: expected {wanted}; got {got}"


def plain(name: str) -> str:
    """``name`` in lower case without diacritics or signs."""
    letters = unicodedata.normalize("NFKD", name.replace("-", " ").replace("ı", "i"))
    return _NO_LETTER.sub("", "".join(c for c in letters if not unicodedata.combining(c))).casefold()


def same_name(wanted: str, name: str) -> bool:
    """Whether both are spellings of one name, or one is a part of the other's words."""
    one, other = plain(wanted), plain(name)
    if not one or not other:
        return False
    parts = set(one.split()) <= set(other.split())
    return parts or fuzz.token_sort_ratio(one, other) >= _SAME_NAME


def names_of(row: dict[str, str], kb: KnowledgeBase) -> tuple[str, ...]:
    """Every name of the actor that a row was resolved to."""
    person, entity = kb.person(row["id"]), kb.entity(row["id"])
    own = (person.name, *person.aliases) if person else (entity.long_name,) if entity else ()
    return (row["name"], *own)


@cache
def answers() -> tuple[Answer, ...]:
    """The whole list, resolved."""
    return tuple(_answers(KnowledgeBase.load()))


def _answers(kb: KnowledgeBase) -> Iterator[Answer]:
    asked = [row | {"country": row["country_hint"]} for row in read_list()]
    for row in resolve_rows(asked, kb, source=str(LIST)):
        day = date.fromisoformat(row["date"])
        linked = link_name(row["mention"], day, kb, country=row["country_hint"])
        yield Answer(row, names_of(row, kb), check_office(linked, kb=kb, on=day))


def read_list() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def told(answered: list[Answer], misses: list[Answer], what: str) -> str:
    """The figure in words with every miss on a line."""
    share = 1 - len(misses) / len(answered)
    head = f"{what}: {len(answered) - len(misses)} of {len(answered)} ({share:.1%})"
    return "\n".join([head, *map(str, misses)])


def found_misses() -> tuple[list[Answer], list[Answer]]:
    every = list(answers())
    return every, [answer for answer in every if not answer.found]


def office_misses() -> tuple[list[Answer], list[Answer]]:
    tested = [answer for answer in answers() if answer.row["expected_office"]]
    return tested, [answer for answer in tested if not answer.office_right]


def test_the_list_is_as_long_and_as_varied_as_the_mark_asks() -> None:
    rows = read_list()
    years = {row["date"][:4] for row in rows}
    assert len(rows) >= 180
    assert {str(year) for year in range(2001, 2027)} <= years


def test_the_right_actor_is_found() -> None:
    tested, misses = found_misses()
    assert 1 - len(misses) / len(tested) >= FOUND_MARK, told(tested, misses, "found")


def test_the_office_on_the_date_is_right() -> None:
    tested, misses = office_misses()
    assert 1 - len(misses) / len(tested) >= OFFICE_MARK, told(tested, misses, "right office")


def test_nobody_is_wrongly_flagged_as_no_former_holder() -> None:
    wrong = [answer for answer in answers() if answer.called_wrong_former and not answer.is_wrong_former]
    assert not wrong, "false 'former' flags:\n" + "\n".join(map(str, wrong))


def test_a_sitting_president_called_former_is_flagged_with_the_tenure() -> None:
    [flagged] = [a for a in answers() if "Trump" in a.row["mention"] and a.row["date"] == "2025-05-15"]
    [finding] = flagged.findings
    assert finding.kind == "wrong_former"
    assert "2025-01-20" in finding.basis


@pytest.mark.parametrize("on", ["2023-05-15", "2030-05-15"])
def test_a_former_president_is_not_flagged_when_out_of_office_or_past_the_last_confirmation(on: str) -> None:
    kb, day = KnowledgeBase.load(), date.fromisoformat(on)
    assert not check_office(link_name("former US President Donald Trump", day, kb), kb=kb, on=day)


def test_the_command_writes_what_the_library_answers(tmp_path: Path) -> None:
    rows = read_list()[:40]
    asked, resolved = tmp_path / "in.csv", tmp_path / "out.csv"
    lines = [f'"{row["mention"]}",{row["date"]},{row["country_hint"]}' for row in rows]
    asked.write_text("\n".join(["mention,date,country", *lines]), encoding="utf-8")
    result = CliRunner().invoke(app, ["actors", "resolve", str(asked), "-o", str(resolved)])
    assert result.exit_code == 0, result.output
    with resolved.open(encoding="utf-8", newline="") as written:
        got = [{name: row[name] for name in FOUND} for row in csv.DictReader(written)]
    assert got == [{name: answer.row[name] for name in FOUND} for answer in answers()[:40]]
