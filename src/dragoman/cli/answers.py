"""Answers on the screen: lines under headings, each with its sentences, outlet and date."""

from typing import Any

from rich.console import Console
from rich.text import Text

from dragoman.cli.render import STYLES, printable
from dragoman.state.answer import Answer
from dragoman.views.layout import Shown, View, sentences


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
