"""Who acts: persons, states, organisations and groups as a record names them."""

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["person", "state", "organisation", "armed_group", "collective", "unknown"]
OfficeStatus = Literal["sitting", "not_sitting", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor as a record names it.

    Attributes:
        name: the codebook's name: a person's full name as best known, a state's ISO 3166-1 alpha-3
            code, an organisation's usual short name.
        kind: what it is.
        id: Wikidata id (``Q…``) or a local id (``x:…``), None when unknown.
        party: the side it belongs to: ISO alpha-3 of a state, or an organisation's short name.
        country: ISO alpha-3 of its country, None when it has none or it is unknown.
        office: the office as printed beside the name, None when none is printed.
        office_held: the office that the knowledge base has for it on the article's date.
        office_status: whether the printed office was held on the article's date.
        plover: PLOVER actor code: ISO alpha-3 and sector joined by a space (``RUS GOV``).
        cameo: CAMEO actor code (``RUSGOV``).
        printed: the words of the mention.
        score: how sure the link is, 0 to 1.
    """

    name: str
    kind: ActorKind = "unknown"
    id: str | None = None
    party: str | None = None
    country: str | None = None
    office: str | None = None
    office_held: str | None = None
    office_status: OfficeStatus | None = None
    plover: str | None = None
    cameo: str | None = None
    printed: str = ""
    score: float = 1.0

    @property
    def surname(self) -> str:
        """The last word of the name, lower case."""
        return self.name.split()[-1].lower() if self.name.strip() else ""
