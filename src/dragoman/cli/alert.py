"""``dragoman alert``: webhooks and services told what stands otherwise than at the last look."""

import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dragoman.cli.options import LedgerAddress
from dragoman.cli.render import printable
from dragoman.cli.watch import state_beside, stop_on_signals


def alert(
    config: Annotated[Path, typer.Argument(metavar="CONFIG.toml", help="Who is told what; see docs/how-to/alerts.md.")],
    ledger: LedgerAddress,
    state: Annotated[
        Path | None,
        typer.Option("--state", metavar="FILE", help="Where the alerts remember; by default beside the ledger file."),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Look and send once, for a scheduler of yours.")] = False,
    log: Annotated[bool, typer.Option("--log", help="Print what was sent where, and send nothing.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Tell nothing of single looks and messages.")] = False,
) -> None:
    """Tell webhooks and services what changed since the last look; stopped at any moment, it goes on where it was."""
    from dragoman.alerts.opening import open_alerts
    from dragoman.alerts.settings import load_alerts
    from dragoman.read.clock import SystemClock

    settings, remembered = load_alerts(config), state_beside(ledger, state, "alert")
    if log:
        _print_log(remembered)
        return
    console = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
    clock = SystemClock()
    stop_on_signals(clock)

    def tell(line: str) -> None:
        console.print(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {printable(line)}")

    told = (lambda line: None) if quiet else tell
    holder = f"{socket.gethostname()}:{os.getpid()}"
    with open_alerts(
        settings, ledger, remembered, holder=holder, clock=clock, stopped=lambda: clock.stopped, told=told
    ) as alerts:
        alerts.run(once=once)
        counts = alerts.outbox.counts()
    words = ", ".join(f"{counts.get(name, 0)} {name.replace('_', ' ')}" for name in ("sent", "waiting", "given_up"))
    console.print(f"messages: {words}")


def _print_log(state: Path) -> None:
    from dragoman.alerts.outbox import Outbox

    with Outbox(state) as outbox:
        for one in outbox.log():
            at = datetime.fromtimestamp(one.at, UTC)
            words = f"{one.message} {one.alert} → {one.target}, {one.place}: {one.result}"
            typer.echo(f"{at:%Y-%m-%d %H:%M:%S} {printable(words)}")
