"""Lines that were broken only to fit a width: "met his counterparts in / Geneva on Friday" is one sentence."""

from collections.abc import Iterator
from itertools import pairwise

_WIDEST = 100
_LEAST_LINES = 3
_FULL = 0.7
"""Share of the lines that must have had no room for the next word."""


def unwrapped(text: str) -> str:
    """The text with a space for each line end that a fixed width made, so that all offsets hold.

    A line end is such where the next line's first word had no room; blank lines and indented ones begin paragraphs.
    A text is taken for wrapped only when most of its lines are so: lists and headings are short for other reasons.
    """
    lines = text.split("\n")
    width = max(map(len, lines), default=0)
    joined = list(_joined(lines, width))
    going_on = [full for full in joined if full is not None]
    if width > _WIDEST or len(going_on) < _LEAST_LINES or sum(going_on) < _FULL * len(going_on):
        return text
    return lines[0] + "".join((" " if full else "\n") + line for full, line in zip(joined, lines[1:], strict=True))


def _joined(lines: list[str], width: int) -> Iterator[bool | None]:
    """For each line end whether the next word had no room; None where a paragraph ends or begins."""
    for line, following in pairwise(lines):
        if not line.strip() or not following.strip() or following[0].isspace():
            yield None
        else:
            yield len(line.rstrip()) + 1 + len(following.split()[0]) > width
