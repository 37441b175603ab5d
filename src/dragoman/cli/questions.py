"""The analyst's ten questions as commands on a ledger, each with ``--json``, ``--as-of`` and ``--known-by``."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.api.times import counted_back
from dragoman.api.times import known_time as known_time
from dragoman.cli.options import AsJson, LedgerAddress, parsed_date

if TYPE_CHECKING:
    from dragoman.api.ledger import Ledger
    from dragoman.state.answer import Answer

ProcessId = Annotated[
    str | None,
    typer.Option("--process", metavar="ID", help="The process; may be left out when one is plainly meant."),
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="Answer as things stood on this day.")]
KnownBy = Annotated[
    str | None,
    typer.Option("--known-by", metavar="TIME", help="Answer by what had been read by this day or time (UTC)."),
]
MeetingName = Annotated[
    str | None, typer.Option("--meeting", metavar="WORDS", help="Round number, id, label, place or day of a meeting.")
]


def who(
    ledger: LedgerAddress, process: ProcessId = None, meeting: MeetingName = None, as_of: AsOf = None,
    known_by: KnownBy = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Who has confirmed, declined or set conditions for the next round, by whose word, since when."""
    times = _times(as_of, known_by)
    with _opened(ledger) as held:
        _show(held.who(process, meeting=meeting, **times), "who", as_json)


def changes(
    ledger: LedgerAddress,
    since: Annotated[
        str, typer.Option("--since", metavar="TIME", help="Day, time (UTC), or how long ago: 24h, 7d.")
    ] = "24h",
    process: ProcessId = None, as_of: AsOf = None, known_by: KnownBy = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """What changed since a time, and which new reports changed nothing."""
    times = _times(as_of, known_by)
    start = since_time(since, known_by)
    with _opened(ledger) as held:
        _show(held.changes(process, since=start, **times), "changes", as_json)


def disagreements(
    ledger: LedgerAddress,
    process: ProcessId = None,
    as_of: AsOf = None,
    known_by: KnownBy = None,
    as_json: AsJson = False,
) -> None:
    """Where independent sources contradict each other, side by side."""
    with _opened(ledger) as held:
        _show(held.disagreements(process, **_times(as_of, known_by)), "disagreements", as_json)


def positions(
    ledger: LedgerAddress,
    process: ProcessId = None,
    as_of: AsOf = None,
    known_by: KnownBy = None,
    as_json: AsJson = False,
) -> None:
    """What each side has demanded, offered, rejected, accepted and conceded."""
    with _opened(ledger) as held:
        _show(held.positions(process, **_times(as_of, known_by)), "positions", as_json)


def conditions(
    ledger: LedgerAddress,
    process: ProcessId = None,
    as_of: AsOf = None,
    known_by: KnownBy = None,
    as_json: AsJson = False,
) -> None:
    """Which conditions are open, and which were met, have failed or were waived, and why."""
    with _opened(ledger) as held:
        _show(held.conditions(process, **_times(as_of, known_by)), "conditions", as_json)


def delegations(
    ledger: LedgerAddress, process: ProcessId = None, meeting: MeetingName = None, as_of: AsOf = None,
    known_by: KnownBy = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """How each delegation compares with last round's: kept, new, dropped, rank up or down."""
    with _opened(ledger) as held:
        _show(held.delegations(process, meeting=meeting, **_times(as_of, known_by)), "delegations", as_json)


def rounds(
    ledger: LedgerAddress,
    process: ProcessId = None,
    as_of: AsOf = None,
    known_by: KnownBy = None,
    as_json: AsJson = False,
) -> None:
    """How earlier rounds went, and whether "the first since" holds."""
    with _opened(ledger) as held:
        _show(held.rounds(process, **_times(as_of, known_by)), "rounds", as_json)


def quotes(
    ledger: LedgerAddress, process: ProcessId = None,
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Only this speaker.")] = None,
    as_of: AsOf = None, known_by: KnownBy = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Who said exactly what, and in which wordings it was printed."""
    with _opened(ledger) as held:
        _show(held.quotes(process, speaker=speaker, **_times(as_of, known_by)), "quotes", as_json)


def sources(
    ledger: LedgerAddress,
    process: ProcessId = None,
    as_of: AsOf = None,
    known_by: KnownBy = None,
    as_json: AsJson = False,
) -> None:
    """What is official, anonymous, rumour or the author's own, by source."""
    with _opened(ledger) as held:
        _show(held.sources(process, **_times(as_of, known_by)), "sources", as_json)


def doubts(
    ledger: LedgerAddress,
    process: ProcessId = None,
    as_of: AsOf = None,
    known_by: KnownBy = None,
    as_json: AsJson = False,
) -> None:
    """What not to trust, why, and what would settle it."""
    with _opened(ledger) as held:
        _show(held.doubts(process, **_times(as_of, known_by)), "doubts", as_json)


COMMANDS: Mapping[str, Callable[..., None]] = {
    "who": who, "changes": changes, "disagreements": disagreements, "positions": positions, "conditions": conditions,
    "delegations": delegations, "rounds": rounds, "quotes": quotes, "sources": sources, "doubts": doubts,
}  # fmt: skip
"""The questions by name, in the order in which practice asks them."""


def since_time(text: str, known_by: str | None) -> date | datetime:
    """The day or time of ``--since``; "24h" and "7d" count back from ``--known-by``, else from now.

    Raises:
        UsageError: if it is neither.
    """
    until = known_time(known_by, "--known-by") if known_by else datetime.now(UTC)
    return counted_back(text, until, "--since")


def _times(as_of: str | None, known_by: str | None) -> dict[str, Any]:
    known = known_time(known_by, "--known-by") if known_by else None
    return {"as_of": parsed_date(as_of, "--as-of"), "known_by": known}


@contextmanager
def _opened(ledger: str) -> "Iterator[Ledger]":
    from dragoman.api.ledger import Ledger

    with Ledger.open(ledger) as opened:
        yield opened


def _show(answer: "Answer[Any]", question: str, as_json: bool) -> None:
    from dragoman.cli.answers import print_answer
    from dragoman.views import answers

    if as_json:
        typer.echo(json.dumps(answer.to_dict(), ensure_ascii=False))
    else:
        print_answer(answer, getattr(answers, f"{question}_view"))
