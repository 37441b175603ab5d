"""Answers on the screen: lines under headings, each with its sentences, outlet and date."""

from typing import Any

from rich.console import Console
from rich.text import Text

from dragoman.cli.render import STYLES, printable
from dragoman.state.answer import Answer
from dragoman.views.layout import Shown, View, asked, sentences


def print_answer(answer: Answer[Any], view: View, console: Console | None = None) -> None:
    """Print one answer; colour where the terminal has it and ``NO_COLOR`` is not set."""
    out = console or Console(highlight=False)
    out.print(Text(printable(asked(answer)), style="dim"), soft_wrap=True)
    sections = [(heading, lines) for heading, lines in view(answer) if lines or heading.endswith(".")]
    for heading, lines in sections:
        out.print()
        out.print(Text(printable(heading), style="bold underline" if lines else ""), soft_wrap=True)
        for line in lines:
            _print_line(line, out)
    if not sections:
        out.print(Text("Nothing is told of this."))


def _print_line(line: Shown, out: Console) -> None:
    text = Text("  ", style="dim" if line.faded else "")
    text.append(f"{line.code:<14} ", style="dim" if line.faded else STYLES.get(line.code, "bold"))
    text.append(printable(line.words))
    out.print(text, soft_wrap=True)
    for sentence in sentences(line.rows):
        out.print(Text(f"      {printable(sentence)}", style="dim italic"), soft_wrap=True)
