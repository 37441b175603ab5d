"""Whether two names can be one person's: transliteration, name order, initials, synonyms, left-out parts."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from dragoman.actors.sounds import skeleton, sound, tokens

Synonyms = Mapping[str, frozenset[str]]

_Placed = tuple[int, str]
EXACT, SAME_SOUND, OTHER_ORDER, PART, SHORTER, VARIANT, INITIALS = 1.0, 0.98, 0.96, 0.93, 0.9, 0.88, 0.86
TYPO = 0.82
_TYPO_RATIO = 88.0
_TYPO_SHORTEST = 5
_VARIANT_SHORTEST = 4
_VARIANT_RATIO = 80.0


@lru_cache(maxsize=32768)
def _sounds(name: str) -> tuple[str, ...]:
    return tuple(map(sound, tokens(name)))


@lru_cache(maxsize=32768)
def _bones(name: str) -> frozenset[str]:
    return frozenset(map(skeleton, tokens(name)))


def full_name_match(mention: str, name: str, synonyms: Synonyms) -> float:
    """How well a mention of two or more words fits a full name, 0 (other person) to 1 (same words).

    ``EXACT`` same words; ``SAME_SOUND`` same transliteration classes; ``OTHER_ORDER`` family name first, or written
    together; ``PART`` all words of one in the other; ``SHORTER`` synonyms of a given name; ``INITIALS``.
    """
    left, right = tokens(mention), tokens(name)
    if not left or not right:
        return 0.0
    if left == right:
        return EXACT
    heard, known = _sounds(mention), _sounds(name)
    if heard == known:
        return SAME_SOUND
    if sorted(heard) == sorted(known) or "".join(heard) == "".join(known):
        return OTHER_ORDER
    if len(left) < 2 or len(right) < 2 or _bones(mention).isdisjoint(_bones(name)):
        return 0.0  # no word in common, so no family name
    return max(_partial(left, right, synonyms), _partial(right, left, synonyms))


def _partial(short: Sequence[str], long: Sequence[str], synonyms: Synonyms) -> float:
    """All words of ``short`` in ``long``, at least one of them in full and the family name among them."""
    if len(short) > len(long):
        return 0.0
    left = list(enumerate(long))
    grades = []
    for place, word in enumerate(short):
        grade, partner = _best_partner((place, word), left, synonyms)
        if not grade:
            return 0.0
        left.remove(partner)
        grades.append(grade)
    if max(grades) < VARIANT or not _family_in_common(short, long, grades[-1]):
        return 0.0
    return min(grades)


def _best_partner(word: _Placed, others: Sequence[_Placed], synonyms: Synonyms) -> tuple[float, _Placed]:
    graded = [(_placed_grade(word, other, synonyms), other) for other in others]
    return max(graded, key=lambda pair: pair[0]) if graded else (0.0, word)


def _placed_grade(left: _Placed, right: _Placed, synonyms: Synonyms) -> float:
    """An initial stands for the word in its own place: no B. in William B. Taylor is Breonna's."""
    if min(len(left[1]), len(right[1])) == 1 and left[0] != right[0]:
        return 0.0
    return _word_grade(left[1], right[1], synonyms)


def _word_grade(left: str, right: str, synonyms: Synonyms) -> float:
    if left == right or sound(left) == sound(right):
        return PART
    if right in synonyms.get(left, ()) or left in synonyms.get(right, ()):
        return SHORTER
    if min(len(left), len(right)) == 1 and left[0] == right[0]:
        return INITIALS
    return VARIANT if _other_vowels(left, right) else 0.0


def _other_vowels(left: str, right: str) -> bool:
    """Haniyeh and Haniya, Araghchi and Araghji: the same consonants and nearly the same sound."""
    if min(len(left), len(right)) < _VARIANT_SHORTEST or skeleton(left) != skeleton(right):
        return False
    heard, known = sound(left), sound(right)
    return heard[0] == known[0] and fuzz.ratio(heard, known) >= _VARIANT_RATIO


def _family_in_common(short: Sequence[str], long: Sequence[str], last_grade: float) -> bool:
    """The last word of the short name, or its first where the family name comes first, is in the long one in full."""
    if any(_near(short[-1], word) for word in long):
        return True
    return last_grade > INITIALS and _near(short[0], long[0])


def _near(left: str, right: str) -> bool:
    return sound(left) == sound(right) or _other_vowels(left, right)


def typo_match(mention: str, name: str) -> float:
    """``TYPO`` when the names differ by a letter or two, else 0; the caller must know the country."""
    left, right = tokens(mention), tokens(name)
    if len(left) < 2 or len(right) < 2:
        return 0.0
    first = fuzz.ratio(sound(left[0]), sound(right[0]))
    last = fuzz.ratio(sound(left[-1]), sound(right[-1]))
    long_enough = len(left[-1]) >= _TYPO_SHORTEST
    return TYPO if long_enough and min(first, last) >= _TYPO_RATIO - 14 and first + last >= 2 * _TYPO_RATIO else 0.0


_FAMILY_FIRST = frozenset(["CHN", "TWN", "KOR", "PRK", "VNM", "HKG", "SGP", "KHM", "MAC"])
_GIVEN_ALONE = frozenset(["ETH", "ERI", "ISL", "MMR", "IDN", "LKA", "THA", "BTN", "MYS"])


def surname_match(word: str, name: str, country: str) -> float:
    """How well one word alone names the bearer of ``name``: 1 his family name, less for another part, 0 no part."""
    heard = sound_of_word(word)
    known = _sounds(name)
    if heard not in known and heard != "".join(known):
        return 0.0
    if heard == "".join(known) or heard == known[-1]:
        grade = 0.85 if country in _FAMILY_FIRST and len(known) > 1 and heard != known[0] else 1.0
    elif heard == known[0]:
        grade = 1.0 if country in _FAMILY_FIRST else 0.95 if country in _GIVEN_ALONE else 0.4
    else:
        grade = 0.75
    same_letters = word_key(word) in tokens(name)
    return grade if same_letters else grade * 0.95


def word_key(word: str) -> str:
    """A one-word mention as the folded token that names are looked up by."""
    return "".join(tokens(word))


def sound_of_word(word: str) -> str:
    """The sound of a one-word mention, its hyphenated parts written together."""
    return "".join(_sounds(word))
