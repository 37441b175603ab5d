"""A brief through its template into Markdown, and from there into HTML, Word or PDF."""

import re
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined, TemplateError

from dragoman.brief import pdf, word
from dragoman.brief.content import Brief
from dragoman.brief.footnotes import Footnotes
from dragoman.brief.html import html_page
from dragoman.errors import SourceError, UsageError
from dragoman.ledger.rows import Row

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>&~|])")
_LINE_START: Final = re.compile(r"^(\d+(?=[.)])|(?=[-+#=]))")
_WEB: Final = re.compile(r"https?://[^\s<>()]+")

Writer = Callable[[str], bytes]
"""A Markdown text as the bytes of a file."""

SUFFIXES: Final[Mapping[str, Writer]] = {
    ".md": lambda text: text.encode("utf-8", "replace"),
    ".html": lambda text: html_page(text).encode("utf-8", "replace"),
    ".docx": word.document,
    ".pdf": pdf.document,
}


def write_brief(brief: Brief, out: Path, *, template: Path | None = None) -> None:
    """Write a brief in the form that the file's name ends with.

    Args:
        brief: its content.
        out: the file: ``.md``, ``.html``, ``.docx`` or ``.pdf``.
        template: a Jinja2 template of your own that gives Markdown; the shipped one by default.

    Raises:
        UsageError: if the file's name ends with none of these, or the template does not work.
        SourceError: if the file cannot be written or the template cannot be read.
    """
    writer = SUFFIXES.get(out.suffix.lower())
    if writer is None:
        raise UsageError(f"{out.name}: a brief ends with {', '.join(SUFFIXES)}")
    content = writer(markdown(brief, template=template))
    try:
        out.write_bytes(content)
    except OSError as error:
        raise SourceError(str(out), f"cannot be written: {error.strerror}") from error


def markdown(brief: Brief, *, template: Path | None = None) -> str:
    """The brief in Markdown.

    The template sees ``brief``, the function ``cite(rows)`` that gives footnote marks, ``footnotes()`` that gives the
    rows cited so far, and the filters ``md`` (text as it stands, nothing of it taken for markup) and ``address``.

    Raises:
        UsageError: if the template does not work.
        SourceError: if it cannot be read.
    """
    notes = Footnotes()
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)
    environment.filters |= {"md": escaped, "address": address}
    try:
        return environment.from_string(_template(template)).render(
            brief=brief, cite=lambda rows: _marks(notes, rows), footnotes=notes.listed
        )
    except TemplateError as error:
        raise UsageError(f"template {template or 'brief.md.j2'}: {error}") from error


def _template(path: Path | None) -> str:
    if path is None:
        return (files("dragoman") / "data" / "brief" / "brief.md.j2").read_text(encoding="utf-8")
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(path), f"cannot be read as a template: {error}") from error


def _marks(notes: Footnotes, rows: tuple[Row, ...]) -> str:
    return "".join(f" \\[{number}\\]" for number in notes.cite(rows))


def escaped(text: object) -> str:
    """Text of an article as Markdown that shows it as it stands: one line, nothing taken for markup."""
    plain = _SPECIAL.sub(r"\\\1", " ".join(str(text).split()))
    return _LINE_START.sub(r"\1\\", plain)


def address(url: str | None) -> str:
    """A web address as a Markdown link on its host; empty for anything that is no web address."""
    if not url or not _WEB.fullmatch(url):
        return ""
    return f"[{escaped(url.split('/')[2])}](<{url}>)"
