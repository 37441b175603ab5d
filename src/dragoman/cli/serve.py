"""``dragoman serve``: the ledger in a browser and over HTTP, read only."""

from typing import Annotated

import typer
from rich.console import Console

from dragoman.cli.options import LedgerAddress
from dragoman.errors import UsageError


def serve(
    ledger: LedgerAddress,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to listen on.")] = 8000,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="Another name by which browsers may call it."),
    ] = None,
) -> None:
    """Show the ledger in a browser, read only; nobody else can reach it unless --host says so."""
    from dragoman.api.ledger import Ledger

    try:
        import uvicorn

        from dragoman.web.site import LOCAL, site
    except ImportError:
        raise UsageError("the page needs FastAPI and uvicorn; install dragoman[web]") from None
    Ledger.open(ledger).close()  # what is wrong with it is told now, not to the first reader
    hosts = {*LOCAL, host, *(allow_host or ())}
    told = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    told.print(f"the ledger is at http://{f'[{host}]' if ':' in host else host}:{port}; Ctrl-C ends")
    uvicorn.run(
        site(ledger, hosts=hosts), host=host, port=port, log_level="warning", server_header=False, proxy_headers=False
    )
