"""The parts of Markdown that a brief uses: headings, paragraphs, lists, emphasis and links, as blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one style; ``link`` is where it leads."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (of a level), a paragraph, or an item of a list; ``number`` counts the items of a numbered list."""

    kind: Literal["heading", "paragraph", "bullet", "number"]
    pieces: tuple[Piece, ...]
    level: int = 0
    number: int = 0


def parser() -> MarkdownIt:
    """A parser of plain CommonMark that takes HTML for text."""
    return MarkdownIt("commonmark", {"html": False})


def title_of(text: str) -> str:
    """The words of the first heading."""
    return next(("".join(p.text for p in block.pieces) for block in blocks(text) if block.kind == "heading"), "Brief")


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in order."""
    lists: list[Literal["bullet", "number"]] = []
    numbers: list[int] = []
    level = 0
    for token in parser().parse(text):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append("bullet" if token.type.startswith("bullet") else "number")
                numbers.append(int(token.attrGet("start") or 1) - 1)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
                numbers.pop()
            case "list_item_open":
                numbers[-1] += 1
            case "heading_open":
                level = int(token.tag[1:])
            case "heading_close":
                level = 0
            case "inline":
                kind = "heading" if level else lists[-1] if lists else "paragraph"
                yield Block(kind, tuple(_pieces(token)), level or len(lists), numbers[-1] if numbers else 0)


def _pieces(inline: Token) -> Iterator[Piece]:
    bold = italic = False
    link: str | None = None
    for token in inline.children or ():
        match token.type:
            case "strong_open" | "strong_close":
                bold = token.type.endswith("open")
            case "em_open" | "em_close":
                italic = token.type.endswith("open")
            case "link_open":
                link = str(token.attrGet("href"))
            case "link_close":
                link = None
            case "softbreak" | "hardbreak":
                yield Piece(" ", bold, italic, link)
            case _ if token.content:
                yield Piece(token.content, bold, italic, link)
