"""A page that is still to be parsed: it can be handed to a worker process that may be killed."""

from dataclasses import dataclass, replace
from datetime import date

from dragoman.model import Article
from dragoman.read.dating import DateEvidence, date_document
from dragoman.read.html import read_html


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The bytes of an HTML or AMP page and what is known of it.

    Attributes:
        data: the page as it came.
        source: how a message names it.
        url: where it was fetched from.
        listed_date: the time of publication as the feed or listing printed it that names the page; it is used when
            the page itself tells no day.
        given_date: the publication date to use instead of what the page tells.
        today: the day of reading; a date after it is not believed.
    """

    data: bytes
    source: str
    url: str | None = None
    listed_date: str | None = None
    given_date: date | None = None
    today: date | None = None


def read_page(page: Page) -> Article:
    """The article of a page.

    Raises:
        SourceError: if the page is too large or too deep, cannot be decoded, holds no article, or is not in English.
    """
    article = read_html(page.data, source=page.source, url=page.url, given_date=page.given_date, today=page.today)
    if article.date.best is not None or page.listed_date is None:
        return article
    listed = date_document(DateEvidence(published=(("feed", page.listed_date),)), today=page.today)
    return replace(article, date=listed) if listed.best is not None else article
