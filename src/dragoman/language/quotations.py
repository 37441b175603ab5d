"""Stretches of text between quotation marks: straight, curly, guillemets, doubled single and British single marks."""

import re
from dataclasses import dataclass

_MARK = re.compile(r"``|''|[\"“”„‟«»‘’‛']|\n[ \t\r\u00a0]*\n\s*")
_OPENERS = {"“": "”", "„": "“", "‟": "”", "«": "»", "``": "''", "‘": "’", "‛": "’"}
_DOUBLE_CLOSERS = frozenset({"”", "»", "''"})
_SINGLE = frozenset({"‘", "’", "‛", "'"})
# Words that begin with an apostrophe of elision, which is no opening mark.
_ELIDED = re.compile(r"(?:\d0s|em|til|twas|tis|cause|round|bout|n)\b", re.IGNORECASE)
_TERMINAL = frozenset(",.!?…—-–")
_MAX_LENGTH = 6000


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What stands between two quotation marks.

    Attributes:
        start: first character inside the marks (offset in ``doc.text``, Unicode code points).
        end: one past the last character inside.
        closed: a closing mark follows; False where a paragraph ends first and the next opens again.
        whole: it is a sentence of its own (or several), not a few words inside another sentence.
    """

    start: int
    end: int
    closed: bool
    whole: bool


@dataclass(slots=True)
class _Open:
    mark: str
    start: int


def quotations_in(text: str) -> list[Quotation]:
    """All quotations of a text in order of their start, nested ones included."""
    found: list[Quotation] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark.isspace():
            _end_paragraph(text, match.start(), stack, found)
        elif _closes(text, match, stack):
            _close(text, match, stack, found)
        elif _closes_mixed(text, match, stack):
            found.append(_quotation(text, stack[-1].start, match.start(), closed=True))
            stack.pop()
        elif _opens(text, match, stack):
            _end_forgotten(text, match, stack, found)
            stack.append(_Open(mark, match.end()))
    _end_paragraph(text, len(text.rstrip()), stack, found)
    return sorted(found, key=lambda quotation: (quotation.start, -quotation.end))


def marked_span(text: str, quotation: Quotation) -> tuple[int, int]:
    """The character span of a quotation with its marks."""
    start = quotation.start - (2 if text[quotation.start - 2 : quotation.start] in ("``", "''") else 1)
    if not quotation.closed:
        return max(start, 0), quotation.end
    return max(start, 0), quotation.end + (2 if text[quotation.end : quotation.end + 2] == "''" else 1)


def outermost(quotations: list[Quotation]) -> list[Quotation]:
    """The quotations that stand inside no other."""
    kept: list[Quotation] = []
    for quotation in quotations:
        if not kept or quotation.start >= kept[-1].end:
            kept.append(quotation)
    return kept


def _closer_of(mark: str) -> frozenset[str]:
    if mark in ('"', "''"):
        return frozenset({'"', "”", "''"})
    if mark in ("‘", "'", "‛", "’"):
        return frozenset({"’", "'"})
    return frozenset({_OPENERS.get(mark, mark), "”"}) if mark in _OPENERS else frozenset({mark})


def _closes(text: str, match: re.Match[str], stack: list[_Open]) -> bool:
    mark = match.group()
    depth = _depth_of(mark, stack)
    after = text[match.end() : match.end() + 1]
    before = text[match.start() - 1 : match.start()]
    if depth is None:
        return False
    if mark in _SINGLE:
        return not after.isalnum() and not before.isspace()
    # A paragraph or line that opens again with a straight mark continues the quotation before it.
    return mark not in ('"', "''") or not (_at_line_start(text, match.start()) and after.isalnum())


def _closes_mixed(text: str, match: re.Match[str], stack: list[_Open]) -> bool:
    """Whether a straight mark ends what a curly one opened: “We stay," she said."""
    if match.group() != '"' or not stack or stack[-1].mark != "“":
        return False
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return before in _TERMINAL and not after.strip()


def _depth_of(mark: str, stack: list[_Open]) -> int | None:
    for depth in range(len(stack) - 1, -1, -1):
        if mark in _closer_of(stack[depth].mark):
            return depth
    return None


def _opens(text: str, match: re.Match[str], stack: list[_Open]) -> bool:
    mark = match.group()
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if mark in _DOUBLE_CLOSERS and mark != "''":
        # Some outlets open with a closing mark at the start of a line.
        return _at_line_start(text, match.start()) and bool(after.strip()) and not stack
    if mark in _SINGLE:
        return _single_opens(text, match, before, after)
    return bool(after) and (not after.isspace() or not before.strip())


def _single_opens(text: str, match: re.Match[str], before: str, after: str) -> bool:
    if match.group() == "’" or before.isalnum() or not after.strip():
        return False
    if before and not before.isspace() and before not in '(["“—–-:':
        return False
    return not _ELIDED.match(text, match.end()) and (after.isalnum() or after in '“"…[')


def _at_line_start(text: str, position: int) -> bool:
    before = text[max(0, position - 200) : position]
    return not before.rpartition("\n")[2].strip() if "\n" in before or position < 200 else False


def _close(text: str, match: re.Match[str], stack: list[_Open], found: list[Quotation]) -> None:
    depth = _depth_of(match.group(), stack)
    if depth is None:
        return
    opened = stack[depth]
    del stack[depth:]
    if match.start() > opened.start:
        found.append(_quotation(text, opened.start, match.start(), closed=True))


def _end_paragraph(text: str, position: int, stack: list[_Open], found: list[Quotation]) -> None:
    """A quotation left open ends with its paragraph; an open single mark was an apostrophe."""
    opened = next((item for item in stack if item.mark not in _SINGLE), None)
    stack.clear()
    if opened is not None and opened.start < position <= opened.start + _MAX_LENGTH:
        found.append(_quotation(text, opened.start, position, closed=False))


def _end_forgotten(text: str, match: re.Match[str], stack: list[_Open], found: list[Quotation]) -> None:
    """An opening mark inside a quotation of the same mark shows that the closing one was left out at a line's end."""
    if match.group() in _SINGLE or not any(item.mark == match.group() for item in stack):
        return
    opened = next(item for item in stack if item.mark == match.group())
    line = max(text.rfind("\n", 0, match.start()), *(q.end for q in found if q.start >= opened.start), 0)
    _end_paragraph(text, max(line, opened.start) if line > opened.start else match.start(), stack, found)


def _quotation(text: str, start: int, end: int, *, closed: bool) -> Quotation:
    return Quotation(start=start, end=end, closed=closed, whole=_whole(text, start, end))


def _whole(text: str, start: int, end: int) -> bool:
    inside = text[start:end].strip().strip("'’”\"")
    words = inside.split(None, 4)
    if not words or not inside:
        return False
    first = next((character for character in inside if character.isalnum()), "")
    ends = inside[-1] in _TERMINAL or text[end + 1 : end + 2] in _TERMINAL
    begins = first.isupper() or first.isdigit()
    return ends and (begins or len(words) > 4) and (len(words) > 1 or inside[-1] in ".!?,")
