"""``dragoman serve``: the ledger in a browser and over HTTP; whoever may corrects it there."""

from collections.abc import Collection, Sequence
from contextlib import nullcontext
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from dragoman.cli.options import LedgerAddress
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.web.access import Access

Several = list[str] | None


def serve(
    ledger: LedgerAddress,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to listen on.")] = 8000,
    allow_host: Annotated[
        Several, typer.Option("--allow-host", metavar="NAME", help="Another name by which browsers may call it.")
    ] = None,
    users: Annotated[
        Path | None, typer.Option("--users", metavar="FILE", help="Only who is in this file may read and correct.")
    ] = None,
    trusted_header: Annotated[
        str | None, typer.Option("--trusted-header", metavar="NAME", help="A header in which a proxy says who it is.")
    ] = None,
    trusted_proxy: Annotated[
        Several,
        typer.Option("--trusted-proxy", metavar="ADDRESS", help="Where that proxy sends from; may be 10.0.0.0/8."),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nobody corrects anything in the page.")] = False,
    no_warm: Annotated[
        bool, typer.Option("--no-warm", help="Make a page only when somebody asks for it, none of them beforehand.")
    ] = False,
) -> None:
    """Show the ledger in a browser; nobody else can reach it unless --host says so.

    On this machine alone you correct it there under your login name. Others correct it only with --users, or where a
    proxy says who they are.
    """
    from dragoman.api.ledger import Ledger

    try:
        import uvicorn

        from dragoman.web.access import Anybody
        from dragoman.web.kept import Kept
        from dragoman.web.site import LOCAL, site
        from dragoman.web.warming import Warmer
    except ImportError:
        raise UsageError("the page needs FastAPI and uvicorn; install dragoman[web]") from None
    hosts = {*LOCAL, host, *(allow_host or ())}
    access = _access(hosts <= {*LOCAL, "::1"}, users, trusted_header, trusted_proxy or ())
    Ledger.open(ledger).close()  # what is wrong with it is told now, not to the first reader
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    told = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    told.print(f"the ledger is at {address}; {_told(access, read_only)}; Ctrl-C ends")
    kept = Kept(ledger)
    app = site(ledger, hosts=hosts, access=access, read_only=read_only, kept=kept)
    corrected = not read_only and not isinstance(access, Anybody)
    with nullcontext() if no_warm else Warmer(kept, ledger, may_correct=corrected).at_work():
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False)


def _access(local: bool, users: Path | None, header: str | None, proxies: Sequence[str]) -> "Access":
    """How it is known who somebody is.

    Raises:
        UsageError: if the options do not go together, or the file of users is none.
    """
    from dragoman.api.correcting import login_name
    from dragoman.web.access import Anybody, LocalUser, PasswordFile, TrustedHeader
    from dragoman.web.passwords import read_users

    if bool(header) != bool(proxies):
        raise UsageError("--trusted-header and --trusted-proxy go together: who sends the header must be known")
    if header and users:
        raise UsageError("give --users or --trusted-header, not both")
    if users:
        read_users(users)
        return PasswordFile(users)
    if header:
        return TrustedHeader(header, _networks(proxies))
    try:
        return LocalUser(login_name()) if local else Anybody()
    except UsageError:  # a container without a user of this number
        return Anybody()


def _networks(addresses: Collection[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(address) for address in addresses)
    except ValueError as problem:
        raise UsageError(f"--trusted-proxy: {problem}") from None


def _told(access: "Access", read_only: bool) -> str:
    from dragoman.web.access import Anybody, LocalUser

    if read_only or isinstance(access, Anybody):
        return "read only"
    return f"you correct it as {access.name}" if isinstance(access, LocalUser) else "who is known corrects it"
