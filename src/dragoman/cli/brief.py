"""``dragoman brief``: one to three pages on a process, every line with its sentence."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import LedgerAddress, parsed_date
from dragoman.cli.questions import AsOf, KnownBy, known_time, since_time


def brief(
    ledger: LedgerAddress,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="brief.md, .html, .docx or .pdf.")],
    process: Annotated[
        str | None,
        typer.Argument(metavar="PROCESS", help="The process; may be left out when one is plainly meant."),
    ] = None,
    since: Annotated[
        str, typer.Option("--since", metavar="TIME", help="Day, time (UTC), or how long ago: 24h, 7d.")
    ] = "24h",
    as_of: AsOf = None,
    known_by: KnownBy = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="Your own Jinja2 template that gives Markdown.")
    ] = None,
) -> None:
    """Write a brief: where things stand, what changed, who comes, positions, disagreements, doubts, what to watch."""
    from dragoman.api.ledger import Ledger
    from dragoman.brief import brief_of, write_brief

    day, known = parsed_date(as_of, "--as-of"), known_time(known_by, "--known-by") if known_by else None
    with Ledger.open(ledger) as held:
        content = brief_of(held, process, since=since_time(since, known_by), as_of=day, known_by=known)
    write_brief(content, out, template=template)
