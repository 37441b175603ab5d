"""Where the next meeting stands, at a glance: who comes, on what condition, who stays away, and whose word it is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from dragoman.ledger.rows import Row
from dragoman.model import AttendanceStatus
from dragoman.state.coming import Coming
from dragoman.state.tellers import independent
from dragoman.state.times import last_day
from dragoman.views.answers import coming_line
from dragoman.views.layout import Section, counted
from dragoman.views.sheet import Sheet, SheetLine

_GROUPS: Final[Mapping[str, frozenset[AttendanceStatus]]] = {
    "Comes": frozenset({"confirmed", "attended"}),
    "On condition": frozenset({"conditional"}),
    "Stays away": frozenset({"declined", "withdrew", "absent", "delegated"}),
    "Open": frozenset({"invited", "considering", "undetermined"}),
    "Rumoured": frozenset({"rumoured"}),
    "Not on the list": frozenset({"not_named"}),
}


def groups(lines: Sequence[Coming], *, overtaken: bool = False) -> Iterator[Section]:
    """The words that stand, by what they make of someone's coming; groups that nobody is in are left out.

    ``overtaken`` adds the words that no longer stand, last.
    """
    current = [line for line in lines if line.current]
    for heading, statuses in _GROUPS.items():
        own = [coming_line(line) for line in current if line.status in statuses]
        if own:
            yield heading, own
    old = [coming_line(line) for line in lines if not line.current]
    if overtaken and old:
        yield "Overtaken since", old


def tellers(lines: Iterable[Coming]) -> Sheet:
    """Whose word on the coming it is, and how independent: reprints add outlets and no report."""
    told: dict[tuple[str, str], list[Coming]] = defaultdict(list)
    for line in lines:
        told[line.standing, line.source].append(line)
    found = [_teller(standing, source, own) for (standing, source), own in told.items()]
    columns = ("source", "standing", "says", "independent reports", "printed by", "latest")
    return Sheet(name="Whose word it is", columns=columns, lines=tuple(found))


def _teller(standing: str, source: str, lines: Iterable[Coming]) -> SheetLine:
    own = list(lines)
    rows: dict[str, Row] = {row.id: row for line in own for row in line.rows}
    says = counted(Counter(line.status.replace("_", " ") for line in own))
    outlets = len({row.publisher for row in rows.values()})
    printed = f"{outlets} outlet" + ("s" if outlets > 1 else "")
    latest = last_day(rows.values())
    return SheetLine(
        cells=(source, standing, says, independent(rows.values()), printed, latest), rows=tuple(rows.values())
    )
