"""Decisions by hand, as the command line and the pages make them: one function by which both write."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from getpass import getuser
from typing import Literal, assert_never

from dragoman.errors import UsageError
from dragoman.ledger.deciding import decide_pair, decide_row, undo
from dragoman.ledger.repository import Repository
from dragoman.ledger.rows import Action, Correction, Subject


class Overtaken(UsageError):  # noqa: N818
    """Somebody else has decided on it since it was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody wants to set right.

    Attributes:
        action: what is decided.
        target: a claim, or the id of its row; for ``merge`` and ``split`` a meeting's claim or an actor's name; for
            ``undo`` the id of a correction.
        other: the second meeting or name of ``merge`` and ``split``.
        subject: what kind of thing ``merge`` and ``split`` name.
        assignments: for ``edit``, ``field=value``; ``who.name=value`` reaches into a field.
    """

    action: Action
    target: str
    other: str = ""
    subject: Subject = "row"
    assignments: Sequence[str] = ()


def correct(
    ledger: Repository, decision: Decision, *, by: str, why: str, at: datetime | None = None, seen: str | None = None
) -> Correction:
    """Write a decision into the ledger as a row of its own; nothing is changed or deleted.

    Args:
        ledger: where to.
        decision: what is decided.
        by: who decides.
        why: why.
        at: when (UTC); now unless given.
        seen: id of the last decision on the claim that the decider knew, empty for none; None decides whatever came.

    Raises:
        Overtaken: if there is a later decision on the claim than the one seen.
        UsageError: if there is no such thing in the ledger, or no such field or value.
    """
    with ledger.transaction():
        if seen is not None and seen != last_decision(ledger.corrections(), decision.target):
            raise Overtaken("somebody has decided on it meanwhile; look at it again, then decide")
        return _written(ledger, decision, by, why, at or datetime.now(UTC))


def _written(ledger: Repository, decision: Decision, by: str, why: str, at: datetime) -> Correction:
    match decision.action:
        case "accept" | "edit" | "reject":
            given = decision.assignments
            return decide_row(ledger, decision.action, decision.target, by=by, at=at, why=why, assignments=given)
        case "merge" | "split":
            subject: Literal["actor", "meeting"] = "actor" if decision.subject == "actor" else "meeting"
            one, other = decision.target, decision.other
            return decide_pair(ledger, decision.action, one, other, subject=subject, by=by, at=at, why=why)
        case "undo":
            return undo(ledger, decision.target, by=by, at=at, why=why)
        case _:
            assert_never(decision.action)


def history(corrections: Iterable[Correction], *of: str) -> list[Correction]:
    """The decisions on some claims, names or corrections, oldest first, with what took them back."""
    named = set(of)
    found = []
    for one in sorted(corrections, key=lambda c: (c.at, c.id)):
        if {one.target, one.other} & named:
            found.append(one)
            named.add(one.id)
    return found


def last_decision(corrections: Iterable[Correction], of: str) -> str:
    """The id of the last decision on something, empty when there is none."""
    found = history(corrections, of)
    return found[-1].id if found else ""


def login_name() -> str:
    """The name under which somebody is logged in to this machine.

    Raises:
        UsageError: if nobody is.
    """
    try:
        return getuser()
    except (OSError, KeyError):
        raise UsageError("nobody is logged in; say --by NAME") from None
