"""What is sent: one message for each alert and look, as JSON for programs and as text for people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote

from dragoman.alerts.comparing import News
from dragoman.alerts.facts import Fact
from dragoman.alerts.settings import Rule
from dragoman.ledger.rows import Process, Row
from dragoman.model import Position
from dragoman.state.identity import actor_of
from dragoman.state.plain import shown

_OF_MEETING: Final = frozenset({"status", "time", "place", "level", "outcome"})
_MOST: Final = 50
"""Changes in one message; the others are counted."""
_SENTENCES: Final = 3
_LONGEST: Final = 600
_HARMLESS: Final = str.maketrans({"@": "＠", "<": "‹", ">": "›", "`": "'"})
"""Characters by which a chat calls people or takes text for markup, and what stands for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message on its way.

    Attributes:
        id: the same at every try, so that a receiver knows a repeated message.
        alert: the rule that asked for it.
        target: the name of whom it is for.
        body: what is sent, as JSON values.
        attempts: how often it was tried.
    """

    id: str
    alert: str
    target: str
    body: Mapping[str, Any]
    attempts: int = 0


def wanted(rule: Rule, found: Iterable[News]) -> list[News]:
    """The news that a rule asks for."""
    persons = {person.casefold() for person in rule.persons}
    return [
        one for one in found
        if (not rule.kinds or kinds_of(one.fact) & set(rule.kinds)) and (not persons or persons & _names(one.fact))
    ]  # fmt: skip


def kinds_of(fact: Fact) -> set[str]:
    """The words by which a rule may ask for a fact."""
    also = {"meeting"} if fact.matter in _OF_MEETING else set()
    return {fact.matter, *also, *(row.report.kind for row in fact.rows if isinstance(row.report, Position))}


def body_of(rule: Rule, process: Process, found: Sequence[News], *, at: float, page: str) -> dict[str, Any]:
    """What is sent of some news, as JSON values; at most fifty changes, with three sentences each."""
    return {
        "alert": rule.name,
        "process": {"id": process.id, "name": process.name},
        "at": datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds"),
        "page": f"{page.rstrip('/')}/p/{quote(process.id, safe='')}" if page else None,
        "changes": [_change(one) for one in found[:_MOST]],
        "left_out": max(0, len(found) - _MOST),
    }


def title_of(body: Mapping[str, Any]) -> str:
    """A message in a few words."""
    number = len(body["changes"]) + body["left_out"]
    return harmless(f"{body['process']['name']}: {number} change{'s' if number > 1 else ''}")


def text_of(body: Mapping[str, Any]) -> str:
    """A message for people to read: each change with its latest sentence, and where to look further."""
    lines = []
    for change in body["changes"]:
        lines.append(harmless(change["words"]))
        lines += [harmless(f"“{one['sentence']}” — {_where(one)}") for one in change["evidence"][:1]]
    lines += [f"and {body['left_out']} more"] if body["left_out"] else []
    return "\n".join(lines + ([body["page"]] if body["page"] else []))


def harmless(text: str) -> str:
    """The text on one line without what a terminal or a chat would take for a command."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).translate(_HARMLESS).split())


def _change(one: News) -> dict[str, Any]:
    fact = one.fact
    place = f" ({fact.label})" if fact.label and fact.label != fact.subject else ""
    return {
        "kind": fact.matter,
        "subject": fact.subject,
        "meeting": fact.label or None,
        "before": list(one.before),
        "after": list(one.after),
        "words": f"{fact.subject}{place}: {fact.matter} {_moved(one)}",
        "evidence": [_evidence(row) for row in _first_of_each(fact.rows)[:_SENTENCES]],
    }


def _moved(one: News) -> str:
    before, after = ", ".join(one.before), ", ".join(one.after)
    return f"{before} → {after or 'nothing'}" if before else f"{after} (new)"


def _first_of_each(rows: Iterable[Row]) -> list[Row]:
    """The rows without those that repeat another's sentence."""
    return list({row.report.evidence[0].text: row for row in reversed([*rows])}.values())[::-1]


def _evidence(row: Row) -> dict[str, Any]:
    told = shown(row)
    return {
        "sentence": told["sentences"][0][:_LONGEST], "outlet": told["outlet"], "date": told["date"],
        "title": told["title"][:_LONGEST], "url": told["url"], "article": row.document, "row": row.id,
    }  # fmt: skip


def _where(evidence: Mapping[str, Any]) -> str:
    return ", ".join(part for part in (evidence["outlet"] or "unnamed outlet", evidence["date"]) if part)


def _names(fact: Fact) -> set[str]:
    """The names and ids of whom a fact is about, in lower case."""
    actors = [actor for row in fact.rows if (actor := actor_of(row))]
    told = {name.casefold() for actor in actors for name in (actor.name, actor.id) if name}
    return told | {fact.subject.casefold(), fact.about.casefold()} if fact.matter in _PERSONAL else told


_PERSONAL: Final = frozenset({"attendance", "delegation"})
