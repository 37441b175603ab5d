"""The positions board: sides against issues, with what each demanded, offered, rejected, conceded and accepted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dragoman.ledger.rows import Row
from dragoman.model import Issue, PositionKind
from dragoman.state.positions import BoardLine, Positions
from dragoman.views.sheet import Cell, Sheet, SheetLine

Deed = Literal["demanded", "offered", "rejected", "conceded", "accepted", "threatened"]
_DEEDS: Final[Mapping[PositionKind, Deed]] = {
    "demand": "demanded", "precondition": "demanded", "proposal": "offered", "offer": "offered",
    "rejection": "rejected", "concession": "conceded", "acceptance": "accepted", "threat": "threatened",
}  # fmt: skip
_ORDER: Final = tuple(dict.fromkeys(_DEEDS.values()))
_COLUMNS = ("issue", "side", "deed", "positions", "reports", "since", "latest", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What one side did on one issue in one way.

    Attributes:
        deed: demanded, offered, rejected, conceded, accepted or threatened.
        lines: the positions, the latest first.
    """

    deed: Deed
    lines: tuple[BoardLine, ...]

    @property
    def latest(self) -> BoardLine:
        """The position told last."""
        return self.lines[0]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the latest position, the latest first."""
        return tuple(reversed(self.latest.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLine:
    """One issue with what each side did on it, in the order of the board's sides."""

    issue: Issue
    cells: tuple[tuple[Stand, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionBoard:
    """Issues as lines, the most told first; sides as columns. What is told only as background is left out.

    Attributes:
        sides: the sides and mediators that hold a position.
        issues: the issues.
        background: how many positions are told of an earlier episode only, and not on the board.
    """

    sides: tuple[str, ...]
    issues: tuple[IssueLine, ...]
    background: int

    def sheet(self) -> Sheet:
        """The board as one table: a line for each issue, side and deed."""
        lines = [
            SheetLine(cells=_cells(line.issue, side, stand), rows=stand.rows)
            for line in self.issues
            for side, stands in zip(self.sides, line.cells, strict=True)
            for stand in stands
        ]
        return Sheet(name="Positions by issue and side", columns=_COLUMNS, lines=tuple(lines))


def position_board(answer: Positions) -> PositionBoard:
    """The board of an answer."""
    found: dict[tuple[Issue, str, Deed], list[BoardLine]] = defaultdict(list)
    for line in answer.lines:
        if not line.background:
            found[line.issue, line.side, _DEEDS[line.kind]].append(line)
    process = answer.process
    sides = [side for side in (*process.parties, *process.mediators) if any(side == held for _, held, _ in found)]
    issues = sorted({issue for issue, _, _ in found}, key=lambda issue: (-_told(found, issue), issue))
    return PositionBoard(
        sides=tuple(sides),
        issues=tuple(IssueLine(issue=i, cells=tuple(_stands(found, i, side) for side in sides)) for i in issues),
        background=sum(line.background for line in answer.lines),
    )


Found = Mapping[tuple[Issue, str, Deed], Sequence[BoardLine]]


def _told(found: Found, issue: Issue) -> int:
    return sum(len(lines) for (of, _, _), lines in found.items() if of == issue)


def _stands(found: Found, issue: Issue, side: str) -> tuple[Stand, ...]:
    held = ((deed, found.get((issue, side, deed), ())) for deed in _ORDER)
    return tuple(Stand(deed=deed, lines=_latest_first(lines)) for deed, lines in held if lines)


def _latest_first(lines: Iterable[BoardLine]) -> tuple[BoardLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.since or date.min, line.rows[0].claim), reverse=True))


def _cells(issue: str, side: str, stand: Stand) -> tuple[Cell, ...]:
    line, reports = stand.latest, sum(one.reports for one in stand.lines)
    told = (len(stand.lines), reports, line.since, line.content, line.status or "")
    return issue.replace("_", " "), side, stand.deed, *told
