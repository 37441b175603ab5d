"""Whom the head of a phrase stands for: "the delegation of Qatar" is Qatar, "Taliban envoys" the Taliban."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.lexicon import Lexicon
from dragoman.language.coreference import side_actor
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer
from dragoman.language.predicates import spread
from dragoman.model import Actor

_FROM = frozenset({"of", "from", "between", "for"})
_SUCH_AS = frozenset({"like", "including", "as"})


def mentions_of(token: Token, layer: Layer, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The mentions that a phrase with this head token stands for; places and outlets are left out."""
    direct = tuple(m for m in layer.by_head.get(token.i, ()) if m.actors and not is_outlet(m.actors[0]))
    if direct and not _only_adjectives(direct, token):
        return (*direct, *_joined_adjectives(direct, token, layer))
    if direct:  # "the Italian foreign minister, NAME" is he, "his Greek and French counterparts" are their states
        return tuple(_named_as(token, layer)) or (*direct, *_joined_adjectives(direct, token, layer))
    lemma = token.lemma_.lower()
    members = tuple(_members_below(token, layer, lexicon))
    if members:
        return members
    if token.dep_ == "appos" and any(m.actors for m in layer.by_head.get(token.head.i, ())):
        return tuple(m for m in layer.by_head[token.head.i] if m.actors)  # "NAME, an aide who led the team"
    if lexicon.has("agents", lemma):
        return tuple(listed_below(token, layer)) or tuple(_named_beside(token, layer))
    return tuple(_named_as(token, layer))


def bearers(noun: Token) -> tuple[Token, ...]:
    """Of whom a noun is said: "A, a member", "A is a member" or the other way round, "named A as a member"."""
    over = noun.head
    match noun.dep_:
        case "appos" if over.pos_ == "PROPN":
            return (over,)
        case "attr":
            return _related(over, "nsubj")
        case "nsubj" if over.lemma_ == "be":
            return tuple(t for t in _related(over, "attr") if t.pos_ == "PROPN")
        case "oprd":
            return _related(over, "dobj") or _related(over, "nsubjpass")
        case "pobj" if over.lower_ == "as":
            return _related(over.head, "dobj") or _related(over.head, "nsubjpass") or _subjects(over.head)
    return tuple(c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN")


def _related(verb: Token, dependency: str) -> tuple[Token, ...]:
    return tuple(t for c in verb.children if c.dep_ == dependency for t in (c, *c.conjuncts))


def _subjects(verb: Token) -> tuple[Token, ...]:
    subjects = _related(verb, "nsubj")
    return spread(verb.head) if verb.dep_ == "relcl" and any(t.lower_ == "who" for t in subjects) else subjects


def is_outlet(actor: Actor) -> bool:
    """Whether the actor is a news outlet, which tells of the talks and is no party to them."""
    return actor.plover == "JRN"


def actors_of(tokens: Iterable[Token], layer: Layer, lexicon: Lexicon) -> tuple[Actor, ...]:
    """The actors that phrases with these heads stand for, each once."""
    found: dict[str, Actor] = {}
    for token in tokens:
        for mention in mentions_of(token, layer, lexicon):
            for actor in mention.actors:
                found.setdefault(actor.name, actor)
    return tuple(found.values())


def _only_adjectives(direct: Iterable[Mention], noun: Token) -> bool:
    """Whether no mention covers the noun itself: "Italian" in "the Italian foreign minister"."""
    return all(mention.end <= noun.idx for mention in direct)


def _joined_adjectives(direct: Iterable[Mention], noun: Token, layer: Layer) -> Iterator[Mention]:
    """Those whom further adjectives of the noun name: Ukraine of "Russian and Ukrainian delegations"."""
    starts = {mention.start for mention in direct}
    for child in noun.children:
        if child.dep_ == "amod" and child.idx in starts:
            for joined in child.conjuncts:
                yield from _at(joined, layer)


def _named_beside(noun: Token, layer: Layer) -> Iterator[Mention]:
    """Those named beside a noun; whose name is set to it is meant, not its owner: "Putin's aide NAME"."""
    named = tuple(_named_as(noun, layer))
    if named:
        yield from named
        return
    for child in noun.children:
        if child.dep_ in ("poss", "amod", "compound", "nmod", "appos"):
            yield from (_side_of(m) if child.dep_ == "poss" else m for m in _at(child, layer))
            for joined in child.conjuncts:  # "Russian and Ukrainian negotiators"
                yield from _at(joined, layer)
        if child.dep_ == "prep" and child.lower_ in _FROM:
            for pobj in child.children:
                for joined in _enumerated(pobj, layer):
                    yield from _at(joined, layer, places=True)


def _enumerated(first: Token, layer: Layer) -> tuple[Token, ...]:
    """The items of a list by their first; the parser may make a second side an apposition: "of A, B and the C"."""
    items = (first, *first.conjuncts)
    beside = [c for item in items for c in item.children if c.dep_ == "appos"]
    sides = [t for t in beside if any(m.kind != "person" for m in _at(t, layer))]
    return (*items, *(t for side in sides for t in (side, *side.conjuncts)))


def _members_below(noun: Token, layer: Layer, lexicon: Lexicon) -> Iterator[Mention]:
    """Those whom a list names of a group: "several countries, including A and B", "envoys of states like A"."""
    for child in noun.children:
        for pobj in (t for t in child.children if child.dep_ == "prep" and t.dep_ == "pobj"):
            if child.lower_ in _FROM and lexicon.has("groups", pobj.lemma_.lower()):
                yield from _members_below(pobj, layer, lexicon)
            elif child.lower_ in _SUCH_AS and lexicon.has("groups", noun.lemma_.lower()):
                yield from (m for item in _enumerated(pobj, layer) for m in _at(item, layer))


def _side_of(owner: Mention) -> Mention:
    """The side of a person who has envoys or a delegation: "our delegation" is Ukraine's, not Zelenskyy himself."""
    sides = tuple(side_actor(a) if a.kind == "person" and a.country else a for a in owner.actors)
    return replace(owner, actors=sides)


def _named_as(noun: Token, layer: Layer) -> Iterator[Mention]:
    """Whose name is set to a noun; the parser may set it to the body below: "the head of [the CIA, NAME]"."""
    bodies = (t for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children if t.ent_type_)
    for over in (noun, *(body for body in bodies if body.ent_type_ != "PERSON")):
        for child in over.children:
            if child.dep_ == "appos":
                for joined in (child, *child.conjuncts):
                    yield from (m for m in _at(joined, layer) if m.kind == "person")


def listed_below(noun: Token, layer: Layer) -> Iterator[Mention]:
    """Those whom a list names: "top diplomats like A and B", "officials including A"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _SUCH_AS:
            for pobj in child.children:
                for joined in (pobj, *pobj.conjuncts):
                    yield from (m for m in _at(joined, layer) if m.kind == "person")


def _at(token: Token, layer: Layer, *, places: bool = False) -> Iterator[Mention]:
    for mention in layer.by_head.get(token.i, ()):
        if mention.actors and (places or not mention.place):
            yield mention
