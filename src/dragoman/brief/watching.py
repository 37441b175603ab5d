"""What to watch: what is open, undecided or contradicted, so that the next report may settle it."""

from collections.abc import Iterator, Sequence
from typing import Final

from dragoman.brief.line import Line
from dragoman.brief.words import described, named, spaced
from dragoman.state.coming import Coming
from dragoman.state.conditions import Condition
from dragoman.state.disagreements import Disagreement
from dragoman.state.doubts import Doubt
from dragoman.state.positions import BoardLine
from dragoman.state.who import Who

_UNDECIDED: Final = ("invited", "conditional", "considering", "rumoured", "undetermined")
_TABLED: Final = ("proposal", "offer")


def to_watch(
    who: Who,
    conditions: Sequence[Condition],
    disagreements: Sequence[Disagreement],
    positions: Sequence[BoardLine],
    doubts: Sequence[Doubt],
) -> Iterator[Line]:
    """The open points in the order of their weight for the next meeting; each only repeats what is told."""
    if who.meeting is not None:
        yield Line(f"Whether it takes place: {described(who.meeting)}.", who.meeting.rows[::-1])
    for condition in conditions:
        if condition.state == "open":
            holder = named(condition.holder)
            yield Line(f"Whether the condition of {holder} is met: {condition.content}", condition.rows)
    yield from _undecided(who)
    for found in disagreements:
        if who.meeting is not None and found.meeting.id == who.meeting.id:
            values = " or ".join(spaced(value.value) for value in found.values)
            yield Line(f"Which word holds on {found.subject}, {spaced(found.field)}: {values}.", found.rows)
    for line in positions:
        if line.kind in _TABLED and line.status == "tabled" and not line.background:
            yield Line(f"What becomes of the {line.kind} of {line.side}: {line.content}", line.rows)
    for doubt in doubts:
        if doubt.settle:
            yield Line(f"{doubt.subject}: {doubt.settle}", doubt.rows)


def _undecided(who: Who) -> Iterator[Line]:
    """Each person whose coming is open, with all that is said of it now."""
    people: dict[str, list[Coming]] = {}
    for coming in who.lines:
        if coming.current:
            people.setdefault(coming.who.name, []).append(coming)
    for words in people.values():
        if any(coming.status in _UNDECIDED for coming in words):
            said = " or ".join(dict.fromkeys(spaced(coming.status) for coming in words))
            rows = tuple(row for coming in words for row in coming.rows)
            yield Line(f"Whether {named(words[0].who)} comes ({said}).", rows)
