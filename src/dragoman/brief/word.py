"""Markdown as a Word document."""

import io
from datetime import datetime
from importlib import import_module
from typing import Any, Final

from dragoman.brief.markup import Block, Piece, blocks, title_of
from dragoman.errors import UsageError

_WRITTEN: Final = datetime(2000, 1, 1)  # fixed, so that the same brief gives the same document
_STYLES: Final = {"bullet": "List Bullet", "number": "Normal", "paragraph": "Normal"}


def document(text: str) -> bytes:
    """The bytes of a ``.docx`` file.

    Raises:
        UsageError: if python-docx is not installed.
    """
    try:
        docx: Any = import_module("docx")
    except ImportError:
        raise UsageError("Word briefs need python-docx; install it with: pip install 'dragoman[brief]'") from None
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = _clean(title_of(text)), "Dragoman"
    made.core_properties.created = made.core_properties.modified = _WRITTEN
    for block in blocks(text):
        _add(made, block)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _add(made: Any, block: Block) -> None:
    if block.kind == "heading":
        paragraph = made.add_heading(level=min(block.level, 9))
    else:
        paragraph = made.add_paragraph(style=_STYLES[block.kind])
    if block.kind == "number":
        paragraph.add_run(f"{block.number}. ")
    for piece in block.pieces:
        _run(paragraph, piece)


def _run(paragraph: Any, piece: Piece) -> None:
    """A run; a link stands as its words with the address behind it, which survives printing."""
    run = paragraph.add_run(_clean(piece.text))
    run.bold, run.italic = piece.bold or None, piece.italic or None
    if piece.link:
        paragraph.add_run(f" ({_clean(piece.link)})")


def _clean(text: str) -> str:
    """Text that XML can hold."""
    return "".join(c for c in text if c.isprintable() or c.isspace()).encode("utf-8", "replace").decode("utf-8")
