"""A record on the screen: grouped by meeting, the sentence under each line."""

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from dragoman.model import Article, Evidence, Record
from dragoman.views.lines import Line, lines_of

STYLES: Final = {
    "confirmed": "green", "attended": "green", "held": "green", "scheduled": "cyan", "under_way": "cyan",
    "declined": "red", "withdrew": "red", "absent": "red", "cancelled": "red", "collapsed": "red",
    "conditional": "yellow", "considering": "yellow", "rumoured": "magenta", "undetermined": "magenta",
    "not_named": "magenta", "proposed": "yellow", "postponed": "yellow", "rejection": "red", "flag": "bold red",
}  # fmt: skip

_WIDEST_CODE = len("non_confirmation") + 2


def print_record(record: Record, console: Console | None = None) -> None:
    """Print one record; colour where the terminal has it and ``NO_COLOR`` is not set."""
    out = console or Console(highlight=False)
    _print_head(record.article, record.relevance, out)
    for heading, lines in lines_of(record):
        _print_group(heading, lines, out)


def _print_head(article: Article, relevance: str, out: Console) -> None:
    out.print(Text(printable(article.title) or "(no headline)", style="bold"))
    when = article.date
    dated = f"{when.best} ({when.basis})" if when.best else "no date known"
    known = [article.publisher, article.byline, dated, f"about: {relevance}"]
    out.print(Text(" · ".join(printable(part) for part in known if part), style="dim"))


def _print_group(heading: str, lines: Sequence[Line], out: Console) -> None:
    out.print()
    out.print(Text(printable(heading), style="bold underline"))
    for line in lines:
        text = Text("  ")
        text.append(f"{line.code:<{_WIDEST_CODE}}", style=STYLES.get(line.code, "bold"))
        text.append(printable(line.words))
        out.print(text, soft_wrap=True)
        for sentence in _sentences(line.evidence):
            out.print(Text(f"      {sentence}", style="dim italic"), soft_wrap=True)


def _sentences(evidence: Iterable[Evidence]) -> list[str]:
    return [
        f"[headline] {printable(e.text)}" if e.field == "title" else f"[{e.start}:{e.end}] {printable(e.text)}"
        for e in evidence
    ]


def printable(text: str) -> str:
    """The text on one line without control and direction characters, which could disturb a terminal."""
    return " ".join("".join(c if c.isprintable() or c == " " else " " for c in text).split())
