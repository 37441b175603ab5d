"""``dragoman mcp``: the ledger as tools for a language model, read only, over standard input and output."""

from dragoman.cli.options import LedgerAddress
from dragoman.extras import library


def mcp(ledger: LedgerAddress) -> None:
    """Answer a language model's questions to the ledger (Model Context Protocol over standard input and output)."""
    from dragoman.api.ledger import Ledger

    for name in ("mcp", "fastapi"):
        library(name, "mcp")
    from dragoman.mcp_server.server import serve_stdio

    with Ledger.open(ledger, read_only=True) as opened:
        serve_stdio(opened)
