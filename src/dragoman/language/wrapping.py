"""Lines that were broken only to fit a width: "met his counterparts in / Geneva on Friday" is one sentence."""

from collections.abc import Iterator
from itertools import pairwise

_WIDEST = 100
_LEAST_LINES = 3
_LONG = 40
_FULL = 0.7
"""Share of the lines that must have had no room for the next word."""


def unwrapped(text: str) -> str:
    """The text with a space for each line end that a fixed width made, so that all offsets hold.

    A line end is such where the next line's first word had no room; blank lines and indented ones begin paragraphs.
    A text is taken for wrapped only when most of its lines are so: lists and headings are short for other reasons.
    Where a long line stops within a sentence, "the talks that / were held", its end is one in any text.
    """
    lines = text.split("\n")
    width = max(map(len, lines), default=0)
    joined = list(_joined(lines, width))
    going_on = [full for full in joined if full is not None]
    wrapped = width <= _WIDEST and len(going_on) >= _LEAST_LINES and sum(going_on) >= _FULL * len(going_on)
    ends = (
        " " if (wrapped and full) or _breaks_off(*two) else "\n"
        for full, two in zip(joined, pairwise(lines), strict=True)
    )
    return lines[0] + "".join(end + line for end, line in zip(ends, lines[1:], strict=True))


def _breaks_off(line: str, following: str) -> bool:
    """Whether a line is too long for a heading or an item and stops before a word in small letters."""
    return len(line) >= _LONG and (line[-1].isalpha() or line[-1] == ",") and following[:1].islower()


def _joined(lines: list[str], width: int) -> Iterator[bool | None]:
    """For each line end whether the next word had no room; None where a paragraph ends or begins."""
    for line, following in pairwise(lines):
        if not line.strip() or not following.strip() or following[0].isspace():
            yield None
        else:
            yield len(line.rstrip()) + 1 + len(following.split()[0]) > width
