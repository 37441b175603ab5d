"""``dragoman watch``: feeds and pages followed, their articles coded into a ledger."""

import os
import signal
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dragoman.cli.options import LedgerAddress
from dragoman.cli.render import printable
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.read.clock import SystemClock


def watch(
    config: Annotated[Path, typer.Argument(metavar="CONFIG.toml", help="What to follow; see docs/how-to/sources.md.")],
    ledger: LedgerAddress,
    state: Annotated[
        Path | None,
        typer.Option("--state", metavar="FILE", help="Where the watch remembers; by default beside the ledger file."),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Poll what is due and end, for a scheduler of yours.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Tell nothing of single polls.")] = False,
) -> None:
    """Follow feeds and pages until stopped; stopped at any moment, it goes on where it was."""
    from dragoman.engine.watch_config import load_watch
    from dragoman.engine.watching import open_watch
    from dragoman.read.clock import SystemClock

    chosen, remembered = load_watch(config), state_beside(ledger, state, "watch")
    console = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
    clock = SystemClock()
    stop_on_signals(clock)

    def tell(line: str) -> None:
        console.print(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {printable(line)}")

    holder = f"{socket.gethostname()}:{os.getpid()}"
    told = (lambda line: None) if quiet else tell
    with open_watch(chosen, ledger, remembered, holder=holder, clock=clock, told=told) as opened:
        opened.run(once=once)
        counts = opened.state.counts()
    words = ", ".join(f"{counts.get(name, 0)} {name.replace('_', ' ')}" for name in ("done", "waiting", "given_up"))
    console.print(f"entries: {words} → {ledger}")


def state_beside(ledger: str, state: Path | None, ending: str) -> Path:
    """The file of what a command remembers: the one named, else one beside the ledger.

    Raises:
        UsageError: if none is named and the ledger is no file.
    """
    if state is not None:
        return state
    if ledger.startswith(("postgresql://", "postgres://")):
        raise UsageError("a ledger on a server has no place beside it; name a file with --state")
    return Path(f"{ledger}.{ending}")


def stop_on_signals(clock: "SystemClock") -> None:
    """SIGTERM and SIGINT end a command after the step at hand, which is written whole."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, frame: clock.stop())
