"""The article's text in a parsed page, paragraphs parted by blank lines."""

from typing import Any

_ENOUGH = 250
_SHORTEST_PARAGRAPH = 40
_REGIONS = ("article", "main", "body")


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
    """The longer paragraphs of the first region of the page that has any."""
    for region in _REGIONS:
        lines = [element.text_content() for part in tree.iter(region) for element in part.iter("p")]
        if text := _paragraphs(line for line in lines if len(line.split()) > 1 and len(line) >= _SHORTEST_PARAGRAPH):
            return text
    return ""


def _paragraphs(lines: Any) -> str:
    folded = (" ".join(line.split()) for line in lines)
    return "\n\n".join(line for line in folded if line)
