"""Which known persons a name can mean, by the name alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from dragoman.actors.entities import Person
from dragoman.actors.fold import fold
from dragoman.actors.names import INITIALS, PART, VARIANT, Synonyms, full_name_match, surname_match, typo_match
from dragoman.actors.people import People
from dragoman.actors.sounds import skeleton, sound, tokens

_RARE = 400
_SECOND_FAMILY_NAME = frozenset(
    ["ESP", "MEX", "COL", "VEN", "ARG", "CHL", "PER", "BOL", "ECU", "CUB", "DOM", "GTM", "HND", "NIC", "PAN", "PRY",
     "SLV", "URY", "CRI", "BRA", "PRT", "AGO", "MOZ", "GNQ"]
)  # fmt: skip
_ROYAL = frozenset(["head_of_state", "head_of_government", "royal"])
_STYLES = frozenset(["king", "crown", "prince", "queen", "sheikh", "sultan", "emir", "pope"])
_FATHERS_NAME = 0.3
_LONGEST_NAME = 120
_MOST_WORDS = 8
_SHORTEST_BY_SOUND, _SHORT = 5, 6
_MOST_NEAR_KEYS = 12
_REMEMBERED = 8192
"""Names of which the bearers are remembered: an archive names the same few thousand again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person with how well the name fits.

    Attributes:
        person: the person.
        grade: 0 to 1; see ``names.full_name_match``.
        alone: the mention is one word, a part of the name.
        own_name: the mention is one word, and that word is a whole name of the person ("Hemedti").
        exact: the letters agree, or the word is long; one that only sounds alike must be of a country that the text
            names.
        given: the mention is one word, the person's given name.
    """

    person: Person
    grade: float
    alone: bool = False
    own_name: bool = False
    exact: bool = True
    given: bool = False


class CandidateFinder:
    """Finds the persons that a name can mean; what hangs on the name alone is remembered.

    Args:
        people: the persons known, who must not change from here on.
        synonyms: given names that stand for one another.
    """

    def __init__(self, people: People, synonyms: Synonyms) -> None:
        self._people = people
        self._synonyms = synonyms
        self._bearers = lru_cache(maxsize=_REMEMBERED)(self._find_bearers)
        self._near = lru_cache(maxsize=_REMEMBERED)(self._find_near)

    def find(self, name: str, *, countries: frozenset[str] = frozenset()) -> list[Candidate]:
        """The persons that ``name`` can mean, best first.

        Typing errors are forgiven only among persons of ``countries`` (the countries that the text names), or of any
        country when it names none.
        """
        words = tokens(name[:_LONGEST_NAME])[:_MOST_WORDS]
        if not words:
            return []
        found = [c for c in self._bearers(name, words) if c.exact or not countries or _is_of(c.person, countries)]
        if not found and len(words) > 1:
            found = _by_near_name(name, self._near(skeleton(words[-1])), countries)
        return sorted(found, key=lambda c: (-c.grade, c.person.id))

    def _find_bearers(self, name: str, words: tuple[str, ...]) -> tuple[Candidate, ...]:
        if len(words) == 1:
            return tuple(_by_word(name, words[0], self._people))
        return tuple(_by_full_name(name, words, self._people, self._synonyms))

    def _find_near(self, key: str) -> tuple[Person, ...]:
        """Everyone with a name part under the key or one that a letter tells from it."""
        keys = {key, *_near_keys(key, self._people)}
        return tuple({person.id: person for near in keys for person in self._people.bearing_key(near)}.values())


def _is_of(person: Person, countries: frozenset[str]) -> bool:
    return bool({person.country, person.party} & countries)


def _by_word(name: str, word: str, people: People) -> list[Candidate]:
    folded = fold(name)
    found = []
    for person in people.bearing(word):
        grade = max(surname_match(word, own, person.country) for own in (person.name, *person.aliases))
        own_name = folded in (fold(person.name), *map(fold, person.aliases))
        exact = own_name or _bears(word, person)
        if grade and (exact or len(word) >= _SHORTEST_BY_SOUND):
            grade = 1.0 if own_name else grade
            found.append(
                Candidate(
                    person=person,
                    grade=grade,
                    alone=True,
                    own_name=own_name,
                    given=_is_given(word, person),
                    exact=exact or len(word) > _SHORT,
                )
            )
    return found


def as_ruler(candidate: Candidate) -> Candidate:
    """The candidate under a title like "King": rulers and princes go by the given name, never by their father's."""
    person = candidate.person
    if not candidate.alone or candidate.own_name or not any(t.office_class in _ROYAL for t in person.tenures):
        return candidate
    return replace(candidate, grade=1.0 if candidate.given else _FATHERS_NAME)


def _is_given(word: str, person: Person) -> bool:
    heard = sound(word)
    names = (tokens(own) for own in (person.name, *person.aliases))
    return any(words and sound(next((w for w in words if w not in _STYLES), "")) == heard for words in names)


def _bears(word: str, person: Person) -> bool:
    """Whether the word itself, and not only its sound, is a part of a name of the person."""
    return any(word in tokens(own) or word == "".join(tokens(own)) for own in (person.name, *person.aliases))


def _by_full_name(name: str, words: Iterable[str], people: People, synonyms: Synonyms) -> list[Candidate]:
    """By the word that fewest persons bear, then, while nobody fits well, by the next."""
    found = {p.id: Candidate(person=p, grade=_grade(name, p, synonyms)) for p in people.called(name)}
    if found:
        return list(found.values())
    for word in _telling(words, people):
        for person in people.bearing(word):
            grade = _grade(name, person, synonyms)
            if grade >= INITIALS:
                found[person.id] = Candidate(person=person, grade=grade, exact=grade != VARIANT)
        if any(candidate.grade >= PART for candidate in found.values()):
            break
    return list(found.values())


def _telling(words: Iterable[str], people: People) -> list[str]:
    """The words that few persons bear, the rarest first; the rarest alone when all are common."""
    counted = sorted((people.count_bearing(word), word) for word in set(words) if len(word) > 1)
    known = [(count, word) for count, word in counted if count]
    return [word for count, word in known if count <= _RARE] or [word for _, word in known[:1]]


def _grade(name: str, person: Person, synonyms: Synonyms) -> float:
    grades = [(full_name_match(name, own, synonyms), own) for own in (person.name, *person.aliases)]
    return max((grade for grade, own in grades if grade and _ends_alike(name, own, person.country)), default=0.0)


def _ends_alike(name: str, own: str, country: str) -> bool:
    """Whether the mention ends in a word of the name: Mohammed Saeed Alshamrani is no Muhammad Saeed.

    Only in Spanish and Portuguese may a mother's family name follow that the known name leaves out.
    """
    last = sound(tokens(name)[-1])
    known = [sound(word) for word in tokens(own)]
    shorter = len(known) < len(tokens(name))
    return not shorter or country in _SECOND_FAMILY_NAME or any(skeleton(last) == skeleton(word) for word in known)


def _by_near_name(name: str, bearers: Iterable[Person], countries: frozenset[str]) -> list[Candidate]:
    found = []
    for person in bearers:
        if countries and not _is_of(person, countries):
            continue
        grade = max(typo_match(name, own) for own in (person.name, *person.aliases))
        if grade:
            found.append(Candidate(person=person, grade=grade))
    return found


def _near_keys(key: str, people: People) -> list[str]:
    if len(key) < 3:
        return []
    near = process.extract(key, people.name_keys(), scorer=Levenshtein.distance, score_cutoff=1, limit=_MOST_NEAR_KEYS)
    return [match[0] for match in near]
