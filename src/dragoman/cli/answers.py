"""Answers on the screen: lines under headings, each with its sentences, outlet and date."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Console
from rich.text import Text

from dragoman.cli.render import STYLES, printable
from dragoman.ledger.rows import Row
from dragoman.state.answer import Answer

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


def print_answer(answer: Answer[Any], view: View, console: Console | None = None) -> None:
    """Print one answer; colour where the terminal has it and ``NO_COLOR`` is not set."""
    out = console or Console(highlight=False)
    out.print(Text(_head(answer), style="dim"), soft_wrap=True)
    sections = [(heading, lines) for heading, lines in view(answer) if lines or heading.endswith(".")]
    for heading, lines in sections:
        out.print()
        out.print(Text(printable(heading), style="bold underline" if lines else ""), soft_wrap=True)
        for line in lines:
            _print_line(line, out)
    if not sections:
        out.print(Text("Nothing is told of this."))


def _head(answer: Answer[Any]) -> str:
    """Which process was taken, and the two times."""
    process, times = answer.process, answer.times
    how = " (found from the reports)" if process.found else ""
    held = f"as of {times.as_of}" if times.as_of else "as of the last report"
    known = f", known by {times.known_by:%Y-%m-%d %H:%M} UTC" if times.known_by else ""
    return printable(f"{process.id}: {process.name}{how} · {held}{known}")


def _print_line(line: Shown, out: Console) -> None:
    text = Text("  ", style="dim" if line.faded else "")
    text.append(f"{line.code:<14} ", style="dim" if line.faded else STYLES.get(line.code, "bold"))
    text.append(printable(line.words))
    out.print(text, soft_wrap=True)
    for sentence in sentences(line.rows):
        out.print(Text(f"      {printable(sentence)}", style="dim italic"), soft_wrap=True)


def sentences(rows: Sequence[Row]) -> Iterator[str]:
    """The sentences of rows with outlet and date, each sentence once; what is left out is counted."""
    told: dict[str, list[str]] = {}
    for row in rows:
        where = ", ".join(part for part in (row.publisher or "unnamed outlet", day(row.published.best)) if part)
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
