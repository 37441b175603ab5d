"""Who speaks: the actor that an attribution's source names, else the source's own words cut down to whose they are."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.arguments import actors_of
from dragoman.extract.issuers import issuer_of
from dragoman.extract.lexicon import Lexicon
from dragoman.extract.source_names import (
    is_bare,
    name_with,
    printed_before,
    printed_name,
    printed_source,
    same_noun_before,
)
from dragoman.language.attribution import Attribution
from dragoman.language.coreference import party_of
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import Layer
from dragoman.language.predicates import is_noun
from dragoman.model import Actor, ActorKind

_RELATIVE = frozenset({"who", "which", "that"})
_FROM = frozenset({"from", "by", "of", "for"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_BODIES = frozenset({"GPE", "LOC", "ORG"})


def speaker_of(attribution: Attribution, layer: Layer, lexicon: Lexicon) -> Actor | None:
    """The actor named, else the words of the source as printed; None when nobody is named."""
    if attribution.source is None or attribution.source_head is None:
        return None
    return _speaker(layer.doc[attribution.source_head], layer, lexicon)


def joint_speaker_of(attribution: Attribution, layer: Layer, lexicon: Lexicon) -> Actor | None:
    """As `speaker_of`; several who speak together are one, named as coders do: "USA, QAT, EGY"."""
    first = speaker_of(attribution, layer, lexicon)
    if first is None or attribution.source is None or attribution.source_head is None:
        return first
    head = layer.doc[attribution.source_head]
    joined = [t for t in head.conjuncts if t.i > head.i and attribution.source[0] <= t.idx < attribution.source[1]]
    others = [actor for token in joined if (actor := _speaker(token, layer, lexicon)) is not None]
    if others and first.kind == "unknown" and not _is_house(head, lexicon):
        # one long name: "the Hostages and Missing Families Forum"; not "the Foreign Ministry and the Pentagon"
        return replace(first, name=name_with(head, joined[-1]))
    names = dict.fromkeys(actor.name for actor in (first, *others))
    if len(names) < 2:
        return first
    parties = {party_of(actor) for actor in (first, *others)}
    party = parties.pop() if len(parties) == 1 else None
    return Actor(name=", ".join(names), kind="collective", party=party, printed=layer.text[slice(*attribution.source)])


def _speaker(source: Token, layer: Layer, lexicon: Lexicon) -> Actor | None:
    head = _meant(source, layer, lexicon)
    if _came_in_unnamed(head, layer):
        return _unnamed(head, layer, lexicon)
    named = None if _came_in_fuller(head, lexicon) else _named(head, layer, lexicon)
    if named is not None:
        return _in_full(named, layer)
    acting = [m for m in layer.by_head.get(head.i, ()) if m.actors and not m.place]
    itself = next((m for m in acting if m.start <= head.idx < m.end or _is_its_side(head, lexicon)), None)
    if itself is not None and not _is_institution(head, itself, lexicon):
        return _as_printed(itself, head)
    if not _can_speak(head, lexicon):
        return _set_beside(head, layer)
    return _set_beside(head, layer) or _known_by(head, layer) or _unnamed(head, layer, lexicon)


def _as_printed(mention: Mention, head: Token) -> Actor:
    """The actor; an institution under its own name: "White House", not the state that it stands for."""
    actor = mention.actors[0]
    if actor.name == head.text and head.dep_ == "nsubj" and head.i + 1 < len(head.doc) and head.nbor().tag_ == "POS":
        return replace(actor, name=f"{actor.name}'s")  # "Moody's said"
    return replace(actor, name=printed_name(mention)) if mention.metonym else actor


def _is_its_side(head: Token, lexicon: Lexicon) -> bool:
    """Whether a noun only repeats the side named before it: "the Ukrainian government", "a Pentagon statement"."""
    return lexicon.has("governments", head.lemma_.lower()) or lexicon.has("papers", head.lemma_.lower())


def _is_institution(head: Token, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a state's institution speaks, which has its own name: "UK Foreign Office", "Turkey's embassy"."""
    return mention.actors[0].kind in ("state", "organisation") and _is_house(head, lexicon)


def _is_house(head: Token, lexicon: Lexicon) -> bool:
    return any(lexicon.has(name, head.lemma_.lower()) for name in ("institutions", "services"))


def _came_in_fuller(head: Token, lexicon: Lexicon) -> bool:
    """Whether "the army" is one that was told of by whose it is: "the Chadian army"."""
    return _is_house(head, lexicon) and printed_before(head, lexicon) is not None


def _unnamed(head: Token, layer: Layer, lexicon: Lexicon) -> Actor:
    """A source known only by what it is, of the side that is named beside it."""
    beside = actors_of((head,), layer, lexicon)
    party = party_of(beside[0]) if beside else None
    printed = _owned(head, layer) or printed_before(head, lexicon) or printed_source(head, lexicon)
    printed = f"{_for_whom(head, layer, lexicon)}{printed}"
    country = beside[0].country if beside else None
    kind: ActorKind = "unknown" if head.pos_ == "PROPN" else "collective"
    return Actor(name=printed, kind=kind, party=party, country=country, printed=printed)


def _owned(head: Token, layer: Layer) -> str | None:
    """Whose an office is: "Benjamin Netanyahu's office" of "his office" and of "the office of Mr Netanyahu"."""
    owners = [c for c in head.children if c.dep_ == "poss" and c.pos_ == "PRON"]
    owners += [noun for preposition, noun in _below(head) if preposition == "of" and head.lower_ == "office"]
    actors = [a for owner in owners for m in layer.by_head.get(owner.i, ()) for a in m.actors if not m.place]
    return f"{actors[0].name}'s {head.text}" if actors else None


def _for_whom(head: Token, layer: Layer, lexicon: Lexicon) -> str:
    """Whose spokesman it is, where that stands behind him: "Zoo" of "a spokesman for the Zoo"."""
    if not lexicon.has("spokesmen", head.lemma_.lower()):
        return ""
    owners = (noun for preposition, noun in _below(head) if preposition in _FROM)
    return next((f"{printed_source(noun, lexicon)} " for noun in owners), "")


def _meant(head: Token, layer: Layer, lexicon: Lexicon) -> Token:
    """The noun that says who speaks.

    The minister of "the minister, who said", sources of "one of the sources", the Pentagon of "a statement from the
    Pentagon".
    """
    if head.lower_ in _RELATIVE and head.head.dep_ == "relcl":
        return _meant(head.head.head, layer, lexicon)
    if head.pos_ in ("NUM", "PRON", "DET"):
        return next((noun for preposition, noun in _below(head) if preposition == "of"), head)
    if lexicon.has("papers", head.lemma_.lower()):
        return issuer_of(head, lexicon) or head
    return head


def _below(head: Token) -> Iterator[tuple[str, Token]]:
    return ((c.lower_, o) for c in head.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj")


def _came_in_unnamed(head: Token, layer: Layer) -> bool:
    """Whether "the diplomat" is one who was told of without a name: "a diplomat briefed on the talks"."""
    if not is_bare(head) or not any(m.kind == "description" for m in layer.by_head.get(head.i, ())):
        return False
    before = next(same_noun_before(head), None)
    if before is None or _person_at(before, layer):
        return False
    return any(c.lower_ in _INDEFINITE for c in before.children)


def _person_at(noun: Token, layer: Layer) -> bool:
    beside = (noun, *(c for c in noun.children if c.dep_ == "appos"))
    return any(a.kind == "person" for token in beside for m in layer.by_head.get(token.i, ()) for a in m.actors)


def _named(head: Token, layer: Layer, lexicon: Lexicon) -> Actor | None:
    """The person that a source names or refers to, also beside an office: "the head of the Guards, NAME"."""
    heads = (head, *(child for child in head.children if child.dep_ == "appos"))
    after = head.idx + len(head) + 1  # the parser may miss that "Foreign Minister NAME" is one phrase
    beside = (m for m in layer.mentions if m.start == after and m.kind == "person" and m.actors)
    at_heads = (m for token in heads for m in layer.by_head.get(token.i, ()) if m.actors and not m.place)
    for mention in (*at_heads, *beside, *_beside_office(head, layer)):
        if head.pos_ == "NOUN" and mention.end <= head.idx:
            continue  # "a Kerry spokesman", "Clinton aides": neither is Kerry or Clinton
        refers = mention.head == head.i and (mention.pronominal or mention.kind == "description")
        if mention.actors[0].kind == "person" or refers:
            return mention.actors[0]
    return None


def _beside_office(head: Token, layer: Layer) -> Iterator[Mention]:
    """Who holds an office that is told at length: NAME of "the minister for the Middle East NAME"."""
    last = head.right_edge
    while last.is_punct and last.i > head.i:
        last = last.nbor(-1)
    for mention in layer.by_head.get(last.i, ()) if is_noun(head) and last.i > head.i else ():
        first = layer.doc[last.i - len(mention.text.split())]
        if mention.kind == "person" and mention.actors and (first.ent_type_ in _BODIES or first.text == ","):
            yield mention


def _set_beside(head: Token, layer: Layer) -> Actor | None:
    """The groups that are named beside what they are: "the main opposition group, the National Coalition"."""
    kinds = {"organisation", "armed_group", "state"} if head.tag_ == "NNS" else {"organisation", "armed_group"}
    nouns = [token for noun in _other_names(head) for token in (noun, *noun.conjuncts)]
    actors = [a for noun in nouns for m in layer.by_head.get(noun.i, ()) for a in m.actors if a.kind in kinds]
    if head.tag_ != "NNS" or len(actors) < 2:
        return actors[0] if actors else None
    name = ", ".join(dict.fromkeys(actor.name for actor in actors))  # "the mediators, Egypt and Qatar"
    return Actor(name=name, kind="collective", printed=head.text)


def _other_names(head: Token) -> Iterator[Token]:
    """The nouns set beside a noun, and those that it is "known as"; beside "one" for "one of the groups, NAME"."""
    over = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else head
    nouns = [noun for noun in (head, over) if is_noun(noun) or noun.pos_ == "NUM"]
    yield from (c for noun in nouns for c in noun.children if c.dep_ == "appos")
    known = (c for c in head.children if c.dep_ == "acl" and c.lower_ in ("known", "called"))
    yield from (o for acl in known for c in (acl, *acl.children) for o in c.children if o.dep_ in ("pobj", "oprd"))


def _in_full(actor: Actor, layer: Layer) -> Actor:
    """A stranger by the full name that the article gives the only one who has this name: "Le" is "Le Yucheng"."""
    if actor.kind != "person" or actor.id is not None or " " in actor.name:
        return actor
    people = (a for m in layer.mentions for a in m.actors if a.kind == "person" and " " in a.name)
    full = {person.name: person for person in people if actor.name in person.name.split()}
    return next(iter(full.values())) if len(full) == 1 else actor


def _known_by(head: Token, layer: Layer) -> Actor | None:
    """The one person whom the article names in full with a name that stands alone here: "Park", "Villeroy"."""
    if head.pos_ != "PROPN" or any(c.dep_ == "compound" for c in head.children):
        return None
    named = (m for m in layer.mentions if m.kind == "person" and m.actors and not m.pronominal)
    full = {m.actors[0].name: m.actors[0] for m in named if head.text in m.text.split() and " " in m.text}
    return next(iter(full.values())) if len(full) == 1 else None


def _can_speak(head: Token, lexicon: Lexicon) -> bool:
    """Whether an unnamed source is somebody: "officials", "a person familiar with the talks", not "setback"."""
    if head.ent_type_ in ("DATE", "TIME"):
        return False
    if head.pos_ == "PROPN" or head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    return is_noun(head) and lexicon.has("speakers", head.lemma_.lower())
