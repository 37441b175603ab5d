"""Common nouns of persons and bodies with their PLOVER sector (PLOVER agents, MIT)."""

import csv
from collections.abc import Iterator
from pathlib import Path

_PERSON = ("man", "men", "woman", "women", "person", "persons")
_SECTOR = 3


def lines(path: Path) -> Iterator[str]:
    """``noun, sector`` in lower case, tabs between, sorted; ``!PERSON!`` is written out, plurals are added."""
    with path.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    found: dict[str, str] = {}
    for row in rows:
        for noun in _forms(row["agent"], row["plural"]):
            found.setdefault(noun.lower(), row["code"][:_SECTOR])
    for noun in sorted(found):
        yield f"{noun}\t{found[noun]}"


def _forms(agent: str, plural: str) -> Iterator[str]:
    if "!PERSON!" in agent:
        yield from (agent.replace("!PERSON!", ending) for ending in _PERSON)
    elif "!" not in agent:
        yield agent
        yield plural or agent + "s"
