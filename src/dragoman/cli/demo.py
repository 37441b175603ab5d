"""``dragoman demo``: a report that we wrote, and the record that Dragoman reads from it."""

from importlib.resources import files

from rich.console import Console
from rich.text import Text


def demo() -> None:
    """Read a shipped example report and print its record."""
    from dragoman.api import load_reader
    from dragoman.cli.render import print_record
    from dragoman.read import read_text

    page = files("dragoman").joinpath("data/demo/report.txt").read_text(encoding="utf-8")
    out = Console(highlight=False)
    out.print(Text("The report", style="bold reverse"))
    out.print(Text(page.strip()), soft_wrap=False)
    out.print()
    out.print(Text("Its record", style="bold reverse"))
    print_record(load_reader().read(read_text(page)), out)
