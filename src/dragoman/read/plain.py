"""An article from plain text: masthead, title and byline lines, then the body."""

from datetime import date

from dragoman.errors import SourceError
from dragoman.model import Article, content_hash
from dragoman.read.dating import DateEvidence, date_document
from dragoman.read.furniture import body_bounds, find_furniture, within
from dragoman.read.header import read_header
from dragoman.read.limits import refuse_long
from dragoman.read.tongue import require_english


def read_text(
    data: str,
    *,
    source: str = "text",
    url: str | None = None,
    given_date: date | None = None,
    today: date | None = None,
) -> Article:
    """The article in a plain text.

    Lines before the body are taken for a masthead (``Gazette News``), a title, a byline and date stamps when they
    look like it; the body is one unchanged slice of ``data`` without the furniture at both its ends.

    Args:
        data: the text.
        source: how a message names it.
        url: where it came from.
        given_date: the publication date to use instead of what the text tells.
        today: the day of reading; a date after it is not believed.

    Raises:
        SourceError: if there is no text, it is too long, or it is not in English.
    """
    if not data.strip():
        raise SourceError(source, "is empty")
    refuse_long(data, source=source)
    header = read_header(data, today=today or date.today())
    rest = data[header.body_start :]
    furniture = find_furniture(rest)
    start, end = body_bounds(rest, furniture)
    text = rest[start:end]
    if not text:
        raise SourceError(source, "holds no article text, only headings and page furniture")
    evidence = DateEvidence(url=url, text="\n".join((*header.stamps, text)))
    return Article(
        id=content_hash(header.title, text),
        title=header.title,
        text=text,
        publisher=header.publisher,
        byline=header.byline,
        language=require_english(text, source=source),
        url=url,
        date=date_document(evidence, given=given_date, today=today),
        furniture=within(furniture, start, end),
    )
