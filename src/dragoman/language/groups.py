"""Groups that a text tells without a name: "Syrian rebels", "pro-Russian separatists", "hostage families"."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from dragoman.language.mentions import Mention
from dragoman.language.predicates import is_noun
from dragoman.language.references import load_references
from dragoman.model import Actor, ActorKind, Field

_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_NAMED = frozenset({"person", "organisation", "armed_group"})


def with_unnamed_groups(doc: Doc, field: Field, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with those of unnamed groups, which take the place of the state that only says where they are.

    "Syrian rebels" are not Syria. "The rebels" are those that the document tells more fully; where it never does, the
    words stay to coreference.
    """
    somebody = {m.start for m in mentions if m.actors or m.place or m.country}
    named = {m.head for m in mentions if m.kind in _NAMED}
    nouns = [t for t in doc if t.i not in named and _stands_alone(t) and _is_group(t, somebody)]
    groups = list(_groups(nouns, field, mentions))
    taken = {m.head for m in groups}
    return [*(m for m in mentions if m.head not in taken), *groups]


def _is_group(noun: Token, somebody: Collection[int]) -> bool:
    return noun.lower_ in load_references().unnamed_groups or _peoples(noun, somebody) or _band(noun) is not None


def _band(noun: Token) -> str | None:
    """The group that a noun's modifier tells: the rebels of "rebel commanders" and "the rebel coalition"."""
    words = load_references()
    several = noun.tag_ in ("NNS", "NNPS") and noun.lemma_.lower() in words.acting
    if not several and noun.lower_ not in words.bands:
        return None
    found = (words.group_modifiers.get(child.lower_) for child in noun.children if child.dep_ in _MODIFIERS)
    return next((band for band in found if band), None)


def _peoples(noun: Token, somebody: Collection[int]) -> bool:
    """Whether an adjective of no state says which several act: "Arab leaders", "Syrian Kurdish forces"."""
    if noun.tag_ not in ("NNS", "NNPS") or noun.lemma_.lower() not in load_references().acting:
        return False
    adjectives = (child for child in noun.children if child.dep_ in _MODIFIERS and child.idx not in somebody)
    return any(child.ent_type_ == "NORP" or _is_named(child) for child in adjectives)


def _is_named(token: Token) -> bool:
    return token.text[:1].isupper() and token.i != token.sent.start


def _stands_alone(token: Token) -> bool:
    return is_noun(token) and token.dep_ not in _MODIFIERS


def _groups(nouns: Sequence[Token], field: Field, mentions: Sequence[Mention]) -> Iterator[Mention]:
    known = (a.name for m in mentions for a in m.actors if a.kind != "person")
    full = Counter(name for name in (*map(_called, nouns), *known) if " " in name)
    longest = {name.split()[-1].lower(): name for name, _ in reversed(full.most_common())}
    country = {m.head: m.country or (m.actor.country if m.actor else None) for m in mentions}
    told = {_called(noun) for noun in nouns if not any(c.lower_ == "the" for c in noun.children)}
    for noun in nouns:
        called = _called(noun)
        name = called if " " in called else longest.get(called, called)
        if " " in name or (name in told and name in load_references().unnamed_groups):
            yield _mention(noun, name, country.get(noun.i), field)


def _called(noun: Token) -> str:
    """The group's name: as printed, or by what it is where that is a modifier ("Syrian rebels" of "rebel groups")."""
    words, band = _printed(noun).split(), _band(noun)
    if band:
        words = [*words[: max(0, len(words) - 2)], band]
    return " ".join(words) if len(words) > 1 else words[0].lower()


def _printed(noun: Token) -> str:
    """The group's words without article and plain adjectives: "Syrian rebels" of "the main Syrian rebels"."""
    first = noun.i
    while first > noun.sent.start and _tells_which(noun.doc[first - 1], noun):
        first -= 1
    return noun.doc[first : noun.i + 1].text


def _tells_which(token: Token, noun: Token) -> bool:
    """Whether a word before the noun says which group: a name or noun ("hostage"), or part of "pro-Russian"."""
    if token.text == "-" or token.nbor(1).text == "-":
        return token.head in (noun, noun.doc[min(token.i + 2, len(noun.doc) - 1)]) or token.head.head == noun
    telling = _is_named(token) or is_noun(token) or token.ent_type_ == "NORP"
    return token.dep_ in _MODIFIERS and (telling or token.lower_ in load_references().group_modifiers)


def _mention(noun: Token, name: str, country: str | None, field: Field) -> Mention:
    kind: ActorKind = load_references().unnamed_groups.get(name.split()[-1].lower(), "collective")
    printed, end = _printed(noun), noun.idx + len(noun)
    return Mention(
        field=field,
        start=end - len(printed),
        end=end,
        text=printed,
        head=noun.i,
        actors=(Actor(name=name, kind=kind, party=name, country=country, printed=printed),),
        kind=kind,
    )
