"""All codes of one event from its type and the words of its clause."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.codes.cues import contexts_for, mode_for, situation_for
from dragoman.codes.tables import Quad, load_codes
from dragoman.model import PloverType


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCodes:
    """The codes and scores of an event, named as in `dragoman.model.Event`."""

    plover: PloverType
    mode: str | None
    context: tuple[str, ...]
    cameo: str
    goldstein: float
    plover_score: float
    quad: Quad


def codes_for(plover: PloverType, lemmas: Iterable[str], *, situation: str | None = None) -> EventCodes:
    """The codes of an event of type ``plover`` in a clause with these lemmas.

    Args:
        plover: the event's type.
        lemmas: the lemmas of the clause, in order.
        situation: a row of the code sheet that the caller knows better than the words tell.

    Raises:
        RuleError: if ``situation`` is none of the type's.
    """
    words, codes = tuple(lemmas), load_codes()
    mode = mode_for(plover, words)
    cameo = codes.cameo(codes.cameo_for(plover, mode, situation=situation or situation_for(plover, words)))
    return EventCodes(
        plover=plover,
        mode=mode,
        context=contexts_for(words),
        cameo=cameo.code,
        goldstein=cameo.goldstein,
        plover_score=codes.score(plover, mode),
        quad=codes.plover(plover).quad,
    )
