"""Templates filled in: every value escaped, every link to the outside checked."""

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman.export.summary import summary
from dragoman.web.lines import cites, code_of

_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
_CODE = re.compile(r"[a-z]+(_[a-z]+)+")
_NAME = b"<!-- who asks -->"
"""Where a page names who asks. Words of others cannot hold it: of them every ``<`` is escaped."""


def environment() -> Environment:
    """The templates with what they call; whatever they print is escaped."""
    made = Environment(
        loader=PackageLoader("dragoman.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip
    made.globals.update(link=link, summary=summary, cites=cites, code_of=code_of)
    made.filters["outside"] = outside
    made.filters["written"] = written
    made.tests["day"] = is_day
    return made


def rendered(request: Request, template: str, **values: object) -> bytes:
    """A page as UTF-8, with the name of who asks."""
    return named(request, unnamed(request, template, **values))


def unnamed(request: Request, template: str, **values: object) -> bytes:
    """A page that is the same for all who may do the same: of who asks it tells only by what he may do.

    Half a surrogate pair, which no encoding knows, becomes a question mark.
    """
    may_correct = getattr(request.state, "may_correct", False)
    return _filled(request, template, may_correct=may_correct, **values)


def named(request: Request, page: bytes) -> bytes:
    """The page with the name of who asks."""
    told = {name: getattr(request.state, name, None) for name in ("who", "signs_in")}
    return page.replace(_NAME, _filled(request, "visitor.html", **told), 1)


def _filled(request: Request, template: str, **values: object) -> bytes:
    templates: Environment = request.app.state.templates
    return templates.get_template(template).render(**values).encode("utf-8", "replace")


def is_day(cell: object) -> bool:
    """Whether a cell is a day, month or year, which is not to be broken over two lines."""
    return isinstance(cell, date) or (isinstance(cell, str) and bool(_DAY.fullmatch(cell)))


def written(cell: object) -> str:
    """A cell of a table in words: codes without their underscores, empty for what is not known."""
    words = "" if cell is None else str(cell)
    return words.replace("_", " ") if _CODE.fullmatch(words) else words


def link(*parts: str, filters: Mapping[str, object] | None = None, at: str = "") -> str:
    """The address of a page of ours: ``link("p", "rus-ukr", filters={"as_of": "2025-05-15"})``."""
    path = "/" + "/".join(quote(part, safe="", errors="replace") for part in parts)
    given = {name: value for name, value in (filters or {}).items() if value not in (None, "")}
    asked = f"?{urlencode(given, errors='replace')}" if given else ""
    return path + asked + (f"#{at}" if at else "")


def outside(url: str | None) -> str | None:
    """The address when it is one of the web that a reader may follow, else None: ``javascript:`` is not."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in ("http", "https") and parts.hostname else None
