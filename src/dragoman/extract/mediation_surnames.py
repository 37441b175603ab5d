"""Who is meant by a family name that stands alone in a report that never names the person in full."""

from collections.abc import Collection
from datetime import date

from dragoman.actors import KnowledgeBase, Person, Tenure
from dragoman.actors.fold import fold
from dragoman.model import Actor

_SHORTEST = 4
_COVERING = 2  # an office held on the day tells more than a side that the text names


def bearer_of(
    word: str, *, knowledge: KnowledgeBase, on: date | None, text: str, named: Collection[str], offices: Collection[str]
) -> Actor | None:
    """The one person of this family name who fits a text best, as an actor; None when nobody or several do.

    Short reports name well-known office holders by family name alone. A bearer fits by an office held on the day, by a
    side that the text names and by a place of the office that the text names ("Special Envoy for Syria"); without a day
    only an office of the right class is asked for.

    Args:
        word: the name as printed, one word.
        knowledge: the persons known.
        on: the day that the report is about, or None.
        text: the report.
        named: codebook names of the states and bodies that the text names.
        offices: classes of office that speak for a side abroad.
    """
    if len(word) < _SHORTEST:
        return None
    graded: list[tuple[int, Person]] = []
    for candidate in knowledge.candidates(word):
        held = [one for one in candidate.person.tenures if one.office_class in offices]
        if held and _has_last_name(candidate.person, word):
            graded.append((_fit(candidate.person, held, on, named) + _spoken_of(held, text), candidate.person))
    best = max((grade for grade, _ in graded), default=0)
    fitting = [person for grade, person in graded if grade == best]
    if len(fitting) != 1 or (on is not None and best < _COVERING):
        return None
    return _actor(fitting[0], word)


def _has_last_name(person: Person, word: str) -> bool:
    """Whether the word is a last name of the person letter by letter: by sound alone "Kan" would be anybody."""
    return any(fold(name.split()[-1]) == fold(word) for name in (person.name, *person.aliases) if name.strip())


def _fit(person: Person, held: Collection[Tenure], on: date | None, named: Collection[str]) -> int:
    covering = any(on is not None and _within(one, on) for one in held)
    sides = {person.country, person.party, *(one.party for one in held)}
    return _COVERING * covering + bool(sides & set(named))


def _spoken_of(held: Collection[Tenure], text: str) -> bool:
    """Whether the text names the field of an office: the Syria of "Special Envoy for Syria"."""
    fields = (one.office.partition(" for ")[2].strip() for one in held)
    return any(field and field in text for field in fields)


def _within(tenure: Tenure, on: date) -> bool:
    day = on.isoformat()
    return tenure.start[: len(day)] <= day and (not tenure.end or day[: len(tenure.end)] <= tenure.end)


def _actor(person: Person, printed: str) -> Actor:
    return Actor(
        name=person.name,
        kind="person",
        id=person.id,
        party=person.party or person.country or None,
        country=person.country or None,
        printed=printed,
    )
