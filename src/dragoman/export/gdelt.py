"""GDELT 2.0: events and mentions, tab-separated without a header, in the column order of its codebook."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from dragoman.codes import load_codes
from dragoman.export.columns import Value, table
from dragoman.export.delimited import write_tsv
from dragoman.export.evidence import write_evidence
from dragoman.export.exporter import Export, Options
from dragoman.export.happenings import Happening, dyads, happenings, number, sentence_number, with_cameo
from dragoman.export.story import Selection, Stories, Story
from dragoman.export.where import city, state_name, states
from dragoman.ledger.rows import Row
from dragoman.model import Actor, Evidence

_ROLES: Final = re.compile(
    "AGR|BUS|CHR|COP|CRM|CVL|DEV|EDU|ELI|ENV|GOV|HLH|HRI|IDG|IGO|IMG|INS|INT|JUD|LAB|LEG|MED|MIL|MNC|MOD|NGM|NGO|OPP|"
    "PRE|PRM|PTY|RAD|REB|REF|REL|SEP|SET|SOC|SPY|UAF|UIS"
)
_UNKNOWN_PLACE, _US_CITY, _WORLD_CITY = 0, 3, 4  # GDELT's types of places


@dataclass(slots=True)
class Tally:
    """What is known of an event from all documents that tell it."""

    first: Row
    added: datetime
    root: bool = False
    mentions: int = 0
    documents: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Mention:
    """One document's telling of an event between two actors."""

    key: int
    one: Happening
    actor: Actor
    target: Actor | None
    story: Story

    @property
    def evidence(self) -> Evidence:
        """Its first sentence."""
        return self.one.event.evidence[0]


def write(selection: Selection, folder: Path, options: Options) -> Export:
    """Write ``events.export.CSV``, ``events.mentions.CSV`` and ``evidence.tsv``.

    An event told by several documents is one event with several mentions: same day, actor codes, CAMEO code and
    place. GDELT's files have no header; the codebook beside them names the columns.
    """
    left_out: dict[str, int] = {}
    stories, events, mentions = selection.stories, table("gdelt", "events"), table("gdelt", "mentions")
    tallies = _tallied(_mentions(stories, left_out))
    event_lines = (events.line(line) for line in _event_lines(_mentions(stories, {}), tallies))
    mention_lines = (mentions.line(mention_line(m, tallies[m.key])) for m in _mentions(stories, {}))
    told = ((m.key, m.one.row) for m in _mentions(stories, {}))
    resources = (
        write_tsv(folder / "events.export.CSV", events, event_lines, header=False),
        write_tsv(folder / "events.mentions.CSV", mentions, mention_lines, header=False),
        write_evidence(folder, told),
    )
    return Export(resources=resources, left_out=left_out)


def _mentions(stories: Stories, left_out: dict[str, int]) -> Iterator[Mention]:
    for story in stories():
        for one in with_cameo(happenings(story, left_out), left_out):
            for actor, target in dyads(one.event):
                parts = (one.day, _code(actor), _code(target), one.event.cameo, one.event.place)
                yield Mention(number(*parts), one, actor, target, story)


def _code(actor: Actor | None) -> str:
    return (actor.cameo or actor.name) if actor else ""


def _tallied(mentions: Iterator[Mention]) -> dict[int, Tally]:
    found: dict[int, Tally] = {}
    for mention in mentions:
        row = mention.one.row
        tally = found.setdefault(mention.key, Tally(first=row, added=row.recorded_at))
        tally.added = min(tally.added, row.recorded_at)
        tally.root = tally.root or _leads(mention)
        tally.mentions += 1
        tally.documents.add(row.document)
        tally.origins.add(row.origin)
    return found


def _leads(mention: Mention) -> bool:
    """Whether it is told in the headline or the first paragraph."""
    text = mention.story.document.article.text
    return mention.evidence.field == "title" or "\n" not in text[: mention.evidence.start].lstrip("\n")


def _event_lines(mentions: Iterator[Mention], tallies: dict[int, Tally]) -> Iterator[dict[str, Value]]:
    done: set[int] = set()
    for mention in mentions:
        if mention.key not in done:
            done.add(mention.key)
            yield event_line(mention, tallies[mention.key])


def event_line(mention: Mention, tally: Tally) -> dict[str, Value]:
    """The values of an event by column, from its first mention and what all of them tell."""
    event, code = mention.one.event, mention.one.event.cameo or ""
    return {
        "GLOBALEVENTID": mention.key,
        **_day(mention.one.day),
        **actor_columns("Actor1", mention.actor),
        **(actor_columns("Actor2", mention.target) if mention.target else {}),
        "IsRootEvent": int(tally.root),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": max(1, load_codes().cameo(code).quad),  # GDELT counts roots 01 and 02 as verbal cooperation
        "GoldsteinScale": event.goldstein,
        "NumMentions": tally.mentions,
        "NumSources": len(tally.origins),
        "NumArticles": len(tally.documents),
        **_place(event.place),
        "DATEADDED": stamp(tally.added),
        "SOURCEURL": identifier(tally.first),
    }


def _day(day: date) -> dict[str, Value]:
    return {
        "SQLDATE": int(f"{day:%Y%m%d}"),
        "MonthYear": int(f"{day:%Y%m}"),
        "Year": day.year,
        "FractionDate": round(day.year + ((day.month - 1) * 30 + day.day) / 365, 4),
    }


def actor_columns(name: str, actor: Actor) -> dict[str, Value]:
    """An actor's columns: its CAMEO code taken apart into country, known group and roles."""
    code = actor.cameo or ""
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    country = parts.pop(0) if parts and parts[0] in states() else None
    roles = [part for part in parts if _ROLES.fullmatch(part)][:3]
    group = next((part for part in parts if not _ROLES.fullmatch(part)), None)
    return {
        f"{name}Code": code or None,
        f"{name}Name": (state_name(actor.name) or "").upper(),
        f"{name}CountryCode": country,
        f"{name}KnownGroupCode": group,
        **{f"{name}Type{at}Code": role for at, role in enumerate(roles, start=1)},
    }


def _place(place: str | None) -> dict[str, Value]:
    known = city(place)
    if known is None:
        return {"ActionGeo_Type": _UNKNOWN_PLACE}
    fips = states()[known.country].fips if known.country in states() else None
    return {
        "ActionGeo_Type": _US_CITY if known.country == "USA" else _WORLD_CITY,
        "ActionGeo_FullName": f"{place}, {state_name(known.country)}",
        "ActionGeo_CountryCode": fips,
        "ActionGeo_ADM1Code": fips,
        "ActionGeo_Lat": known.lat,
        "ActionGeo_Long": known.lon,
    }


def mention_line(mention: Mention, tally: Tally) -> dict[str, Value]:
    """The values of a mention by column."""
    row, article, evidence = mention.one.row, mention.story.document.article, mention.evidence
    probability = mention.one.event.reason.probability
    return {
        "GLOBALEVENTID": mention.key,
        "EventTimeDate": stamp(tally.added),
        "MentionTimeDate": stamp(row.recorded_at),
        "MentionType": 1 if row.url else 2,
        "MentionSourceName": (urlsplit(row.url).hostname if row.url else None) or row.publisher,
        "MentionIdentifier": identifier(row),
        "SentenceID": sentence_number(article, evidence.field, evidence.start),
        "Actor1CharOffset": _offset(mention.actor, evidence),
        "Actor2CharOffset": _offset(mention.target, evidence),
        "ActionCharOffset": evidence.start if evidence.field == "text" else -1,
        "InRawText": 1,
        "Confidence": None if probability is None else round(100 * probability),
        "MentionDocLen": len(article.text),
    }


def _offset(actor: Actor | None, evidence: Evidence) -> int:
    at = evidence.text.find(actor.printed) if actor and actor.printed and evidence.field == "text" else -1
    return evidence.start + at if at >= 0 else -1


def stamp(at: datetime) -> int:
    """A time in UTC as GDELT writes it: YYYYMMDDHHMMSS."""
    return int(at.astimezone(UTC).strftime("%Y%m%d%H%M%S"))


def identifier(row: Row) -> str:
    """The document's address; without one its outlet, headline and day."""
    day = row.published.best
    return row.url or ", ".join(part for part in (row.publisher, row.title, day and day.isoformat()) if part)
