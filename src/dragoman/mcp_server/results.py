"""What the tools answer, as JSON values of bounded size: each line with its sentences, outlets and dates."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from dragoman.api.ledger import Ledger
from dragoman.ledger.rows import Row
from dragoman.mcp_server.arguments import Asked, Listed, OneArticle, Sought
from dragoman.mcp_server.bounds import bounded, part, visible, within
from dragoman.state.changes import Changes
from dragoman.views.layout import Shown, asked
from dragoman.web import article, listing
from dragoman.web.lines import Cite, cites, worth_showing
from dragoman.web.questions import QUESTIONS, QuestionName, answered

_SENTENCES: Final = 3
"""Sentences beside one line; the others are counted."""
_MOST_ROWS: Final = 40
"""Records of an article in one result."""
_OF_ROW: Final = ("row", "type", "words", "source", "voice", "factuality", "evidence")
"""What an article's records tell that the article does not tell already."""

Result = dict[str, Any]


def answer(question: QuestionName, ledger: Ledger, given: Asked) -> Result:
    """The answer to one of the ten questions."""
    found = answered(ledger, ledger.process(given.process), question, given.asking())
    sections = list(worth_showing(QUESTIONS[question].view(found)))
    told: Result = {"question": QUESTIONS[question].asks, "process": found.process.id, "about": asked(found)}
    if isinstance(found, Changes):
        told["since"] = f"{found.since.known_by:%Y-%m-%dT%H:%M}Z"
    told["remarks"] = [heading for heading, lines in sections if not lines]
    shown = [(heading, line) for heading, lines in sections for line in lines]
    wanted = shown[given.offset : given.offset + given.limit]
    return bounded(told) | part(map(_line, wanted), given.offset, len(shown))


def processes(ledger: Ledger, given: Listed) -> Result:
    """A part of the processes."""
    return bounded(listing.processes(ledger, given))


def search(ledger: Ledger, given: Sought) -> Result:
    """A part of the articles that hold all the words, best first, each with the text around the first of them."""
    return bounded(listing.found(ledger, given))


def one_article(ledger: Ledger, given: OneArticle) -> Result:
    """A part of an article's text, and the records whose evidence stands in it."""
    told = article.body(article.told(ledger, given.id, given.known_by))
    text, rows, end = told.pop("text"), told.pop("rows"), given.offset + given.limit
    own = [row for row in rows if any(_stands_in(one, given.offset, end) for one in row["evidence"])]
    kept = within(bounded({name: row[name] for name in _OF_ROW}) for row in own[:_MOST_ROWS])
    return bounded(told) | {
        "text_of_others": visible(text[given.offset : end]),
        "characters": len(text),
        "next": end if end < len(text) else None,
        "rows": kept,
        "rows_left_out": len(own) - len(kept),
    }


def _stands_in(evidence: dict[str, Any], start: int, end: int) -> bool:
    """Whether evidence stands in a part of the text; the headline belongs to the first."""
    if evidence["field"] == "title":
        return start == 0
    return bool(evidence["start"] < end and start < evidence["end"])


def _line(placed: tuple[str, Shown]) -> Result:
    """One line of an answer under its heading."""
    heading, line = placed
    told: Result = bounded({"section": heading, "code": line.code.strip(), "words": line.words})
    return told | {"overtaken": line.faded} | _support(line.rows)


def _support(rows: Iterable[Row]) -> Result:
    """The first sentences of a line with where they stand, and how many more there are."""
    found = cites(rows)
    return {"evidence": list(_shown(found[:_SENTENCES])), "evidence_left_out": max(0, len(found) - _SENTENCES)}


def _shown(found: Iterable[Cite]) -> Iterator[Result]:
    for one in found:
        told = {"sentence": one.sentence, "outlet": one.outlet, "date": one.date or None, "title": one.title}
        yield bounded(told | {"url": one.url, "article": one.document, "row": one.row})
