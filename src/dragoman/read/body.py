"""The article's text in a parsed page, paragraphs parted by blank lines."""

from collections.abc import Iterable, Iterator
from typing import Any

_ENOUGH = 250
_SHORTEST_PARAGRAPH = 40
_REGIONS = ("article", "main", "body")
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "li", "td", "br", "blockquote", "h1", "h2", "h3", "h4", "figcaption", "nav"}
)


def extract_body(markup: str, tree: Any, json_ld_body: str | None) -> str:
    """The body: trafilatura's, or where that is nearly nothing the longest of JSON-LD's and the page's paragraphs."""
    text = _by_trafilatura(markup)
    if len(text) >= _ENOUGH:
        return text
    return max(text, _paragraphs((json_ld_body or "").splitlines()), _by_paragraphs(tree), key=len)


def _by_trafilatura(markup: str) -> str:
    # imported here: half a second that a plain text never pays
    from trafilatura.core import bare_extraction

    try:
        found = bare_extraction(markup, include_comments=False, include_tables=False, with_metadata=False)
    except Exception:
        # the parser is given untrusted pages: whatever it raises, the page's own paragraphs are read instead
        return ""
    return _paragraphs((getattr(found, "text", None) or "").splitlines())


def _by_paragraphs(tree: Any) -> str:
    """The longer blocks of text of the first region of the page that has any."""
    for region in _REGIONS:
        blocks = [" ".join(block.split()) for part in tree.iter(region) for block in _blocks(part)]
        if text := _paragraphs(block for block in blocks if len(block) >= _SHORTEST_PARAGRAPH and " " in block):
            return text
    return ""


def _blocks(part: Any) -> Iterator[str]:
    """The runs of text in a part of a page between the starts and ends of its block elements."""
    from lxml import etree

    run: list[str] = []
    for event, element in etree.iterwalk(part, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield "".join(run)
            run = []
        run.append((element.text if event == "start" else element.tail) or "")
    yield "".join(run)


def _paragraphs(lines: Iterable[str]) -> str:
    folded = (" ".join(line.split()) for line in lines)
    return "\n\n".join(line for line in folded if line)
