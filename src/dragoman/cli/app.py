"""The command line: ``dragoman read``, ``code``, ``explain``, ``demo``, ``evaluate`` and ``actors``.

Exit codes: 0 all done; 1 an unforeseen fault of ours; 2 arguments that make no sense; 3 a source that
holds no readable article; 4 a model, rule or data file that is missing or altered;
5 a ledger that is missing, foreign, newer, locked or without room.
"""

import logging
import sys

import typer
from rich.console import Console

from dragoman import __version__
from dragoman.cli import actors, correct, evaluate, process, users
from dragoman.cli.alert import alert
from dragoman.cli.backup import backup
from dragoman.cli.brief import brief
from dragoman.cli.check import check
from dragoman.cli.code import code
from dragoman.cli.demo import demo
from dragoman.cli.explain import explain
from dragoman.cli.export import export
from dragoman.cli.ingest import ingest
from dragoman.cli.mcp import mcp
from dragoman.cli.questions import COMMANDS
from dragoman.cli.read import read
from dragoman.cli.serve import serve
from dragoman.cli.watch import watch
from dragoman.errors import DragomanError

app = typer.Typer(
    name="dragoman",
    help="Reads news reports about a negotiation and keeps its record, every line with its sentence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog="Exit codes: 0 done, 2 wrong arguments, 3 no readable article, 4 model or data file missing or altered, "
    "5 ledger missing, foreign, newer, locked or full.",
)


for _command in (read, code, explain, demo, ingest, watch, check, backup, export, brief, serve, mcp, alert):
    app.command(_command.__name__)(_command)
for _name, _question in COMMANDS.items():
    app.command(_name)(_question)
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(actors.app, name="actors")
app.add_typer(correct.app, name="correct")
app.add_typer(process.app, name="process")
app.add_typer(users.app, name="users")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    logging.captureWarnings(True)


def main() -> None:
    """Run the command line; an error of ours is told in one line on standard error, with its exit code."""
    try:
        app()
    except DragomanError as problem:
        Console(stderr=True, soft_wrap=True, markup=False, highlight=False).print(f"dragoman: {problem}")
        sys.exit(problem.exit_code)
    except BrokenPipeError:  # "dragoman read ... | head"
        sys.exit(0)


if __name__ == "__main__":
    main()
