"""``dragoman code``: articles in, one coded object an article out, on one machine or many."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from dragoman.cli.options import TableColumns
from dragoman.errors import UsageError
from dragoman.read.columns import parse_columns

if TYPE_CHECKING:
    from dragoman.config import Config
    from dragoman.engine.archive import Engine
    from dragoman.read.columns import Columns


class EngineName(StrEnum):
    """Who does the work."""

    LOCAL = "local"
    DASK = "dask"
    RAY = "ray"


class Format(StrEnum):
    """What comes out: lines in input order, or a folder of Parquet parts."""

    JSONL = "jsonl"
    PARQUET = "parquet"


def code(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Files, folders, patterns, addresses; - is standard input. For Parquet: JSONL files, at any URL.",
        ),
    ],
    out: Annotated[str, typer.Option("-o", "--out", metavar="OUT", help="OUT.jsonl, or a folder OUT/ of Parquet.")],
    workers: Annotated[int, typer.Option("--workers", min=1, max=256, help="Processes to share the work.")] = 1,
    format: Annotated[
        Format | None, typer.Option("--format", help="Parquet where OUT ends in / or another engine works, else JSONL.")
    ] = None,
    engine: Annotated[EngineName, typer.Option("--engine", help="Who does the work.")] = EngineName.LOCAL,
    address: Annotated[
        str | None, typer.Option("--address", help="A Dask scheduler or Ray cluster; else one is started here.")
    ] = None,
    columns: TableColumns = None,
    gate: Annotated[
        bool, typer.Option("--gate/--no-gate", help="Read only what headline and lead show to be worth reading.")
    ] = True,
) -> None:
    """Code many articles in the codebook's form; started again, it goes on where it stopped."""
    from dragoman.config import load_config

    config = replace(load_config(), gate=gate)
    if format is None:
        format = Format.PARQUET if out.endswith("/") or engine != EngineName.LOCAL else Format.JSONL
    if format == Format.PARQUET and columns:
        raise UsageError("--columns tells of sources that one JSONL file is made of; Parquet is made of JSONL alone")
    if format == Format.PARQUET:
        told = _to_folder(sources, out, _engine(engine, address, workers), config)
    elif engine != EngineName.LOCAL or address is not None:
        raise UsageError("one JSONL file is written by one machine; with another engine take --format parquet")
    else:
        told = _to_file(sources, out, workers, config, parse_columns(columns or ()))
    _console().print(f"{told} → {out}", highlight=False, markup=False, soft_wrap=True)


def _to_file(sources: list[str], out: str, workers: int, config: "Config", columns: "Columns") -> str:
    from dragoman.engine.batch import code_file

    with _progress() as progress:
        summary = code_file(sources, Path(out), workers=workers, config=config, columns=columns, progress=progress)
    return (
        f"{summary.coded} articles coded, {summary.gated} held back by the gate, {summary.kept} kept from before, "
        f"{summary.failed} failed"
    )


def _to_folder(sources: list[str], out: str, engine: "Engine", config: "Config") -> str:
    from dragoman.engine.archive import code_archive

    with _progress() as progress:
        manifest = code_archive(sources, out, engine, config=config, progress=progress)
    coded = manifest.articles - manifest.gated - manifest.failed
    return f"{coded} articles coded, {manifest.gated} held back by the gate, {manifest.failed} failed"


def _engine(name: EngineName, address: str | None, workers: int) -> "Engine":
    if name == EngineName.DASK:
        from dragoman.engine.on_dask import on_dask

        return on_dask(address=address, workers=workers)
    if name == EngineName.RAY:
        from dragoman.engine.on_ray import on_ray

        return on_ray(address=address, workers=workers)
    if address is not None:
        raise UsageError("--address names a cluster: give --engine dask or --engine ray with it")
    from dragoman.engine.on_local import on_local

    return on_local(workers=workers)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A function that shows how many of all are done, on a terminal only."""
    columns = ("coding", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_console(), disable=not _console().is_terminal) as bar:
        task = bar.add_task("coding", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _console() -> Console:
    return Console(stderr=True)
