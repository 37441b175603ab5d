"""What must be checked before a parser sees a page: its size, its tags, how deep they nest, its scripts."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from dragoman.errors import SourceError
from dragoman.read.limits import PageLimits

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_QUOTED = re.compile(r'"[^"]*"')
_LD_JSON = re.compile(r"application/ld\+json", re.IGNORECASE)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
# elements that HTML closes by itself; a page may open thousands of <p> and close none
_SELF_CLOSING = frozenset(
    {
        "p",
        "li",
        "dt",
        "dd",
        "option",
        "optgroup",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "rp",
        "rt",
        "html",
        "head",
        "body",
    }
)
_DROPPED = ("script", "style", "template", "svg")


@dataclass(frozen=True, slots=True)
class SafePage:
    """A page that a parser can be given.

    Attributes:
        markup: the page without scripts, styles, comments, templates and drawings.
        json_ld: the contents of its JSON-LD blocks.
    """

    markup: str
    json_ld: tuple[str, ...]


def safe_page(page: str, *, source: str, limits: PageLimits) -> SafePage:
    """The page stripped of what is not read, when it keeps the limits.

    All scans are linear in the page's length.

    Raises:
        SourceError: if the page is too large, has too many tags or attributes, or nests too deep.
    """
    json_ld = tuple(block for block in _json_ld(page) if len(block) <= limits.json_ld_bytes)
    markup = _without(page, "<!--", "-->")
    for name in _DROPPED:
        markup = _without(markup, f"<{name}", f"</{name}")
    if len(markup) > limits.markup_bytes:
        raise SourceError(source, f"its markup is larger than {limits.markup_bytes // 1_000_000} MB")
    check_tags(markup, source=source, limits=limits)
    _check_attributes(markup, source, limits)
    return SafePage(markup, json_ld)


def _without(page: str, opening: str, closing: str) -> str:
    """``page`` without the parts from ``opening`` to ``closing``; one that never closes is kept to the end."""
    lowered = _ascii_lower(page)
    kept, position = [], 0
    while (start := lowered.find(opening, position)) >= 0:
        end = lowered.find(closing, start + len(opening))
        if end < 0:
            break
        kept.append(page[position:start])
        position = max(end + len(closing), lowered.find(">", end) + 1)
    kept.append(page[position:])
    return "".join(kept)


def _json_ld(page: str) -> list[str]:
    lowered, blocks, position = _ascii_lower(page), [], 0
    while (start := lowered.find("<script", position)) >= 0:
        body = lowered.find(">", start) + 1
        end = lowered.find("</script", body)
        if body == 0 or end < 0:
            break
        if _LD_JSON.search(page, start, body):
            blocks.append(page[body:end])
        position = end
    return blocks


def _ascii_lower(text: str) -> str:
    """``text`` with A to Z lowered; unlike ``str.lower`` it keeps every offset ("İ" has two lower-case letters)."""
    return text.translate(_LOWER)


_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def check_tags(markup: str, *, source: str, limits: PageLimits) -> None:
    """Nothing, for markup that has few enough tags and nests them no deeper than the limits.

    Raises:
        SourceError: if it has more.
    """
    open_tags: list[str] = []
    count_open: Counter[str] = Counter()
    started = 0
    for match in _TAG.finditer(markup):
        started += not match[1]
        if started > limits.tags:
            raise SourceError(source, f"has more than {limits.tags:,} tags, which no news page has")
        name = match[2].lower()
        if name in _VOID or name in _SELF_CLOSING:
            continue
        if match[1]:
            _close(name, open_tags, count_open)
        else:
            open_tags.append(name)
            count_open[name] += 1
        if len(open_tags) > limits.depth:
            raise SourceError(source, f"nests its tags more than {limits.depth} deep, which no news page does")


def _check_attributes(markup: str, source: str, limits: PageLimits) -> None:
    starts = [match.start() for match in _TAG.finditer(markup)]
    total = 0
    for start, end in pairwise([*starts, len(markup)]):
        count = _attributes(markup[start:end])
        total += count
        if count > limits.tag_attributes or total > limits.attributes:
            raise SourceError(source, "has more attributes in its tags than any news page has")


def _attributes(tag: str) -> int:
    """About how many attributes the tag that ``tag`` begins with has: its pieces, quoted values left out."""
    bare = _QUOTED.sub("", tag).partition(">")[0]
    return len(bare.split())


def _close(name: str, open_tags: list[str], count_open: Counter[str]) -> None:
    """Close the innermost ``name`` and all that is open inside it; nothing when none is open."""
    while count_open[name]:
        last = open_tags.pop()
        count_open[last] -= 1
        if last == name:
            return
