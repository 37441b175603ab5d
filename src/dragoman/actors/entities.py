"""What the knowledge base holds: collective actors, places, persons and their tenures."""

from dataclasses import dataclass
from typing import Literal

from dragoman.model import OfficeStatus

EntityKind = Literal["state", "organisation", "armed_group", "party", "place"]
HitKind = Literal["state", "demonym", "capital", "city", "metonym", "organisation", "armed_group", "person"]
OfficeClass = Literal[
    "head_of_state", "head_of_government", "deputy_hog", "foreign_minister", "defence_minister", "minister",
    "deputy_minister", "presidential_aide", "nsc_secretary", "spokesperson", "intelligence_chief", "military_chief",
    "ambassador", "un_rep", "special_envoy", "negotiator", "parliament_leader", "legislator", "io_head",
    "io_special_rep", "faction_leader", "opposition_leader", "royal", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A state, organisation, group or place.

    Attributes:
        id: ISO 3166-1 alpha-3 code of a state, else ``x:`` and a slug, or a Wikidata id.
        name: the codebook's name: the state's code, the organisation's usual short name, the place's name.
        long_name: the name in full.
        kind: what it is.
        country: ISO alpha-3 of its country, None when it has none.
        sector: PLOVER sector, empty for states and places.
        stands_for: the actor that a metonym means, empty for others.
        cameo: the body's own CAMEO actor code, empty when it has none.
        region: it is a land that belongs to a state ("Gaza", "Crimea"), no town or building.
    """

    id: str
    name: str
    kind: EntityKind
    long_name: str = ""
    country: str | None = None
    sector: str = ""
    stands_for: str = ""
    cameo: str = ""
    region: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """A known name in a text: ``text[start:end]``, half-open, Unicode code points.

    Attributes:
        start: first character.
        end: one past the last character.
        text: the characters themselves.
        kind: what the name is: ``city`` covers every place that is no capital.
        ids: ids of the entities or persons that bear the name, the likeliest first; several when it is ambiguous.
    """

    start: int
    end: int
    text: str
    kind: HitKind
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An office held from one day to another.

    Attributes:
        office: the office in words.
        office_class: one of a small closed list of office classes.
        country: ISO alpha-3 of the country, empty for a body that has none.
        party: ISO alpha-3 or a group's short name: the side that the office serves.
        start: ISO date, month or year; empty when unknown.
        end: ISO date, month or year; empty when the source shows it open.
        last_confirmed: last day on which a source shows an open office held.
        end_basis: ``observed`` when the end is the day on which a source no longer shows it.
        sector: PLOVER sector.
        source: where the row comes from.
    """

    office: str
    office_class: OfficeClass = "other"
    country: str = ""
    party: str = ""
    start: str = ""
    end: str = ""
    last_confirmed: str = ""
    end_basis: str = ""
    sector: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person with every tenure known.

    Attributes:
        id: Wikidata id, or ``x:`` and a slug.
        name: the name as best known.
        aliases: other names.
        country: ISO alpha-3 of the person's country, empty when there is none.
        party: the side that the person belongs to when it is not the country.
        tenures: offices, oldest first.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    party: str = ""
    tenures: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Whether a person held an office on a day, and the facts that say so.

    Attributes:
        status: sitting, not_sitting or unknown.
        basis: the tenure that proves it, in words, or why it is unknown.
        tenure: that tenure, None when there is none.
    """

    status: OfficeStatus
    basis: str
    tenure: Tenure | None = None
