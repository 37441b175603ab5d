"""``dragoman code``: a file of articles in, one coded object an article out."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn


def code(
    articles: Annotated[Path, typer.Argument(metavar="ARTICLES.jsonl", help="Articles, one JSON object a line.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT.jsonl", help="Where the coded articles go.")],
    workers: Annotated[int, typer.Option("--workers", min=1, max=256, help="Processes to share the work.")] = 1,
) -> None:
    """Code many articles in the codebook's form; started again, it goes on where it stopped."""
    from dragoman.engine.batch import code_file

    console = Console(stderr=True)
    columns = ("coding", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("coding", total=None)
        summary = code_file(
            articles,
            out,
            workers=workers,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    console.print(
        f"{summary.coded} articles coded, {summary.kept} kept from before, {summary.failed} failed → {out}",
        highlight=False, markup=False, soft_wrap=True,
    )  # fmt: skip
