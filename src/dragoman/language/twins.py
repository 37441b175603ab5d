"""States that are named together by the name that they share: "the two Koreas", "North and South Korea"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from dragoman.language.mentions import Mention, phrase_head
from dragoman.language.references import load_references
from dragoman.model import Actor, Field

_JOINED = 3  # words of "North and South" before the name


def with_twins(doc: Doc, field: Field, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, with one of both states in place of what a name that they share was taken for."""
    twins = list(_twins(doc, field))
    apart = [m for m in mentions if not any(m.start < twin.end and twin.start < m.end for twin in twins)]
    return [*apart, *twins]


def _twins(doc: Doc, field: Field) -> Iterator[Mention]:
    words = load_references()
    for token in doc:
        first, states = token, tuple(words.shared_names.get(token.text, ()))
        halves = words.halves.get(token.text, {})
        if halves and token.i >= _JOINED:
            first, link, other = doc[token.i - _JOINED : token.i]
            both = link.lower_ == "and" and {first.text, other.text} == halves.keys()
            states = (halves[first.text], halves[other.text]) if both else ()
        if states:
            yield _mention(first, token, states, field)


def _mention(first: Token, last: Token, states: Sequence[str], field: Field) -> Mention:
    end = last.idx + len(last)
    printed = last.doc.text[first.idx : end]
    return Mention(
        field=field,
        start=first.idx,
        end=end,
        text=printed,
        head=phrase_head(last).i,
        actors=tuple(Actor(name=s, kind="state", party=s, country=s, printed=printed) for s in states),
        kind="state",
    )
