"""The world in which a word's governor puts it, by the grammatical relation between the two."""

from collections.abc import Callable, Mapping
from typing import Final

from spacy.tokens import Token

from dragoman.language.factuality import arguments, clauses
from dragoman.language.factuality.reading import Reading
from dragoman.language.factuality.world import World, conditioned

_BELOW_CONDITION = frozenset({"xcomp", "ccomp", "dobj"})
_TRANSPARENT = ("acomp", "oprd", "agent", "dative", "attr", "prt", "advmod", "aux", "auxpass")


def enter(token: Token, reading: Reading) -> World:
    """The world in which the governor of ``token`` puts it; all words above it must have been read."""
    above = reading.states.get(token.head.i)
    if above is None:
        return World()
    rule = _RULES.get(token.dep_, arguments.argument if token.pos_ in {"NOUN", "PROPN"} else _same)
    world = rule(token, reading)
    if above.condition and token.dep_ in _BELOW_CONDITION:
        return conditioned(world, above.condition, None)
    return world


def _same(token: Token, reading: Reading) -> World:
    return reading.above(token).own


_RULES: Final[Mapping[str, Callable[[Token, Reading], World]]] = {
    **dict.fromkeys(_TRANSPARENT, _same),
    **dict.fromkeys(("nsubj", "nsubjpass", "dobj"), arguments.argument),
    **dict.fromkeys(("compound", "amod", "nmod"), arguments.modifier),
    **dict.fromkeys(("pobj", "pcomp"), arguments.oblique),
    **dict.fromkeys(("xcomp", "ccomp"), clauses.complement),
    "prep": arguments.preposition,
    "conj": clauses.conjunct,
    "relcl": clauses.relative,
    "acl": clauses.noun_clause,
    "advcl": clauses.adverbial,
}
