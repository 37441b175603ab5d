"""Keys for names that are spelt in many ways: transliteration classes and consonant skeletons."""

import re
from functools import lru_cache

from dragoman.actors.fold import fold

_CLASSES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"off\Z", "ov"),
        (r"eff\Z", "ev"),
        (r"(?:tch|tsch|tsj|tj|ch|cz)", "c"),
        (r"(?:shch|sch|sh|sz|sj)", "s"),
        (r"(?:dzh|zh|dj)", "j"),
        (r"(?:kh|gh)", "h"),
        (r"ph", "f"),
        (r"(?:dh|th)", "t"),
        (r"x", "ks"),
        (r"(?:ck|q|c(?=[aourlt]))", "k"),
        (r"w", "v"),
        (r"(?:yu|iu)", "u"),
        (r"(?:ya|ia)", "a"),
        (r"(?:ye|ie)", "e"),
        (r"(?:yo|io)", "o"),
        (r"(?:ou|oo)", "u"),
        (r"(?:ee|ii|iy|yy|ij|yi|y|j(?=\Z))", "i"),
        (r"(?<=[aeiou])h(?=\Z|[bcdfgjklmnpqrstvz])", ""),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = re.compile(r"[aeiou]+")
_PARTICLES = frozenset(
    ["al", "el", "as", "ash", "an", "ar", "at", "ad", "az", "bin", "ibn", "ben", "bint", "de", "del", "da", "dos",
     "van", "von", "der", "den", "di", "la", "le", "du", "ul", "ud", "abd", "jr", "sr", "ii", "iii"]
)  # fmt: skip


@lru_cache(maxsize=65536)
def sound(token: str) -> str:
    """One folded token with transliteration classes made one: Zelenskyy, Zelenskiy and Zelensky are "zelenski"."""
    for pattern, plain in _CLASSES:
        token = pattern.sub(plain, token)
    return token


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """The consonants of a token's sound, an opening vowel as ``a``: the key under which names are looked up."""
    spoken = sound(token)
    opening = "a" if spoken[:1] in "aeiou" else ""
    bones = _VOWELS.sub("", spoken)
    return opening + bones.replace("h", "") if len(bones) > 1 else opening + spoken


@lru_cache(maxsize=32768)
def tokens(name: str) -> tuple[str, ...]:
    """The folded tokens of a name, hyphens parting, without particles (al-, el-, bin, van) unless all are."""
    every = fold(name).split()
    kept = tuple(token for token in every if token not in _PARTICLES)
    return kept or tuple(every)
