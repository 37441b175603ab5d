"""Events as the field's data sets hold them: dated to a day, between two actors, and only what took place."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.codes import load_codes
from dragoman.export.story import Story
from dragoman.ledger.rows import Row
from dragoman.model import Actor, Article, Event

QUADS: Final = {
    "VERBAL COOPERATION": 1, "MATERIAL COOPERATION": 2, "VERBAL CONFLICT": 3, "MATERIAL CONFLICT": 4,
}  # fmt: skip
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W\d_a-z])|\n+")
_NO_CAMEO: Final = "no CAMEO code"
_EXACT: Final = 13  # hex digits, 52 bits: R and JavaScript hold greater numbers only roughly


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that took place as told, with its row and the day by which the field's files date it."""

    row: Row
    event: Event
    day: date


def happenings(story: Story, left_out: dict[str, int]) -> Iterator[Happening]:
    """The events of a story that a data set of happenings can hold; the others are counted with the reason.

    Future, hypothetical, negated and historical events did not happen on the day they are told, and the field's
    tables have no column to say so.
    """
    for row in story.of("event"):
        assert isinstance(row.report, Event)
        day = day_of(row, row.report)
        if row.report.aux != "actual" or row.report.historical:
            why = f"{row.report.aux} event: the format has no column to say so"
        elif day is None:
            why = "neither the event nor its document has a day"
        else:
            yield Happening(row, row.report, day)
            continue
        left_out[why] = left_out.get(why, 0) + 1


def day_of(row: Row, event: Event) -> date | None:
    """The day of the event when the text tells it to the day, else the day of publication, as the field does it."""
    time = event.time
    if time and time.start and time.start == time.end:
        return time.start
    return row.published.best


def with_cameo(found: Iterable[Happening], left_out: dict[str, int]) -> Iterator[Happening]:
    """Those that have a CAMEO code; the others are counted."""
    for one in found:
        if one.event.cameo:
            yield one
        else:
            left_out[_NO_CAMEO] = left_out.get(_NO_CAMEO, 0) + 1


def dyads(event: Event) -> Iterator[tuple[Actor, Actor | None]]:
    """Pairs of who acts and whom it is done to; a mutual event stands in both directions, as CAMEO coders write it."""
    targets: tuple[Actor | None, ...] = event.recipient
    if not targets and len(event.actor) < 2:
        targets = (None,)
    for actor in event.actor:
        for target in targets or event.actor:
            if target is None or target.name != actor.name:
                yield actor, target


def number(*parts: object) -> int:
    """A whole number that stands for these parts, the same in every export; below 2**52, so that R can hold it."""
    text = "\n".join(str(part) for part in parts)
    return int(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_EXACT], 16)


def sentence_number(article: Article, field: str, start: int) -> int:
    """Which sentence of the article begins at or before ``start``, counted from 1; 0 is the headline.

    Counted by the source's own sentences when it gives them, else by full stops before a capital and by line ends.
    """
    if field == "title":
        return 0
    if article.sentences:
        return max(1, sum(span.start <= start for span in article.sentences))
    return 1 + sum(end.end() <= start for end in _SENTENCE_END.finditer(article.text))


def sectors(actor: Actor) -> list[str]:
    """The PLOVER sectors of an actor: ``RUS GOV`` has ``GOV``, ``REB`` alone is ``REB``, ``IGO`` has none."""
    return [code for code in (actor.plover or "").split() if code in load_codes().sectors]


def place_code(actor: Actor) -> str | None:
    """Where PLOVER puts an actor: ISO alpha-3 of its country, else what stands in its place, as ``IGO`` and ``NGO``."""
    others = (code for code in (actor.plover or "").split() if code not in load_codes().sectors)
    return actor.country or next(others, None)
