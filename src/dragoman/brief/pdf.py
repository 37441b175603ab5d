"""Markdown as a PDF document, set by typst, which brings its own fonts and needs nothing from the system."""

import re
from importlib import import_module
from typing import Any, Final

from dragoman.brief.markup import Block, Piece, blocks, title_of
from dragoman.errors import UsageError

_PAGE: Final = """\
#set document(title: {title}, date: none)
#set page(paper: "a4", margin: (x: 22mm, y: 18mm), numbering: "1 / 1")
#set text(size: 9.5pt, lang: "en", fallback: true)
#set par(leading: 0.55em, spacing: 0.8em)
#show heading.where(level: 2): set block(above: 1.1em, below: 0.6em)
"""


def document(text: str) -> bytes:
    """The bytes of a ``.pdf`` file; the same text gives the same bytes.

    Raises:
        UsageError: if typst is not installed.
    """
    try:
        typst: Any = import_module("typst")
    except ImportError:
        raise UsageError("PDF briefs need typst; install it with: pip install 'dragoman[brief]'") from None
    compiled: bytes = typst.compile(source(text).encode("utf-8", "replace"), format="pdf")
    return compiled


def source(text: str) -> str:
    """The text in typst's own markup; every word stands in a string, so that nothing of it is taken for markup."""
    return _PAGE.format(title=_string(title_of(text))) + "\n".join(_block(block) for block in blocks(text)) + "\n"


def _block(block: Block) -> str:
    content = "".join(_piece(piece) for piece in block.pieces)
    if block.kind == "heading":
        return f"#heading(level: {block.level})[{content}]"
    if block.kind == "bullet":
        return f"#list.item[{content}]"
    if block.kind == "number":
        return f"#enum.item({block.number})[{content}]"
    return f"#par[{content}]"


def _piece(piece: Piece) -> str:
    words = f"#text({_string(piece.text)})"
    if piece.bold:
        words = f"#strong[{words}]"
    if piece.italic:
        words = f"#emph[{words}]"
    return f"#link({_string(piece.link)})[{words}]" if piece.link else words


def _string(text: str) -> str:
    plain = re.sub(r"[\x00-\x1f\x7f]", " ", text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
