"""The tense of a clause guessed from its words, for callers without a grammatical analysis."""

from dragoman.language.timex.expression import Tense
from dragoman.language.timex.lexicon import Lexicon

_REACH = 160


def surface_tense(text: str, start: int, end: int, lexicon: Lexicon) -> Tense | None:
    """Past or future by the nearest sign before the expression in its sentence, else the first after it, else None."""
    before = text[max(0, start - _REACH) : start]
    ends = list(lexicon.context.sentence_end.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    signs = _signs(before, lexicon, day_first=False)
    if signs:
        return max(signs)[1]
    after = text[end : end + _REACH]
    stop = lexicon.context.sentence_end.search(after)
    return min(_signs(after[: stop.start()] if stop else after, lexicon, day_first=True), default=(0, None))[1]


def _signs(words: str, lexicon: Lexicon, *, day_first: bool) -> list[tuple[int, Tense]]:
    """Places of signs of tense.

    "They agreed to meet on Friday" points ahead; "on Friday they agreed to meet" (``day_first``) points back.
    """
    context = lexicon.context
    matches = context.future.finditer(words)
    ahead = [match.span() for match in matches if not (day_first and match[0].split()[0].casefold().endswith("ed"))]
    signs: list[tuple[int, Tense]] = [(end, "future") for _, end in ahead]
    for match in context.past.finditer(words):
        inside = any(begin <= match.start() < end for begin, end in ahead)
        if not inside and not context.not_finite.search(words[: match.start()]):
            signs.append((match.end(), "past"))
    return signs
