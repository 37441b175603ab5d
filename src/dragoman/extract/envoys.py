"""Those whom the text calls negotiators, envoys or delegates: by title, by verb, in a list, as a counterpart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from dragoman.extract.arguments import bearers, listed_below
from dragoman.extract.context import Context
from dragoman.extract.lexicon import Lexicon
from dragoman.language.coreference import party_of
from dragoman.language.pipeline import Layer
from dragoman.language.predicates import below
from dragoman.model import Actor

_FIRST = frozenset({"chief", "top", "lead", "leading", "head", "main"})
_AMONG_OTHERS = frozenset({"senior", "key", "deputy", "other", "another"})
_NAMED_REPRESENTATIVES = frozenset({"special", "trade"})
_COUNTERPART_REACH = 8  # words between "his counterpart" and the name set to it

Role = Literal["head", "member"]


@dataclass(frozen=True, slots=True)
class Envoy:
    """Somebody whom the text calls a side's envoy.

    Attributes:
        actor: the person.
        token: where the text says so.
        layer: the field that it stands in.
        role: head when he is called first or stands alone, else member.
        party: the side whose envoy he is called, None when only his own is known.
        how: by what the text says so: ``office``, ``called``, ``listed`` or ``counterpart``.
    """

    actor: Actor
    token: Token
    layer: Layer
    role: Role
    party: str | None
    how: str


def envoys(layer: Layer, context: Context) -> Iterator[Envoy]:
    """Those whom one field of an article calls envoys, in no order."""
    found = [*_by_office(layer, context.lexicon), *_by_noun(layer, context.lexicon)]
    yield from found
    yield from _counterparts(found, layer)


def _by_office(layer: Layer, lexicon: Lexicon) -> Iterator[Envoy]:
    """Persons whose printed office says so: "chief negotiator NAME", "NAME, the UN envoy"."""
    for mention in layer.mentions:
        actor = mention.actor
        if actor is None or actor.kind != "person" or mention.pronominal or not actor.office:
            continue
        words = actor.office.lower().replace("-", " ").split()
        place = next((n for n, word in enumerate(words) if lexicon.has("delegates", word.removesuffix("s"))), None)
        if place is not None and _is_sent(words, place, lexicon):
            yield Envoy(actor, layer.doc[mention.head], layer, _role(set(words[:place])), None, "office")


def _is_sent(words: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    """Whether the office at a place in a phrase is of one who is sent to talks.

    A plain representative stands for a body, and an envoy to a state or body who is no special one is accredited there.
    """
    before, noun, after = set(words[:place]), words[place].removesuffix("s"), words[place + 1 :]
    if "former" in before or (noun == "representative" and not before & _NAMED_REPRESENTATIVES):
        return False
    to_talks = any(lexicon.has("talks", word.removesuffix("s")) for word in after)
    accredited = bool(after) and after[0] in ("to", "at") and not {"special", "u.n.", "un", "nations"} & before
    return to_talks or not accredited


def _role(before: set[str]) -> Role:
    return "member" if before & _AMONG_OTHERS and not before & _FIRST else "head"


def _by_noun(layer: Layer, lexicon: Lexicon) -> Iterator[Envoy]:
    """Persons of whom the noun is said: "NAME will be the UN envoy", "named NAME as its negotiator", in lists."""
    for token in layer.doc:
        if lexicon.has("delegates", token.lemma_.lower()) and token.lemma_ != "mediator":  # who is no side's envoy
            yield from _of_noun(token, layer, lexicon)
        elif lexicon.has("figures", token.lemma_.lower()) and token.tag_ == "NN" and _in_talks(token, lexicon):
            yield from (Envoy(a, token, layer, "head", None, "called") for a in _persons(bearers(token), layer))


def _of_noun(noun: Token, layer: Layer, lexicon: Lexicon) -> Iterator[Envoy]:
    words = [t.lower_ for t in noun.subtree if not t.is_punct]  # a "presidential envoy" to Crimea
    place = words.index(noun.lower_)
    if not _is_sent(words, place, lexicon):
        return
    before, party = set(words[:place]), _side_of(noun, layer)
    chief = bool(before & _FIRST)
    if party or chief or _in_talks(noun, lexicon):
        for person in _persons(bearers(noun), layer):
            yield Envoy(person, noun, layer, _role(before), party, "called")
    if noun.tag_ in ("NNS", "NNPS"):
        for person in _listed(noun, layer):
            yield Envoy(person, noun, layer, "head" if chief else "member", party, "listed")


def _in_talks(noun: Token, lexicon: Lexicon) -> bool:
    """Whether the noun is said of talks: "a key figure in the negotiations"."""
    return any(lexicon.has("talks", token.lemma_.lower()) for token in below(noun, "in", "at"))


def _side_of(noun: Token, layer: Layer) -> str | None:
    """The side that the noun's own phrase names: the UN of "U.N. Syria envoy", Iran of "Iran's negotiator"."""
    owners = (noun, *(t for t in noun.lefts if t.dep_ == "poss"))
    beside = [m for t in owners for m in layer.by_head.get(t.i, ()) if m.start < noun.idx]
    sides = [party_of(a) for m in sorted(beside, key=lambda m: m.start) for a in m.actors if a.party or a.country]
    return sides[0] if sides else None


def _persons(tokens: Iterable[Token], layer: Layer) -> Iterator[Actor]:
    named = (m for token in tokens for m in layer.by_head.get(token.i, ()))
    yield from (actor for mention in named for actor in mention.actors if actor.kind == "person")


def _listed(noun: Token, layer: Layer) -> Iterator[Actor]:
    """Whom a list gives as examples: "negotiators including A", "A and other negotiators"."""
    yield from (a for m in listed_below(noun, layer) for a in m.actors)
    if noun.dep_ == "conj" and any(t.lower_ == "other" for t in noun.lefts):
        yield from _persons(noun.conjuncts, layer)


def _counterparts(found: Iterable[Envoy], layer: Layer) -> Iterator[Envoy]:
    """The counterparts of envoys: "the Korean envoy and his U.S. counterpart, NAME", whosesoever "his" may be."""
    called = {envoy.actor.name: envoy for envoy in found}
    for mention in layer.mentions:
        actor = mention.actor
        if actor is None or actor.kind != "person" or "counterpart" not in (actor.office or ""):
            continue
        near = layer.doc[max(0, mention.head - _COUNTERPART_REACH) : mention.head]
        nouns = [noun for noun in near if noun.lemma_ == "counterpart"]
        owners = (t for noun in nouns for t in (*(c for c in noun.lefts if c.dep_ == "poss"), *noun.conjuncts))
        other = next((called[o.name] for o in _persons(owners, layer) if o.name in called), None)
        if other is not None:
            yield Envoy(actor, layer.doc[mention.head], layer, other.role, None, "counterpart")
