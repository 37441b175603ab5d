"""A mention before and after it is linked to an actor."""

from dataclasses import dataclass

from dragoman.model import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMention:
    """A name in a document with the words around it that tell who is meant.

    Attributes:
        field: ``title`` or ``text``.
        start: first character of the name (half-open offsets in Unicode code points).
        end: one past its last character.
        text: the name alone, without title words.
        label: the name recogniser's label (PERSON, ORG, GPE, NORP, FAC, LOC), empty when only the gazetteer found it.
        title: words printed right before the name ("Russian Deputy Foreign Minister").
        apposition: words printed after it ("a close aide to the president").
        place: grammar says that it is a place here ("in Ankara", "to Istanbul").
    """

    field: str
    start: int
    end: int
    text: str
    label: str = ""
    title: str = ""
    apposition: str = ""
    place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedMention:
    """A mention with the actors that it can mean.

    Attributes:
        mention: the mention.
        actor: the likeliest actor, None when it is a place or names nobody.
        candidates: all actors that it can mean, best first, each with its score.
        is_place: the mention is a place here: a venue is no party.
        country: ISO alpha-3 of the place or actor, None when unknown.
        region: the place is a land that belongs to a state, no town or building.
    """

    mention: RawMention
    actor: Actor | None = None
    candidates: tuple[Actor, ...] = ()
    is_place: bool = False
    country: str | None = None
    region: bool = False
