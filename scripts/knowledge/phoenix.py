"""CAMEO actor codes of organisations and groups from the Phoenix dictionaries (openeventdata, MIT)."""

import csv
from pathlib import Path

_FILES = ("phoenix_international_actors.csv", "phoenix_milnonstate_actors.csv")
_SHORTEST = 6


def codes(raw: Path) -> dict[str, str]:
    """Codes by upper-case name; a name without code shares that of the next name that has one."""
    found: dict[str, str] = {}
    for name in _FILES:
        waiting: list[str] = []
        with (raw / name).open(encoding="utf-8", newline="") as source:
            for row in csv.DictReader(source):
                waiting += [row["name"], *row["aliases"].split("|")]
                if row["code"] and not row["start"]:
                    for known in waiting:
                        found.setdefault(known.strip(), row["code"])
                if row["code"]:
                    waiting = []
    found.pop("", None)
    return found


def fits(code: str, country: str) -> bool:
    """Whether a code is of the group's own country, or an international one of a body without a country."""
    if len(code) < _SHORTEST:
        return False
    return code.startswith(country) if country else code.startswith(("IGO", "IMG", "NGO"))
