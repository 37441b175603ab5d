"""The words of an article that support a record."""

from dataclasses import dataclass
from typing import Literal

from dragoman.model.article import Article

Field = Literal["title", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A span of an article's field: ``article.of(field)[start:end] == text``, always.

    Attributes:
        field: ``title`` or ``text``.
        start: first character (half-open offsets in Unicode code points).
        end: one past the last character.
        text: the words themselves.
    """

    field: Field
    start: int
    end: int
    text: str


def quote(article: Article, field: Field, start: int, end: int) -> Evidence:
    """The evidence at ``start`` to ``end`` of an article's field.

    Raises:
        ValueError: if the span is empty or outside the field.
    """
    text = article.of(field)
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no evidence at {field}[{start}:{end}] of article {article.id}")
    return Evidence(field=field, start=start, end=end, text=text[start:end])
