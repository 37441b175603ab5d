"""Two foldings of names: one that keeps every character's place, one that makes a key."""

import re
import unicodedata
from functools import cache, lru_cache

_LETTERS = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a"}
_QUOTES = "\u2018\u2019\u02bc\u02bb\u02be\u02bf\u0060\u00b4\u02b9\u2032"
_DASHES = "\u2010\u2011\u2012\u2013\u2212"
_MARKS = re.compile(r"[^\w\s]|_")


@cache
def place_keeping_table() -> dict[int, str]:
    """A ``str.translate`` table from Latin letters with marks to plain ones, one character for one.

    Quotation marks that serve as apostrophes and typographic dashes become plain, so that a name is found
    however it is typed and the offsets stay the text's own.
    """
    table: dict[int, str] = dict.fromkeys(map(ord, _QUOTES), "'") | dict.fromkeys(map(ord, _DASHES), "-")
    table[0xA0] = " "
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        plain = _plain(chr(code))
        if len(plain) == 1 and plain.isascii():
            table[code] = plain
    return table


def keep_places(text: str) -> str:
    """``text`` with plain letters, apostrophes and hyphens; same length, same offsets."""
    return text.translate(place_keeping_table())


def _plain(char: str) -> str:
    lower = char.lower()
    if lower in _LETTERS:
        plain = _LETTERS[lower]
        return plain if char == lower else plain.title()
    return "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """A name as a key: lower case, no diacritics, apostrophes dropped, other marks as single spaces.

    Folding a folded name changes nothing.
    """
    if not text.isascii():
        text = "".join(map(_plain, keep_places(text)))
    text = "".join(map(_plain, text.lower())).lower() if not text.isascii() else text.lower()
    return " ".join(_MARKS.sub(" ", text.replace("'", "").replace(".", " ")).split())
