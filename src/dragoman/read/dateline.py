"""The date in a report's dateline, or stamped on one of its first lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from dragoman.read.stamps import MONTH, Stamp, first_stamp

_FIRST_LINES = 5
_LONGEST_STAMP_LINE = 90
_PLACE_WORD = r"(?:[A-Z][\w.'’-]{0,30}|of|de|del|da|do|la|el|du|and|al)"
_PLACE = rf"{_PLACE_WORD}(?:[ ,/]{{1,3}}{_PLACE_WORD}){{0,7}}(?:\s?\([^()\n\d]{{2,30}}\))?"
_DAY_NAME = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}\s(?i:{MONTH})(?:,?\s(?:\d{{4}}|\d\d)\b)?"
    rf"|(?i:{MONTH})\s?\d{{1,2}}(?:,\s\d{{4}})?)"
)
_DATELINE = re.compile(
    rf"{_PLACE}\s{{0,3}}(?:[,–—-]{{1,2}}\s{{0,3}})?{_DAY_NAME}(?P<date>{_DATE})"
    r"(?:\s{0,3}\([^()\n]{2,60}\))?\s{0,3}(?:--|[—–-]|$)",
    re.MULTILINE,
)
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d){0,2}\s?(?:[ap]\.?\s?m\b\.?|hrs\b|h\b)?", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLineDate:
    """A date on one of the first lines: in a ``dateline``, or stamped as ``published`` or ``modified``."""

    kind: Literal["dateline", "published", "modified"]
    stamp: Stamp


def first_line_dates(text: str, *, today: date) -> Iterator[FirstLineDate]:
    """The dates of the dateline and the stamped lines among the first five lines of ``text`` that are not blank.

    A date inside a sentence is none of them: the lines must be nothing but a stamp, or begin with a dateline
    (``ISTANBUL, May 15 (Reuters) -``).
    """
    for line, rest in _first_lines(text):
        if found := stamped_line(line, today=today):
            yield found
        elif stamp := _dateline(rest, today=today):
            yield FirstLineDate(kind="dateline", stamp=stamp)


def stamped_line(line: str, *, today: date) -> FirstLineDate | None:
    """The date of a line that holds a date and nothing else but a clock time and words such as "Updated"."""
    stamp = first_stamp(line, today=today) if len(line) <= _LONGEST_STAMP_LINE else None
    if stamp is None:
        return None
    rest = _CLOCK.sub(" ", line[: stamp.start] + " " + line[stamp.end :])
    words = {word.lower() for word in _LETTERS.findall(rest)}
    if not words <= _stamp_words("published") | _stamp_words("modified") | _stamp_words("other"):
        return None
    return FirstLineDate(kind="modified" if words & _stamp_words("modified") else "published", stamp=stamp)


def is_dateline(line: str) -> bool:
    """Whether ``line`` begins with a dateline that tells a date."""
    return _DATELINE.match(line) is not None


def _dateline(text: str, *, today: date) -> Stamp | None:
    match = _DATELINE.match(text)
    return first_stamp(match.group("date"), today=today) if match else None


def _first_lines(text: str) -> Iterator[tuple[str, str]]:
    """The first lines that are not blank, each with the text from there on (a dateline may run over a line's end)."""
    seen, position = 0, 0
    while seen < _FIRST_LINES and position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end].strip()
        if line:
            seen += 1
            yield line, text[position : position + 300].lstrip()
        position = end + 1


@cache
def _stamp_words(kind: str) -> frozenset[str]:
    path = files("dragoman") / "data" / "read" / "stamp_words.yml"
    return frozenset(yaml.safe_load(path.read_text(encoding="utf-8"))[kind])
