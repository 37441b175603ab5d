"""Headlines in ordinary case: a parser trained on running text reads "Putin Declines" as a name."""

import re
from collections.abc import Collection

_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
_MIN_WORDS = 4
_SENTENCE_ENDS = frozenset(".!?:;\n\r\"”“’')")


def title_cased(title: str) -> bool:
    """Whether nearly every longer word of the headline starts with a capital, or the whole is in capitals."""
    words = [w for w in _WORD.findall(title) if len(w) > 3]
    return len(words) >= _MIN_WORDS and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def sentence_cased(title: str, *, body: str, names: Collection[tuple[int, int]] = ()) -> str:
    """The headline in sentence case, of the same length, so that its offsets still hold.

    A word keeps its capital if it is a known name (``names``: half-open offsets in the title) or if the
    body writes it with a capital inside a sentence; the first word always keeps it.

    Args:
        title: the headline as printed.
        body: the article's text, whose spelling decides.
        names: spans of the title that are known names.
    """
    if not title_cased(title):
        return title
    capital, small = _spellings(body)
    pieces, last = [], 0
    for match in _WORD.finditer(title):
        pieces += [title[last : match.start()], _recased(match, capital, small, names)]
        last = match.end()
    recased = "".join(pieces) + title[last:]
    return recased if len(recased) == len(title) else title


def _spellings(body: str) -> tuple[set[str], set[str]]:
    """Words that the body writes with a capital inside a sentence, and those that it writes small."""
    capital, small = set(), set()
    for match in _WORD.finditer(body):
        word, before = match.group(), body[max(0, match.start() - 2) : match.start()]
        if word[0].islower():
            small.add(word)
        elif len(before) == 2 and before[1] == " " and before[0] not in _SENTENCE_ENDS:
            capital.add(word.lower())
    return capital, small


def _recased(match: re.Match[str], capital: set[str], small: set[str], names: Collection[tuple[int, int]]) -> str:
    word = match.group()
    known = any(start <= match.start() < end for start, end in names)
    if match.start() == 0:
        return word if not word.isupper() or known or len(word) < 4 else word.capitalize()
    if known or word.lower().removesuffix("'s").removesuffix("’s") in capital:
        return word.capitalize() if word.isupper() and len(word) > 4 else word
    if word.isupper() and len(word) <= 4 and word.lower() not in small:
        return word  # an acronym
    return word.lower()
