"""Who goes on speaking: the speaker of a pronoun that coreference cannot tell, by who spoke last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.lexicon import Lexicon
from dragoman.extract.source_names import is_bare
from dragoman.extract.speakers import joint_speaker_of
from dragoman.language.attribution import Attribution
from dragoman.language.pipeline import Layer
from dragoman.model import Actor

_NEAR = 90  # tokens between two verbs of saying whose speaker may be one and the same
_ONE = frozenset({"he", "she"})
_GOES_ON = _ONE | {"it", "they"}


@dataclass(frozen=True, slots=True)
class _Turn:
    """Who spoke at which token; ``known`` where coreference knows of him, too."""

    actor: Actor
    at: int
    known: bool


def speakers_in(spoken: Sequence[Attribution], layer: Layer, lexicon: Lexicon) -> Iterator[tuple[Attribution, Actor]]:
    """The attributions of speech, in text order, whose speaker can be told, each with him."""
    last: _Turn | None = None
    for attribution in spoken:
        actor = joint_speaker_of(attribution, layer, lexicon)
        head = layer.doc[attribution.source_head] if attribution.source_head is not None else None
        if head is not None and last is not None and _same(head, actor, last, lexicon):
            actor = last.actor
        elif head is not None and actor is not None:
            last = _Turn(actor, head.i, any(m.actors for m in layer.by_head.get(head.i, ())))
        if actor is not None:
            yield attribution, actor


def _same(head: Token, actor: Actor | None, last: _Turn, lexicon: Lexicon) -> bool:
    """Whether a source means who spoke last: a pronoun that refers to nobody else or "the statement", nobody's so far.

    Coreference may have taken a pronoun for another where it did not know of the last speaker.
    """
    if head.i - last.at > _NEAR:
        return False
    if lexicon.has("papers", head.lemma_.lower()):
        return actor is not None and actor.kind == "collective" and is_bare(head)
    word = head.lower_
    if word not in _GOES_ON or (actor is not None and last.known):
        return False
    person = last.actor.kind in ("person", "unknown")
    return person if word in _ONE else not person or last.actor.kind == "unknown"
