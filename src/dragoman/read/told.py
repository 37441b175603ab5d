"""The latest past event that a report dates: it was not written before that."""

import re
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from dragoman.read.stamps import Stamp, find_stamps

_SENTENCE_REACH = 160
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]{0,2}\s|\n")
_WORD = re.compile(r"[^\W\d_]+")
_READ = 60_000


def latest_told(text: str, *, today: date) -> Stamp | None:
    """The latest date with a year that ``text`` tells as past, or None.

    Only a date whose own sentence has a word of the past and none of the future, of a plan or of a
    supposition counts; of a month or a year the first day is the bound.
    """
    past = [stamp for stamp in find_stamps(text[:_READ], today=today) if stamp.first and _is_past(text, stamp)]
    return max(past, key=lambda stamp: stamp.first or date.min, default=None)


def _is_past(text: str, stamp: Stamp) -> bool:
    words = {word.lower() for word in _WORD.findall(_sentence_around(text, stamp))}
    return bool(words & _cues("past")) and not words & _cues("open")


def _sentence_around(text: str, stamp: Stamp) -> str:
    """The words around a date up to the ends of its sentence, without the date itself ("May" is no modal here)."""
    left = text[max(0, stamp.start - _SENTENCE_REACH) : stamp.start]
    right = text[stamp.end : stamp.end + _SENTENCE_REACH]
    left = _SENTENCE_END.split(left)[-1]
    return left + " " + _SENTENCE_END.split(right)[0]


@cache
def _cues(kind: str) -> frozenset[str]:
    path = files("dragoman") / "data" / "read" / "told.yml"
    return frozenset(yaml.safe_load(path.read_text(encoding="utf-8"))[kind])
