"""One demand in many reports: positions of one side on one matter, put together by what they say."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from rapidfuzz import fuzz, process, utils

from dragoman.ledger.rows import Row
from dragoman.model import Position
from dragoman.state.identity import side_of
from dragoman.state.times import order

_SAME = 80
"""rapidfuzz token-sort ratio from which two contents are one position told twice."""
_WORD = re.compile(r"\w{4,}")
_STEM = 6
_NO_MATTER = frozenset({
    "about", "after", "been", "before", "could", "from", "have", "should", "that", "their", "them", "they", "this",
    "unless", "until", "what", "when", "which", "will", "with", "would",
})  # fmt: skip


def threads_of(rows: Iterable[Row]) -> list[tuple[Row, ...]]:
    """Position rows grouped into positions: same side, kind and issue, and contents that are nearly alike."""
    told: dict[tuple[str | None, str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=order):
        position = position_of(row)
        told[side_of(row), position.kind, position.issue].append(row)
    return [thread for group in told.values() for thread in _alike(group)]


def position_of(row: Row) -> Position:
    """The position that a row of that type holds."""
    return cast(Position, row.report)


def same_matter(one: str, other: str) -> bool:
    """Whether two contents speak of one thing: they share half of the shorter one's words of matter, by their stems."""
    a, b = matter(one), matter(other)
    return bool(a & b) and 2 * len(a & b) >= min(len(a), len(b))


def matter(text: str) -> frozenset[str]:
    """The stems of the words that tell what a content is about."""
    words = _WORD.findall(text.lower())
    return frozenset(word[:_STEM] for word in words if word not in _NO_MATTER)


def _alike(rows: Iterable[Row]) -> list[tuple[Row, ...]]:
    """Rows of one side, kind and issue by content; each new content is compared once with those before it."""
    threads: dict[str, list[Row]] = {}
    home: dict[str, str] = {}
    for row in rows:
        content = utils.default_process(position_of(row).content)
        if content not in home:
            near = process.extractOne(content, threads.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_SAME)
            home[content] = near[0] if near else content
        threads.setdefault(home[content], []).append(row)
    return [tuple(own) for own in threads.values()]
