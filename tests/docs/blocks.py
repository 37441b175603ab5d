"""The fenced blocks of the pages: what is to be run, what it is to print, and why some are not run."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.docs.place import ROOT

RUN = ("sh", "console", "python", "pycon", "r", "stata")
"""The languages of blocks that do something; others (``text``, ``toml``, ``yaml``) show something."""

_NOT_RUN = re.compile(r"<!-- not run: (.+?) -->\s*")
_PROMPT = "$ "


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fenced block.

    Attributes:
        page: where it stands, from the repository's root.
        line: number of its first line in the page.
        language: the word after the fence.
        code: what it holds.
        shown: the output that the page shows for it, None when it shows none.
        why_not: why it is not run, None when it is.
    """

    page: str
    line: int
    language: str
    code: str
    shown: str | None = None
    why_not: str | None = None

    def __str__(self) -> str:
        return f"{self.page}:{self.line} ({self.language}) {self.code.splitlines()[0][:60]}"


def pages() -> list[Path]:
    """The pages whose blocks are run: README, CONTRIBUTING and all of docs."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks_of(path: Path) -> list[Block]:
    """The blocks of a page that do something, in order."""
    tokens = [t for t in MarkdownIt("commonmark").parse(path.read_text(encoding="utf-8")) if t.map]
    return list(_blocks(tokens, str(path.relative_to(ROOT))))


def unnamed_in(path: Path) -> list[str]:
    """Where a page has a block that does not say of what language it is."""
    tokens = MarkdownIt("commonmark").parse(path.read_text(encoding="utf-8"))
    unnamed = [t.map for t in tokens if t.type == "fence" and not t.info.strip() and t.map]
    return [f"{path.relative_to(ROOT)}:{lines[0] + 1}" for lines in unnamed]


def steps_of(block: Block) -> list[tuple[str, str | None]]:
    """The commands of a block for the shell, each with the output shown below it, if any."""
    if block.language != "console":
        return [(block.code, block.shown)]
    steps: list[tuple[str, list[str]]] = []
    for line in block.code.splitlines():
        if line.startswith(_PROMPT):
            steps.append((line.removeprefix(_PROMPT), []))
        elif steps:
            steps[-1][1].append(line)
    return [(command, "\n".join(shown).strip() or None) for command, shown in steps]


def values_in(code: str) -> list[tuple[str, str]]:
    """The expressions of a Python block that stand alone with a literal in the comment behind them, each with it."""
    lines = code.splitlines()
    found = []
    for statement in ast.parse(code).body:
        _, mark, comment = lines[(statement.end_lineno or 1) - 1].partition("  # ")
        if isinstance(statement, ast.Expr) and mark and _is_literal(comment):
            found.append((ast.unparse(statement), comment.strip()))
    return found


def _is_literal(text: str) -> bool:
    try:
        ast.literal_eval(text.strip())
    except (ValueError, SyntaxError):
        return False
    return True


def comment_at_end(code: str) -> str | None:
    """What the last lines of a Python block say that it prints: the comments that it ends with."""
    said = list(takewhile(lambda line: line.startswith("# "), reversed(code.rstrip().splitlines())))
    return "\n".join(line.removeprefix("# ") for line in reversed(said)) or None


def _blocks(tokens: Sequence[Token], page: str) -> Iterator[Block]:
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        language = token.info.split()[0] if token.type == "fence" and token.info.strip() else ""
        if language in RUN:
            assert token.map is not None
            shown = after.content.rstrip() if after and after.type == "fence" and after.info == "text" else None
            yield Block(
                page=page, line=token.map[0] + 1, language=language, code=token.content,
                shown=shown if language != "python" else comment_at_end(token.content), why_not=_why_not(before),
            )  # fmt: skip


def _why_not(before: Token | None) -> str | None:
    said = _NOT_RUN.fullmatch(before.content) if before and before.type == "html_block" else None
    return said.group(1) if said else None
