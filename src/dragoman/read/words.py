"""The words in a piece of markup of which nothing is trusted: a feed's title, summary or text."""

import html
import re

_BLOCKS = frozenset({"p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr"})
_BLOCK = re.compile(r"</?(?:p|br|div|li|h[1-6]|blockquote|tr)(?:\s[^<>]{0,50})?/?>")
_TAG = re.compile(r"<[a-zA-Z/!?]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_MOST_ESCAPED = 3


def words_of(markup: str) -> str:
    """The paragraphs of ``markup`` as plain text, parted by blank lines: no tag, no script, no control character.

    Feeds escape their markup once, twice or not at all; what is still markup after unescaping is cleaned again.
    """
    text = _CONTROL.sub(" ", markup)
    for _ in range(_MOST_ESCAPED):
        text = _unmarked(text)
        if not _TAG.search(text) and not _TAG.search(html.unescape(text)):
            break
    else:
        text = text.replace("<", " ")
    paragraphs = (" ".join(part.split()) for part in _CONTROL.sub(" ", text).split("\n\n"))
    return "\n\n".join(part for part in paragraphs if part)


def line_of(markup: str) -> str:
    """The words of ``markup`` on one line."""
    return " ".join(words_of(markup).split())


def _unmarked(markup: str) -> str:
    """``markup`` cleaned of all tags but blocks, these turned into blank lines, and unescaped once."""
    import nh3

    safe = nh3.clean(markup, tags=set(_BLOCKS), attributes={}, link_rel=None)
    return html.unescape(_BLOCK.sub("\n\n", safe))
