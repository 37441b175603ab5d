"""Load time, memory, size and lookups a second of the knowledge base: ``python -m benchmarks.actors_lookup``.

Names are drawn from the knowledge base with a fixed seed and misspelt by rule, so that no list has to be kept. Every
name is looked up twice: cold, as a fresh process does it, and warm. Seconds are those of the processor, for the machine
may be shared.
"""

import random
import resource
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from dragoman.actors import KnowledgeBase
from dragoman.actors.batch import resolve
from dragoman.actors.tables import package_data

T = TypeVar("T")

_NAMES = 3000
_SEED = 20250515
_DAY = date(2023, 5, 15)
_TEXT = (
    "Russian Foreign Minister Sergei Lavrov met UN Secretary-General Antonio Guterres in Geneva. The Kremlin, the "
    "White House and the African Union welcomed the talks between South Sudanese delegates and SPLM-IO in Addis Ababa. "
)
_COPIES = 500


def main() -> None:
    """Print the figures, one a line."""
    before = _memory()
    loaded, kb = _timed(KnowledgeBase.load)
    print(f"load: {loaded:.3f} s; memory gained: {_memory() - before:.0f} MB; persons: {len(kb.people)}")
    print(f"installed size: {_size(Path(str(package_data()))) / 1e6:.2f} MB")
    names = _names(kb)
    for state in ("cold", "warm"):
        seconds, _ = _timed(lambda: [kb.candidates(name) for name in names])
        print(f"candidates, {state}: {len(names) / seconds:,.0f} names/s")
    rows = names[: _NAMES // 3]
    seconds, _ = _timed(lambda: [resolve(name, _DAY, kb) for name in rows])
    print(f"resolve (split, link, office, codes): {len(rows) / seconds:,.0f} names/s")
    text = _TEXT * _COPIES
    seconds, hits = _timed(lambda: kb.scan(text))
    print(f"scan: {len(text) / seconds / 1e6:.2f} million characters/s, {len(hits):,} names found")
    print(f"peak memory: {_memory():.0f} MB")


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def _names(kb: KnowledgeBase) -> list[str]:
    """Names of known persons, a third as they are, a third with other vowels, a third by family name."""
    draw = random.Random(_SEED)
    people = draw.sample([person.name for person in kb.people], _NAMES)
    spelt = [_spelt(name, number) for number, name in enumerate(people)]
    draw.shuffle(spelt)
    return spelt


def _spelt(name: str, number: int) -> str:
    forms: Sequence[str] = (name, name.replace("y", "i").replace("ov", "off"), name.split()[-1])
    return forms[number % len(forms)]


def _memory() -> float:
    """Peak resident memory of this process in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
