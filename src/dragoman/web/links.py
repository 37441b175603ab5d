"""Names in an answer made links: persons and meetings lead to their pages wherever a page speaks of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from dragoman.ledger.rows import Row
from dragoman.model import Actor
from dragoman.state.changes import Change
from dragoman.state.identity import actor_of
from dragoman.state.meetings import Meeting
from dragoman.views.answers import meeting_words
from dragoman.web.rendering import link

_SHORTEST = 4
"""Characters from which a name is told from an abbreviation."""


@dataclass(frozen=True)
class Links:
    """Where the names on one page lead.

    Attributes:
        names: a person's name, or a meeting in words, to its page; linked wherever it stands.
        labels: a meeting's label to its page; linked only where it stands alone.
    """

    names: Mapping[str, str]
    labels: Mapping[str, str]

    @cached_property
    def _any(self) -> re.Pattern[str] | None:
        longest = sorted(self.names, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)") if longest else None

    def marked(self, text: str) -> Markup:
        """The text escaped, each name in it a link where it first stands."""
        alone = self.labels.get(text)
        if alone:
            return _anchor(alone, text)
        parts, end, seen = [], 0, set()
        for hit in self._any.finditer(text) if self._any else ():
            if hit[0] not in seen:
                seen.add(hit[0])
                parts += [escape(text[end : hit.start()]), _anchor(self.names[hit[0]], hit[0])]
                end = hit.end()
        return Markup("").join([*parts, escape(text[end:])])


def links_of(value: Any, process: str | None, times: Mapping[str, str]) -> Links:
    """The links for whatever names a value holds: an answer, lines, rows; ``times`` are the filters taken along."""
    names: dict[str, str] = {}
    labels: dict[str, str] = {}
    for one in _named(value):
        match one:
            case Actor():
                if one.kind == "person" and len(one.name) >= _SHORTEST and one.name not in names:
                    names[one.name] = person_link(one, process, times)
            case Meeting() if process:
                names.setdefault(meeting_words(one), link("p", process, "meeting", one.id, filters=times))
            case Change(meeting=label, rows=(row, *_)) if process and label:
                mention = row.id if row.type == "meeting" else row.meeting
                labels.setdefault(label, link("p", process, "meeting", mention or "", filters=times))
    return Links(names, {label: to for label, to in labels.items() if not to.endswith("/meeting/")})


def person_link(who: Actor, process: str | None, times: Mapping[str, str]) -> str:
    """The address of a person's page."""
    return link("person", who.id or who.name, filters={"process": process, **times})


def _named(value: Any) -> Iterator[Actor | Meeting | Change]:
    """The actors, meetings and changes in a value, at any depth but within meetings."""
    match value:
        case Row():
            yield from (actor for actor in (actor_of(value), value.report.source_actor) if actor)
        case Actor() | Meeting():
            yield value
        case tuple() | list():
            for one in value:
                yield from _named(one)
        case _ if is_dataclass(value):
            if isinstance(value, Change):
                yield value
            for field in fields(value):
                yield from _named(getattr(value, field.name))


def _anchor(href: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, text)
