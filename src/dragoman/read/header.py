"""The lines above a plain text's body: masthead, title, byline, date stamps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

from dragoman.read.dateline import is_dateline, stamped_line
from dragoman.read.furniture import is_furniture

_MOST_LINES = 12
_LONGEST_TITLE = 240
_MOST_TITLE_WORDS = 32
_MOST_SENTENCE_TITLE_WORDS = 20
_MOST_MASTHEAD_WORDS = 6
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_DOMAIN = re.compile(
    r"(?:www\.)?[\w-]{2,40}\.(?:com|org|net|co|uk|news|info|eu|int|io|tv|ca|au|in|za)(?:\.\w\w)?", re.I
)
_BYLINE = re.compile(
    r"(?:By|BY|Written by|Story by)[: ]\s{0,3}"
    r"(?P<names>[A-Z][\w.'’-]{0,30}(?:[ ,|/&]{1,3}(?:and |[A-Z])[\w.'’-]{0,30}){0,14})\.?"
)


@dataclass(slots=True, kw_only=True)
class Header:
    """What the lines above the body tell.

    Attributes:
        title: the headline, possibly empty.
        publisher: the masthead.
        byline: the names of the byline.
        stamps: lines that are date stamps.
        body_start: the first character of the body (code points).
    """

    title: str = ""
    publisher: str | None = None
    byline: str | None = None
    stamps: list[str] = field(default_factory=list)
    body_start: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: its words, where it starts, the next such line, and whether a gap comes between."""

    text: str
    start: int
    next: str
    gap: bool


def read_header(text: str, *, today: date) -> Header:
    """The header of a plain text; its fields are empty when the text begins with its body."""
    header = Header()
    for number, line in enumerate(_lines(text)):
        header.body_start = line.start
        # the last line is always body, so that a text of headings keeps something to read
        if number == _MOST_LINES or not line.next or not _take(header, line, today):
            break
    return header


def _take(header: Header, line: _Line, today: date) -> bool:
    """Put ``line`` into the header field that it looks like; False when it looks like the body."""
    if stamped_line(line.text, today=today):
        header.stamps.append(line.text)
    elif names := _BYLINE.fullmatch(line.text):
        header.byline = header.byline or names["names"]
    elif is_furniture(line.text):
        pass
    elif not header.publisher and not header.title and _is_masthead(line):
        header.publisher = line.text
    elif not header.title and _is_title(line, under_masthead=header.publisher is not None):
        header.title = line.text
    else:
        return False
    return True


def _lines(text: str) -> Iterator[_Line]:
    position, pending = 0, None
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        if line:
            start = position + raw.index(line[0])
            if pending is not None:
                yield _Line(pending[0], pending[1], line, pending[2])
            pending = (line, start, False)
        elif pending is not None:
            pending = (pending[0], pending[1], True)
        position += len(raw)
    if pending is not None:
        yield _Line(pending[0], pending[1], "", True)


def _is_heading(line: str, *, sentence: bool = False) -> bool:
    """Whether ``line`` reads as a heading rather than as body; a short ``sentence`` is one where the place tells so."""
    words = len(_WORD.findall(line))
    if not words or len(line) > _LONGEST_TITLE or is_dateline(line):
        return False
    if line.endswith((".", '."', ".”")) and not line.endswith("..."):
        return sentence and words <= _MOST_SENTENCE_TITLE_WORDS
    return words <= _MOST_TITLE_WORDS and not line.endswith((",", ";", ":"))


def _is_title(line: _Line, *, under_masthead: bool) -> bool:
    # in a hard-wrapped body the next line follows at once and is about as long
    before_byline = _BYLINE.fullmatch(line.next) is not None
    apart = line.gap or len(line.next) > 1.4 * len(line.text) or before_byline
    # "Oman says talks go on ." above a dateline: some wires close their headlines with a full stop
    return apart and _is_heading(line.text, sentence=under_masthead or before_byline or is_dateline(line.next))


def _is_masthead(line: _Line) -> bool:
    """Whether a line is an outlet's name that stands above a title ("Western Press" can also end a title)."""
    words = _WORD.findall(line.text)
    # over a title that ends in a full stop only a short name is taken for a masthead
    if not 0 < len(words) <= _MOST_MASTHEAD_WORDS or not _is_heading(line.next, sentence=len(words) <= 3):
        return False
    known = {words[0].lower(), words[-1].lower()} & _outlet_words()
    return bool(known and _is_heading(line.text)) or _DOMAIN.fullmatch(line.text) is not None


@cache
def _outlet_words() -> frozenset[str]:
    text = (files("dragoman") / "data" / "read" / "outlet_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
