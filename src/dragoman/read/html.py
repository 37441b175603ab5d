"""An article from an HTML or AMP page.

``read_html`` is one pure function from bytes to an article, so that a worker process which can be killed may run it.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from dragoman.errors import SourceError
from dragoman.model import Article, DocumentDate, content_hash
from dragoman.read.body import extract_body
from dragoman.read.dating import DateEvidence, date_document
from dragoman.read.decode import decode
from dragoman.read.furniture import body_bounds, find_furniture, within
from dragoman.read.guard import SafePage, safe_page
from dragoman.read.limits import PageLimits, refuse_long
from dragoman.read.metadata import PageMetadata, read_metadata
from dragoman.read.tongue import language_name, require_english

_FEWEST_WORDS = 40
_DEFAULT_LIMITS = PageLimits()


def read_html(
    data: bytes,
    *,
    source: str = "page",
    url: str | None = None,
    given_date: date | None = None,
    today: date | None = None,
    limits: PageLimits = _DEFAULT_LIMITS,
) -> Article:
    """The article of an HTML or AMP page.

    The text is the body's paragraphs, parted by blank lines, without the headline, the masthead and the furniture
    at both ends; furniture inside is marked.

    Args:
        data: the page as it came.
        source: how a message names it.
        url: where it was fetched from.
        given_date: the publication date to use instead of what the page tells.
        today: the day of reading; a date after it is not believed.
        limits: how much of a page is read.

    Raises:
        SourceError: if the page is too large or too deep, cannot be decoded, holds no article, or is not in English.
    """
    if not data.strip():
        raise SourceError(source, "is empty")
    if len(data) > limits.source_bytes:
        raise SourceError(source, f"the page is larger than {limits.source_bytes // 1_000_000} MB")
    page = safe_page(decode(data, source=source), source=source, limits=limits)
    tree = _parsed(page, source)
    metadata = read_metadata(tree, page.json_ld)
    refuse_long(body := extract_body(page.markup, tree, metadata.body), source=source)
    today = today or date.today()
    published = _date(page, metadata, body, url=url, given=given_date, today=today)
    return _article(body, metadata, published, source=source, url=url)


def _parsed(page: SafePage, source: str) -> Any:
    from lxml import etree, html

    # lxml refuses a text that declares an encoding of its own, and NUL
    markup = page.markup.replace("\0", " ")
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError):
        raise SourceError(source, "is no page that can be parsed") from None
    return tree


def _date(
    page: SafePage, metadata: PageMetadata, body: str, *, url: str | None, given: date | None, today: date
) -> DocumentDate:
    evidence = DateEvidence(
        published=metadata.published, modified=metadata.modified, url=url or metadata.canonical_url, text=body
    )
    found = date_document(evidence, given=given, today=today)
    if found.best is None and (printed := _printed_stamp(page.markup, today)) and not _is_change(printed, evidence):
        stamped = replace(evidence, published=(*evidence.published, ("text", printed)))
        return date_document(stamped, given=given, today=today)
    return found


def _is_change(printed: str, evidence: DateEvidence) -> bool:
    """Whether a day that htmldate found is only the day of the last change."""
    return any(value.startswith(printed) for _, value in evidence.modified)


def _printed_stamp(markup: str, today: date) -> str | None:
    """The day that an element of the page shows as its date, found by htmldate."""
    from htmldate import find_date

    try:
        # extensive_search compiles every locale's date patterns: six seconds of a worker's first page
        return find_date(markup, extensive_search=False, original_date=True, max_date=today.isoformat())
    except Exception:
        # the page is untrusted: whatever the parser raises, the date is unknown
        return None


def _article(body: str, metadata: PageMetadata, published: DocumentDate, *, source: str, url: str | None) -> Article:
    body = _without_heading(body, metadata)
    furniture = find_furniture(body)
    start, end = body_bounds(body, furniture)
    text = body[start:end]
    if len(text.split()) < _FEWEST_WORDS:
        _refuse(text, metadata, source)
    return Article(
        id=content_hash(metadata.title, text),
        title=metadata.title,
        text=text,
        publisher=metadata.publisher,
        byline=metadata.byline,
        language=require_english(text, source=source, told=metadata.language),
        url=url,
        canonical_url=metadata.canonical_url,
        date=published,
        furniture=within(furniture, start, end),
    )


def _without_heading(body: str, metadata: PageMetadata) -> str:
    """``body`` without first paragraphs that repeat the headline or the masthead."""
    known = {metadata.title.casefold(), (metadata.publisher or "").casefold()}
    paragraphs = body.split("\n\n")
    while len(paragraphs) > 1 and paragraphs[0].casefold() in known:
        paragraphs.pop(0)
    return "\n\n".join(paragraphs)


def _refuse(text: str, metadata: PageMetadata, source: str) -> None:
    if metadata.language and metadata.language != "en":
        raise SourceError(source, f"the page is in {language_name(metadata.language)}; only English is read so far")
    raise SourceError(source, f"the page holds no article: only {len(text.split())} words of running text were found")
