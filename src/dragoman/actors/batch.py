"""Resolves a table of names: ``mention,date[,country]`` rows in, the same rows with their actors out."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from dragoman.actors.entities import Tenure
from dragoman.actors.identities import office_on, unknown_person
from dragoman.actors.linker import link_document
from dragoman.actors.mention import LinkedMention, RawMention
from dragoman.actors.splitting import split_name
from dragoman.actors.tables import Row
from dragoman.actors.tenures import sitting_in
from dragoman.actors.titles import TitleReading, read_title
from dragoman.errors import SourceError
from dragoman.model import Actor

if TYPE_CHECKING:
    from dragoman.actors.knowledge import KnowledgeBase

NEEDED = ("mention", "date")
FOUND = (
    "id", "name", "type", "country", "plover", "cameo", "office", "office_class", "sector", "status", "score",
    "candidates",
)  # fmt: skip


def resolve_rows(rows: Iterable[Row], kb: "KnowledgeBase", *, source: str = "input") -> Iterator[Row]:
    """Each row with the columns ``FOUND`` added.

    Raises:
        SourceError: if a column is missing or a date is no ISO date; the message names the line.
    """
    for line, row in enumerate(rows, start=2):
        missing = [name for name in NEEDED if name not in row]
        if missing:
            raise SourceError(source, f"has no column {missing[0]!r}; it needs mention,date and may have country")
        yield row | resolve(row["mention"], _day(row["date"], source, line), kb, country=row.get("country", ""))


def _day(text: str, source: str, line: int) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SourceError(source, f"line {line}: {text!r} is no day; write it as 2025-05-15") from None


def resolve(mention: str, on: date | None, kb: "KnowledgeBase", *, country: str = "") -> Row:
    """The columns ``FOUND`` for one name on a day; ``country`` (ISO code or name) is a hint, not a filter."""
    linked = link_name(mention, on, kb, country=country)
    actor = linked.actor
    if actor is None:
        place = {"type": "place", "country": linked.country or ""} if linked.is_place else {}
        return dict.fromkeys(FOUND, "") | place
    if actor.id is None and actor.kind == "person":
        return _unknown(linked, actor, country, kb)
    held, status = _office(linked, on, kb)
    sector = (actor.plover or "").partition(" ")[2]
    return {
        "id": actor.id or "", "name": actor.name, "type": actor.kind, "country": actor.country or "",
        "plover": actor.plover or "", "cameo": actor.cameo or "", "office": held.office if held else "",
        "office_class": held.office_class if held else "", "sector": sector, "status": status,
        "score": f"{actor.score:.3f}", "candidates": _others(linked),
    }  # fmt: skip


def _unknown(linked: LinkedMention, actor: Actor, country: str, kb: "KnowledgeBase") -> Row:
    """What is printed of a person whom nobody knows; the hint gives the country that the words leave out."""
    hinted = kb.called(country.strip()) if country.strip() and not actor.country else None
    if hinted is not None and hinted.kind == "state":
        told = read_title(f"{linked.mention.title} {linked.mention.apposition}", kb) | TitleReading(
            sides=frozenset([hinted.name])
        )
        actor = unknown_person(
            actor.name, title=told, office=actor.office or "", printed=actor.printed, kb=kb, score=actor.score
        )
    kinds = read_title(actor.office or "", kb).classes
    return {
        "id": "", "name": actor.name, "type": actor.kind, "country": actor.country or "", "plover": actor.plover or "",
        "cameo": actor.cameo or "", "office": actor.office or "", "office_class": next(iter(kinds), ""),
        "sector": (actor.plover or "").partition(" ")[2], "status": "unknown" if actor.office else "",
        "score": f"{actor.score:.3f}", "candidates": _others(linked),
    }  # fmt: skip


def link_name(mention: str, on: date | None, kb: "KnowledgeBase", *, country: str = "") -> LinkedMention:
    """One typed name, linked as if a document held it beside its country."""
    parts = split_name(mention, kb)
    raw = RawMention(
        field="text", start=0, end=len(parts.name), text=parts.name, label=parts.label, title=parts.title,
        apposition=parts.apposition,
    )  # fmt: skip
    return link_document([raw, *_hint(country, kb, len(parts.name) + 1)], kb=kb, date=on)[0]


def _hint(country: str, kb: "KnowledgeBase", start: int) -> list[RawMention]:
    """The hinted country as a second mention, by its long name so that codes serve too."""
    entity = kb.called(country.strip()) if country.strip() else None
    name = entity.long_name if entity else country.strip()
    return [RawMention(field="text", start=start, end=start + len(name), text=name, label="GPE")] if name else []


def _office(linked: LinkedMention, on: date | None, kb: "KnowledgeBase") -> tuple[Tenure | None, str]:
    """The office held on the day and whether that, or the office printed, is proven."""
    actor = linked.actor
    person = kb.person(actor.id) if actor and actor.id else None
    if actor is None or person is None or on is None:
        return None, ""
    wanted = read_title(f"{linked.mention.title} {linked.mention.apposition}", kb).classes
    held = office_on(person, on, wanted)
    if actor.office_status:
        return held, actor.office_status
    return held, sitting_in(person, [held.office_class], on).status if held else "not_sitting"


def _others(linked: LinkedMention) -> str:
    return "; ".join(f"{c.name} ({c.id or 'unknown'}, {c.score:.2f})" for c in linked.candidates)
