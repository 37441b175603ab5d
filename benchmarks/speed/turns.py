"""Several ways to do the same work, timed by turns, so that what else the machine does falls on all alike."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Item = TypeVar("Item")

BLOCK = 8
"""Items that one way is given before it is the next one's turn."""


@dataclass(slots=True)
class Spent:
    """Seconds by the clock and seconds of the processor."""

    wall: float = 0.0
    cpu: float = 0.0

    def over(self, other: "Spent") -> dict[str, float]:
        """The ratios to another's seconds; that of the processor's is the steadier where the machine is shared."""
        return {"wall": round(self.wall / other.wall, 3), "cpu": round(self.cpu / other.cpu, 3)}


def by_turns(ways: Mapping[str, Callable[[Sequence[Item]], Any]], items: Sequence[Item]) -> dict[str, Spent]:
    """What each way takes for all items; the way that begins changes from block to block."""
    names, spent = list(ways), {name: Spent() for name in ways}
    for number, start in enumerate(range(0, len(items), BLOCK)):
        first = number % len(names)
        for name in (*names[first:], *names[:first]):
            timed(spent[name], lambda name=name, start=start: ways[name](items[start : start + BLOCK]))  # type: ignore[misc]
    return spent


def timed(spent: Spent, work: Callable[[], Any]) -> None:
    """Does the work, and adds what it takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    spent.wall += time.perf_counter() - wall
    spent.cpu += time.process_time() - cpu
