"""Who takes part in an occasion: those its phrase names, those its verb brings in, those who mediate it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.arguments import is_outlet, mentions_of
from dragoman.extract.geography import load_geography
from dragoman.extract.lexicon import Lexicon
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer
from dragoman.language.predicates import Predicate, is_noun
from dragoman.model import Actor

_GATHERINGS = frozenset({"meeting", "summit", "gathering", "conference", "delegation"})
_TELL = frozenset({"tell", "assure", "warn", "urge", "inform", "thank", "remind", "ask"})
_TRIP_VERBS = frozenset({"make", "pay"})  # "made a visit to Doha": no verbs of holding talks


def named_with(token: Token, layer: Layer, lexicon: Lexicon) -> Iterator[Mention]:
    """Those named in the occasion's own phrase: "talks between A and B", "A's meeting with B", "A-B talks"."""
    for mention in layer.by_head.get(token.i, ()):
        told = mention.actors
        if told and told[0].id and not mention.place and not is_outlet(told[0]):
            yield mention  # but not the treaty of "treaty talks" or a stranger's name
    predicate = layer.predicates.get(token.i)
    if predicate is None:
        return
    lemma = token.lemma_.lower()
    of = ("of",) if lemma in _GATHERINGS else ("of", "by") if lexicon.has("trips", lemma) else ()
    yield from mentions_under(
        (
            *predicate.subjects,
            *predicate.under("with", "between", "among", "involving", "including", *of),
            *_included(token),
        ),
        layer,
        lexicon,
    )


def _included(occasion: Token) -> Iterator[Token]:
    """Whom a clause beside the occasion names as taking part: "a meeting that includes A and B"."""
    for clause in occasion.children:
        if clause.dep_ in ("relcl", "acl") and clause.lemma_ in ("include", "involve"):
            yield from (t for child in clause.children if child.dep_ == "dobj" for t in (child, *child.conjuncts))


def brought_by(governor: Token, role: str, layer: Layer, lexicon: Lexicon) -> Iterator[Mention]:
    """Those whom the governing verb brings in: "A held talks", "A flew to Doha for talks", "A joined the summit"."""
    predicate = layer.predicates.get(governor.i)
    if predicate is None or is_noun(governor):
        return
    lemma = governor.lemma_.lower()
    if role == "subject":  # "talks resumed between Israel and Hamas"
        yield from mentions_under(predicate.under("between", "among"), layer, lexicon)
        return
    if role in ("during", "at"):  # "Obama discussed sanctions during a meeting with Xi": whatever he did, he was there
        yield from mentions_under(predicate.subjects, layer, lexicon)
        return
    if role in ("to", "for") and any(lexicon.has("rosters", t.lemma_) for t in predicate.objects):
        yield from mentions_under(predicate.subjects, layer, lexicon)  # "Israel will send a delegation to the talks"
        return
    if role == "object" and lemma in _TRIP_VERBS:
        yield from mentions_under(predicate.subjects, layer, lexicon)
        return
    takes_part = lexicon.has("hold", lemma) if role == "object" else role in ("to", "for", "in", "at", "into", "on")
    if not takes_part or lemma == "host":
        return
    if role != "object" and not (
        lexicon.has("attend", lemma) or lexicon.has("hold", lemma) or lemma in ("meet", "agree")
    ):
        return
    yield from mentions_under(predicate.subjects, layer, lexicon)
    yield from mentions_under(predicate.under("with", "alongside"), layer, lexicon)


def spoken_to(governor: Token, layer: Layer, lexicon: Lexicon) -> Iterator[Mention]:
    """Whom somebody speaks to in a call: Putin of "Macron told Putin in a call that the siege must end"."""
    predicate = layer.predicates.get(governor.i)
    if predicate is not None and governor.lemma_ in _TELL:
        yield from mentions_under(predicate.objects, layer, lexicon)


def mediators_of(nouns: Iterable[Token], governor: Token, layer: Layer, lexicon: Lexicon) -> Iterator[Mention]:
    """Third parties that the text says host, mediate or broker the occasion."""
    for noun in nouns:
        for child in noun.children:
            if child.dep_ in ("acl", "amod", "relcl", "compound") and lexicon.has("mediate", child.lemma_.lower()):
                predicate = layer.predicates.get(child.i)
                yield from mentions_under(predicate.subjects if predicate else (), layer, lexicon)
                yield from (m for below in child.children for m in layer.by_head.get(below.i, ()) if m.actors)
    predicate = layer.predicates.get(governor.i)
    if predicate and governor.pos_ == "VERB" and lexicon.has("mediate", governor.lemma_.lower()):
        yield from mentions_under(predicate.subjects, layer, lexicon)


def destinations(trip: Token, layer: Layer) -> tuple[Token, ...]:
    """Where a trip goes: China of "Abe's trip to China"."""
    predicate = layer.predicates.get(trip.i)
    return predicate.under("to") if predicate else ()


def travellers(trip: Token, layer: Layer, lexicon: Lexicon) -> Iterator[Mention]:
    """Whose trip an occasion is the purpose of: Antony Blinken of "Antony Blinken's trip to Vienna for talks"."""
    if lexicon.has("trips", trip.lemma_.lower()):
        yield from named_with(trip, layer, lexicon)


def visited(tokens: Iterable[Token], layer: Layer) -> tuple[Mention, ...]:
    """The states visited: of a visit, and of nothing else, the place is also the host ("Abe's trip to China")."""
    places = (m for token in tokens for m in layer.by_head.get(token.i, ()))
    return tuple(m if m.actors else _as_state(m) for m in places if m.actors or m.country)


def travelled(journey: Predicate, travellers: Iterable[Mention], layer: Layer, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Who travels to another's country, and that country: "Rubio arrived in Israel"; nobody where it is his own.

    A city that is not the capital is only where they meet: "Kerry flew to Geneva" tells of no Swiss party.
    """
    inwards = ("in", "to") if lexicon.has("arrivals", journey.token.lemma_) else ("to", "for")
    away = tuple(m for m in travellers if any(a.kind == "person" and a.country for a in m.actors))
    homes = {actor.country for mention in away for actor in mention.actors}
    abroad = (h for h in visited(journey.under(*inwards), layer) if h.place and h.country and h.country not in homes)
    hosts = [h for h in abroad if _stands_for_its_state(h)]
    return (*away, *hosts) if away and hosts else ()


def _stands_for_its_state(place: Mention) -> bool:
    capitals = load_geography().capital_names.get(place.country or "", ())
    return place.city is None or place.city in capitals


def _as_state(place: Mention) -> Mention:
    state = Actor(name=str(place.country), kind="state", party=place.country, country=place.country, printed=place.text)
    return replace(place, actors=(state,), kind="state")


def by_name(mentions: Iterable[Mention], objects: Iterable[Token]) -> bool:
    """Whether those hosted or visited are named themselves: "hosted Xi", not "hosts 2.5 million Syrian refugees"."""
    names = [m for m in mentions if m.kind == "person" or m.place]
    return bool(names) or any(
        t.ent_type_ in ("GPE", "PERSON") or t.lemma_ in ("president", "leader", "counterpart", "delegation")
        for t in objects
    )


def mentions_under(tokens: Iterable[Token], layer: Layer, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The mentions that phrases with these head tokens stand for."""
    return tuple(m for token in tokens for m in mentions_of(token, layer, lexicon))


def unique(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions, each once, in order."""
    return tuple({(m.start, m.end): m for m in mentions}.values())


def same_as_any(mention: Mention, others: Iterable[Mention]) -> bool:
    """Whether a mention is of somebody whom another one is of."""
    names = {a.name for other in others for a in other.actors}
    return any(a.name in names for a in mention.actors)
