"""What every laid-out answer is made of: sections of lines, each with its code, its words and its rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.ledger.rows import Row
from dragoman.state.answer import Answer
from dragoman.state.tellers import outlet_of

_SHOWN = 3
"""Sentences shown under a line; all of them are in the JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One line: its code, its words, and the rows that show it; ``faded`` when it no longer counts."""

    code: str
    words: str
    rows: Sequence[Row] = ()
    faded: bool = False


Section = tuple[str, Sequence[Shown]]
View = Callable[[Any], Iterable[Section]]


def asked(answer: Answer[Any]) -> str:
    """Which process was asked about, and at which two times."""
    process, times = answer.process, answer.times
    how = " (found from the reports)" if process.found else ""
    held = f"as of {times.as_of}" if times.as_of else "as of the last report"
    known = f", known by {times.known_by:%Y-%m-%d %H:%M} UTC" if times.known_by else ""
    return f"{process.id}: {process.name}{how} · {held}{known}"


def sentences(rows: Sequence[Row]) -> Iterator[str]:
    """The sentences of rows with outlet and date, each sentence once; what is left out is counted."""
    told: dict[str, list[str]] = {}
    for row in rows:
        where = ", ".join(part for part in (outlet_of(row), day(row.published.best)) if part)
        outlets = told.setdefault(row.report.evidence[0].text, [])
        if where not in outlets:
            outlets.append(where)
    for sentence, outlets in list(told.items())[:_SHOWN]:
        more = f" and {len(outlets) - 2} more" if len(outlets) > 2 else ""
        yield f"“{sentence}” — {'; '.join(outlets[:2])}{more}"
    if len(told) > _SHOWN:
        yield f"and {len(told) - _SHOWN} more sentences"


def day(value: date | None) -> str:
    """A day in ISO form, empty when it is not known."""
    return value.isoformat() if value else ""


def since(value: date | None) -> str:
    """The words that tell since when."""
    return f", since {value}" if value else ""


def reports(number: int) -> str:
    """How many independent reports, where it is more than one."""
    return f" · {number} reports" if number > 1 else ""


def counted(numbers: Mapping[str, int]) -> str:
    """Numbers by name: ``2 attendance, 1 position``."""
    return ", ".join(f"{number} {name}" for name, number in numbers.items())
