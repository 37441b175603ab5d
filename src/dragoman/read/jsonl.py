"""Articles from JSON lines: title and text exactly as given, so that the input's own offsets stay true."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dragoman.errors import SourceError
from dragoman.model import Article, DocumentDate, Span, content_hash
from dragoman.read.columns import Columns
from dragoman.read.dating import DateEvidence, date_document
from dragoman.read.furniture import find_furniture
from dragoman.read.limits import MAX_SOURCE_BYTES, refuse_long
from dragoman.read.lines import LineStream, bounded_lines
from dragoman.read.tongue import require_english

_OWN_NAMES = Columns()


def read_jsonl_line(
    line: str,
    *,
    source: str = "line",
    given_date: date | None = None,
    today: date | None = None,
    columns: Columns = _OWN_NAMES,
) -> Article:
    """The article in one JSON object with ``text`` and, if known, id, title, publisher, date, url and sentences.

    Title and text are kept character by character; furniture is marked, never cut. Other fields are ignored.

    Args:
        line: the JSON object.
        source: how a message names the line.
        given_date: the publication date to use instead of the object's.
        today: the day of reading; a date after it is not believed.
        columns: the object's own names for these fields.

    Raises:
        SourceError: if the line is no such object, has no text, or is not in English.
    """
    return article_of(columns.part_of(_object(line, source)), source=source, given_date=given_date, today=today)


def article_of(
    fields: Mapping[str, Any], *, source: str, given_date: date | None = None, today: date | None = None
) -> Article:
    """The article in named values: a JSON object's, or a row's of a table.

    Raises:
        SourceError: if they hold no text, something else than strings, or are not in English.
    """
    text = _required_text(fields, source)
    title = _string(fields, "title", source) or ""
    url = _string(fields, "url", source)
    return Article(
        id=_string(fields, "id", source) or content_hash(title, text),
        title=title,
        text=text,
        publisher=_string(fields, "publisher", source),
        language=require_english(text, source=source),
        url=url,
        date=_date(fields, text, url, source, given_date=given_date, today=today),
        furniture=find_furniture(text),
        sentences=_sentences(fields, text, source),
    )


def iterate_jsonl(
    stream: LineStream,
    *,
    source: str = "input",
    given_date: date | None = None,
    today: date | None = None,
    columns: Columns = _OWN_NAMES,
) -> Iterator[Article | SourceError]:
    """An article for each line of a binary stream, or the error that the line holds; blank lines are passed over.

    A bad line never stops the run: its SourceError is a value, named ``source:line``.
    """
    for number, line in bounded_lines(stream, limit=MAX_SOURCE_BYTES):
        name = f"{source}:{number}"
        if line is None:
            yield SourceError(name, f"the line is longer than {MAX_SOURCE_BYTES // 1_000_000} MB")
        elif line.strip():
            yield _article_or_error(line, name, given_date=given_date, today=today, columns=columns)


def _article_or_error(
    line: bytes, name: str, *, given_date: date | None, today: date | None, columns: Columns
) -> Article | SourceError:
    try:
        return read_jsonl_line(
            line.decode("utf-8-sig"), source=name, given_date=given_date, today=today, columns=columns
        )
    except UnicodeDecodeError:
        return SourceError(name, "the line is not UTF-8, which JSON must be")
    except SourceError as problem:
        return problem


def _object(line: str, source: str) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as problem:
        why = getattr(problem, "msg", "nested too deeply")
        raise SourceError(source, f"is not a JSON object on one line ({why})") from None
    if not isinstance(value, dict):
        raise SourceError(source, f"is a JSON {type(value).__name__}, not an object with a text")
    return value


def _required_text(fields: Mapping[str, Any], source: str) -> str:
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise SourceError(source, "has no text: the field `text` must hold the body of the article")
    refuse_long(text, source=source)
    return text


def _string(fields: Mapping[str, Any], name: str, source: str) -> str | None:
    """A field as text, None when it is missing or empty; numbers count as text (ids and years often are)."""
    value = fields.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise SourceError(source, f"the field `{name}` is a JSON {type(value).__name__}, not a string")
    return str(value)


def _date(
    fields: Mapping[str, Any], text: str, url: str | None, source: str, *, given_date: date | None, today: date | None
) -> DocumentDate:
    printed = _string(fields, "date", source)
    evidence = DateEvidence(published=(("meta", printed),) if printed else (), url=url, text=text)
    return date_document(evidence, given=given_date, today=today)


def _sentences(fields: Mapping[str, Any], text: str, source: str) -> tuple[Span, ...]:
    pairs = fields.get("sentences") or ()
    if not isinstance(pairs, list | tuple):
        raise SourceError(source, f"the field `sentences` is a JSON {type(pairs).__name__}, not a list of [start, end]")
    return tuple(_sentence(pair, len(text), source) for pair in pairs)


def _sentence(pair: object, length: int, source: str) -> Span:
    match pair:
        case [int(start), int(end)] if 0 <= start <= end <= length and not isinstance(start, bool):
            return Span(start=start, end=end)
    raise SourceError(source, f"the field `sentences` holds {str(pair)[:40]!r}, which is no [start, end] of the text")
