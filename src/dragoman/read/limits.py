"""How much of a source is read before it is refused."""

from dataclasses import dataclass

from dragoman.errors import SourceError

MAX_SOURCE_BYTES = 20_000_000
"""A text file, a page or one JSON line above this is refused unread."""

MAX_TEXT_CHARACTERS = 1_000_000
"""The longest body that is read: spaCy's own limit, twelve times the longest report of the project's pool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLimits:
    """The caps on one HTML page, so that no page keeps a worker longer than a few seconds.

    Tuned on made-up pages with trafilatura 2.3 on one 2026 core: 20,000 ``<p>`` take 0.9 s, 50,000 take
    5.3 s, 100,000 take 21 s; below 256 nested elements libxml2 keeps the text, above it is lost silently.
    The 24 news pages that were looked at have at most 2,000 tags.

    Attributes:
        source_bytes: the page as it came.
        markup_bytes: the page without scripts, styles and comments.
        json_ld_bytes: one JSON-LD block; a larger one is ignored.
        tags: start tags.
        tag_attributes: of one tag; libxml2 compares each with all others.
        attributes: of all tags.
        depth: elements open at the same time.
    """

    source_bytes: int = MAX_SOURCE_BYTES
    markup_bytes: int = 5_000_000
    json_ld_bytes: int = 1_000_000
    tags: int = 20_000
    tag_attributes: int = 500
    attributes: int = 100_000
    depth: int = 240


def refuse_long(text: str, *, source: str) -> None:
    """Nothing, for a text that a language model can be given.

    Raises:
        SourceError: if the text is longer than ``MAX_TEXT_CHARACTERS``.
    """
    if len(text) > MAX_TEXT_CHARACTERS:
        raise SourceError(source, f"the text has {len(text):,} characters; at most {MAX_TEXT_CHARACTERS:,} are read")
