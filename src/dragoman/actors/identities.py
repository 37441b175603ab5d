"""Turns what is known of an actor into the record's ``Actor``: side, country, office and codes on a date."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from dragoman.actors.entities import Entity, Person, Tenure
from dragoman.actors.offices import sector_of
from dragoman.actors.ranking import fit, precedence
from dragoman.actors.tenures import began_after, covers, presumed, sitting_in
from dragoman.actors.titles import TitleReading
from dragoman.model import Actor, ActorKind, OfficeStatus

if TYPE_CHECKING:
    from dragoman.actors.knowledge import KnowledgeBase

_FORMER_OFFICIAL = "ELI"
_WORLD = "IGO"
_ARMY = "MIL"
_MISSIONS = frozenset(["special_envoy", "io_special_rep", "negotiator"])
_PROVEN, _PRESUMED = 2, 1
_CAMEO_SECTORS = {"JRN": "MED"}
"""Sectors that CAMEO writes otherwise than PLOVER does."""


def person_actor(
    person: Person,
    kb: "KnowledgeBase",
    *,
    on: date | None,
    title: TitleReading,
    office: str,
    printed: str,
    score: float,
) -> Actor:
    """A known person as an actor, with the office held on the day ``on`` (today's when it is unknown)."""
    held = office_on(person, on, title.classes)
    party = _party(person, held, on, title)
    side = kb.called(party)
    party = _of_state(side) if side else party
    country = country_on(kb, party, person.country or (held.country if held else ""), on) or None
    sector = _sector(person, held, on)
    plover, cameo = codes(kb, party or country or "", country, sector)
    return Actor(
        name=person.name, kind="person", id=person.id, party=party or country, country=country, office=office or None,
        office_held=held.office if held else None, office_status=status(person, title, on), plover=plover, cameo=cameo,
        printed=printed, score=round(score, 3),
    )  # fmt: skip


def country_on(kb: "KnowledgeBase", party: str, own: str, on: date | None) -> str:
    """The country of a state's officer is that state (the Pope's the Vatican), another's his own; none before it began.

    A state that was founded later was a part of another one until then (South Sudan of Sudan).
    """
    side = kb.called(party)
    country = side.id if side is not None and side.kind == "state" else own
    return kb.state_on(country, on)


def _of_state(side: Entity) -> str:
    """The side's codebook name; a regular army is its state."""
    return side.country if side.sector == _ARMY and side.country else side.name


def office_on(person: Person, on: date | None, wanted: Iterable[str] = ()) -> Tenure | None:
    """The office that the person holds on a day as far as is known: the one that the words name, else the highest."""
    if on is None:
        return None
    held = [(t, grade) for t in person.tenures if (grade := _certainty(t, on))]
    if not held:
        return None
    return max(held, key=lambda pair: (fit(pair[0], wanted), pair[1], _order(person, pair[0])))[0]


def _order(person: Person, tenure: Tenure) -> tuple[tuple[bool, float], bool, str]:
    """The higher office, then that of the person's own country (a queen of fifteen), then the latest."""
    return precedence(tenure), tenure.country == person.country, tenure.start


def _certainty(tenure: Tenure, on: date) -> int:
    if covers(tenure, on):
        return _PROVEN
    return _PRESUMED if presumed(tenure, on) else 0


def _party(person: Person, held: Tenure | None, on: date | None, title: TitleReading) -> str:
    """The side served on that day, else the side of the last office, else the person's own.

    A former ruler with a mission counts for his country unless the words beside the name tell of the mission.
    """
    if held is not None and held.office_class in _MISSIONS and _printed_otherwise(person, held, title):
        return person.country
    if held is not None and held.party:
        return held.party
    if on is None and person.tenures:
        return _last_side(person, on) or person.country
    if person.party:
        return person.party
    return person.country or _last_side(person, on)


def _printed_otherwise(person: Person, held: Tenure, title: TitleReading) -> bool:
    return bool(title.classes) and not fit(held, title.classes) and any(fit(t, title.classes) for t in person.tenures)


def _last_side(person: Person, on: date | None) -> str:
    before = [t for t in person.tenures if on is None or not began_after(t, on)]
    return before[-1].party if before else ""


def _sector(person: Person, held: Tenure | None, on: date | None) -> str:
    if held is not None:
        return held.sector or sector_of(held.office_class)
    was_official = any(on is None or not began_after(t, on) for t in person.tenures)
    return _FORMER_OFFICIAL if was_official and on is not None else ""


def status(person: Person, title: TitleReading, on: date | None) -> OfficeStatus | None:
    """Whether the printed office is held on the day, None when no office is printed or the day is unknown."""
    if not title.classes or on is None or title.classes == ("other",):
        return None
    return sitting_in(person, title.classes, on).status


def entity_actor(entity: Entity, kb: "KnowledgeBase", *, printed: str, score: float, official: bool = False) -> Actor:
    """A state, organisation or group as an actor; a metonym or ministry is its state's government."""
    kinds: dict[str, ActorKind] = {
        "state": "state", "armed_group": "armed_group", "organisation": "organisation", "party": "organisation",
    }  # fmt: skip
    sector = "GOV" if official else entity.sector
    plover, cameo = codes(kb, entity.name, entity.country, sector)
    local = entity.id if entity.id.startswith(("x:", "Q")) else f"x:{entity.id.lower()}"
    return Actor(
        name=entity.name, kind=kinds.get(entity.kind, "unknown"), id=local, party=entity.name, country=entity.country,
        plover=plover, cameo=cameo, printed=printed, score=round(score, 3),
    )  # fmt: skip


def codes(kb: "KnowledgeBase", party: str, country: str | None, sector: str) -> tuple[str | None, str | None]:
    """PLOVER and CAMEO actor codes: country and sector; a body of no country stands by its kind (``IGO``, ``NGO``)."""
    body, own = kb.called(party), ""
    if body is not None and body.kind != "state":
        country, sector, own = body.country, body.sector or sector, body.cameo
    written = _CAMEO_SECTORS.get(sector, sector)
    if sector == _WORLD or not country:
        return sector or None, own or written or None
    return f"{country} {sector}".strip(), own or f"{country}{written}"


def unknown_person(
    name: str, *, title: TitleReading, office: str, printed: str, kb: "KnowledgeBase", score: float
) -> Actor:
    """A person whom nobody knows: name and office as printed, the side when the words beside the name give one."""
    side = next(iter(title.sides)) if len(title.sides) == 1 else None
    entity = kb.called(side) if side else None
    country = entity.country if entity else None
    kind = next((c for c in title.classes if c != "other"), "")
    sector = (entity.sector if entity and entity.kind != "state" else "") or sector_of(kind)
    plover, cameo = codes(kb, side or "", country, sector) if side else (None, None)
    return Actor(
        name=name, kind="person", party=side, country=country, office=office or None, plover=plover, cameo=cameo,
        printed=printed, score=round(score, 3),
    )  # fmt: skip
