"""Which column or field of a user's table holds what of an article."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from dragoman.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The names of the columns, or JSON fields, that an article's parts are taken from.

    Attributes:
        text: the body; the only one that must be there.
        title: the headline.
        id: the article's own id.
        publisher: the outlet.
        date: the day of publication.
        url: the address.
        sentences: sentence offsets, ``[start, end]`` each (JSON lines only).
    """

    text: str = "text"
    title: str = "title"
    id: str = "id"
    publisher: str = "publisher"
    date: str = "date"
    url: str = "url"
    sentences: str = "sentences"

    def part_of(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The parts of an article by their own names, as far as ``row`` has them."""
        return {one.name: row[getattr(self, one.name)] for one in fields(self) if getattr(self, one.name) in row}


def parse_columns(pairs: Iterable[str]) -> Columns:
    """The columns that ``part=column`` pairs name (``text=body``, ``title=headline``).

    Raises:
        UsageError: if a pair is none, or names no part of an article.
    """
    known = [one.name for one in fields(Columns)]
    named: dict[str, str] = {}
    for pair in pairs:
        part, equals, column = pair.partition("=")
        if not equals or not column or part not in known:
            raise UsageError(f"--columns {pair!r}: write part=column, with part one of {', '.join(known)}")
        named[part] = column
    return Columns(**named)
