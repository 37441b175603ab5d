"""The rows that every source is read into before they are merged."""

from dataclasses import dataclass, field

from dragoman.actors.entities import Tenure


@dataclass(slots=True, kw_only=True)
class Holder:
    """One person of one source with that source's tenures."""

    id: str
    name: str
    aliases: set[str] = field(default_factory=set)
    country: str = ""
    party: str = ""
    tenures: list[Tenure] = field(default_factory=list)
