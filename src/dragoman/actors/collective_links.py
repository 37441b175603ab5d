"""Links the mentions that name no person: states, peoples, cities, organisations, groups and official bodies."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.entities import Entity
from dragoman.actors.identities import codes, entity_actor
from dragoman.actors.mention import LinkedMention, RawMention
from dragoman.actors.offices import is_official_body, sector_of_agent
from dragoman.model import Actor

if TYPE_CHECKING:
    from dragoman.actors.knowledge import KnowledgeBase

_ARTICLE = re.compile(r"\A(?:the|The|THE) |['’]s?\Z")
_RULE_OF = re.compile(r"\A(?P<name>[\w'’.-]+) (?:[Aa]dministration|[Gg]overnment|[Cc]abinet|[Pp]residency|[Rr]egime)\Z")
_LIKELY, _POSSIBLE = 0.95, 0.6
_ARMS_OF_STATE = frozenset(["GOV", "MIL", "COP", "JUD", "LEG", "SPY"])
_PLACES = frozenset(["GPE", "LOC", "FAC"])


def bare(text: str) -> str:
    """A mention's text without article and possessive."""
    return _ARTICLE.sub("", _ARTICLE.sub("", text.strip())).strip()


def known_collective(mention: RawMention, kb: "KnowledgeBase", named: Mapping[str, float]) -> LinkedMention | None:
    """The state, organisation, group or place that the mention names exactly, None when it names none."""
    bearers = kb.bearers(mention.text) or kb.bearers(bare(mention.text))
    if bearers is None or not bearers[1][0]:
        return None
    kind, ids = bearers
    entities = [entity for key in ids if (entity := kb.entity(key)) is not None]
    ranked = sorted(entities, key=lambda e: -named.get(kb.side_of(e), 0.0))
    country = ranked[0].country
    if kind == "city" or (mention.place and kind in ("state", "capital", "metonym")):
        return LinkedMention(mention=mention, is_place=True, country=country, region=ranked[0].region)
    official = kind in ("metonym", "capital")
    actors = [actor for entity in ranked if (actor := _acting(entity, kb, mention, official, len(ranked))) is not None]
    if not actors:
        return LinkedMention(mention=mention, is_place=True, country=country)
    return LinkedMention(mention=mention, actor=actors[0], candidates=tuple(actors), country=actors[0].country)


def _acting(entity: Entity, kb: "KnowledgeBase", mention: RawMention, official: bool, rivals: int) -> Actor | None:
    """The entity, or the actor that it stands for; none for a plain place."""
    score = _LIKELY if rivals == 1 else _POSSIBLE
    if entity.kind != "place":
        return entity_actor(entity, kb, printed=mention.text, score=score, official=official)
    side = kb.called(entity.stands_for) if entity.stands_for else None
    return entity_actor(side, kb, printed=mention.text, score=score, official=True) if side else None


def other_collective(mention: RawMention, kb: "KnowledgeBase") -> LinkedMention:
    """An unknown place, body or people: a state's ministry is that state, another body keeps its printed name."""
    text = bare(mention.text)
    sides = tuple(dict.fromkeys(side for hit in kb.collectives_in(text) for side in kb.sides_of(hit)))
    side = kb.called(sides[0]) if len(sides) == 1 else None
    if mention.place or mention.label in _PLACES:
        country = kb.city_country(text) or (side.country if side else None)
        return LinkedMention(mention=mention, is_place=True, country=country)
    sector = sector_of_agent(text) if side is not None and side.kind == "state" else ""
    if side is not None and (is_official_body(text) or sector in _ARMS_OF_STATE):
        arm = replace(side, sector=sector if sector in _ARMS_OF_STATE else "GOV") if side.kind == "state" else side
        actor = entity_actor(arm, kb, printed=mention.text, score=0.85)
        return LinkedMention(mention=mention, actor=actor, candidates=(actor,), country=actor.country)
    return _named_only(mention, text, side, kb) if mention.label in ("ORG", "NORP") else LinkedMention(mention=mention)


def _named_only(mention: RawMention, text: str, side: Entity | None, kb: "KnowledgeBase") -> LinkedMention:
    country = side.country if side else None
    plover, cameo = codes(kb, "", country, "")
    actor = Actor(
        name=text, kind="organisation" if mention.label == "ORG" else "collective", party=None, country=country,
        plover=plover, cameo=cameo, printed=mention.text, score=0.4,
    )  # fmt: skip
    return LinkedMention(mention=mention, actor=actor, candidates=(actor,), country=country)


def ruler_in(text: str) -> str | None:
    """The family name in "the Macron government" or "Trump administration", None when there is none."""
    match = _RULE_OF.match(bare(text))
    return match["name"] if match else None
