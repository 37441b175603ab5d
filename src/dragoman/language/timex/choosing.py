"""Choosing between past and future where the words leave the year or the week open."""

from collections.abc import Callable
from datetime import date

from dragoman.language.timex.expression import Tense
from dragoman.language.timex.periods import Period
from dragoman.language.timex.scene import Scene

FORWARD = frozenset({"until", "till", "by", "as early as", "as soon as", "no later than", "ahead of", "before"})
FIRMLY_FORWARD = frozenset({"as early as", "as soon as", "no later than"})

# How many times nearer the coming occurrence must be than the past one to be taken. A past clause may still name a
# coming day ("they agreed to meet on Jan. 14"), so that tense weighs and does not decide. The weight for an unknown
# tense was set on the AQUAINT dev stories.
_WEIGHTS: dict[Tense | None, float] = {"past": 8.0, "present": 1.0, None: 1.5, "future": 0.2}


def looks_ahead(scene: Scene) -> bool:
    """Whether a weekday at this place is one to come; news looks back unless something says otherwise."""
    if scene.tense == "past":
        return scene.modifier in FIRMLY_FORWARD
    return scene.tense is not None or scene.modifier in FORWARD


def in_nearest_year(make: Callable[[int], Period], anchor: date, scene: Scene) -> Period:
    """The occurrence of a yearly period that the tense and the distance from ``anchor`` make likely."""
    occurrences = [make(year) for year in range(max(1, anchor.year - 2), min(9999, anchor.year + 3))]
    past = max((p for p in occurrences if p.start <= anchor), key=lambda p: p.start)
    coming = min((p for p in occurrences if p.end >= anchor), key=lambda p: p.start)
    if past == coming or scene.modifier == "since":
        return past
    back, on = (anchor - past.end).days, (coming.start - anchor).days
    weight = _WEIGHTS[scene.tense] * (0.5 if scene.modifier in FORWARD else 1.0)
    return coming if back > weight * on else past


def in_this_year(make: Callable[[int], Period], anchor: date) -> Period:
    """The occurrence that lies in the year of ``anchor``; of one that spans two years, as winter does, the nearer."""
    own = make(anchor.year)
    if own.end.year == anchor.year:
        return own
    before = make(anchor.year - 1)
    return before if (anchor - before.end).days < (own.start - anchor).days else own
