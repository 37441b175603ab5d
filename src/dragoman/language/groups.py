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
    nouns = [
        t for t in doc if _stands_alone(t) and (t.lower_ in load_references().unnamed_groups or _peoples(t, somebody))
    ]
    named = {m.head for m in mentions if m.kind in _NAMED}
    groups = list(_groups([t for t in nouns if t.i not in named], field, mentions))
    taken = {m.head for m in groups}
    return [*(m for m in mentions if m.head not in taken), *groups]


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
    full = Counter(name for name in (*map(_printed, nouns), *known) if " " in name)
    longest = {name.split()[-1].lower(): name for name, _ in reversed(full.most_common())}
    country = {m.head: m.country or (m.actor.country if m.actor else None) for m in mentions}
    for noun in nouns:
        printed = _printed(noun)
        name = printed if " " in printed else longest.get(noun.lower_, printed)
        bare = noun.lower_ in load_references().unnamed_groups and not any(c.lower_ == "the" for c in noun.children)
        if " " in name or bare:
            yield _mention(noun, name, printed, country.get(noun.i), field)


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
    return token.dep_ in _MODIFIERS and (_is_named(token) or is_noun(token) or token.ent_type_ == "NORP")


def _mention(noun: Token, name: str, printed: str, country: str | None, field: Field) -> Mention:
    kind: ActorKind = load_references().unnamed_groups.get(noun.lower_, "collective")
    actor = Actor(name=name, kind=kind, party=name, country=country, printed=printed)
    end = noun.idx + len(noun)
    return Mention(
        field=field,
        start=end - len(printed),
        end=end,
        text=printed,
        head=noun.i,
        actors=(actor,),
        kind=kind,
    )
