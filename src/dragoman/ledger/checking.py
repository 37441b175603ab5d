"""Whether a ledger is whole: every id is the hash of what it names, and what follows from other rows does follow."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from dragoman.ledger.copies import origins
from dragoman.ledger.database import Database
from dragoman.ledger.identity import document_id, row_id
from dragoman.ledger.rows import CopyLink
from dragoman.ledger.statements import statements
from dragoman.model import Article, content_hash
from dragoman.serial import article_from_json, report_from_json


class Checked(Protocol):
    """What is checked: the tables, and the copy links read from them."""

    database: Database

    def copy_links(self) -> Iterator[CopyLink]:
        """Which documents copy which."""


def faults(ledger: Checked) -> Iterator[str]:
    """What is wrong with the content of a ledger, a line each."""
    sql = statements("check.sql")
    yield from _wrong_documents(ledger.database, sql["documents"])
    yield from _wrong_rows(ledger.database, sql["reports"])
    yield from _wrong_origins(ledger)
    for document, run, newest in ledger.database.query(sql["runs_that_do_not_count"]):
        yield f"document {document} counts in run {run}, but its newest run is {newest}"
    for one, other in ledger.database.query(sql["wrong_pair_counts"]):
        yield f"the documents that tell of {one} and {other} are miscounted"
    for (meeting,) in ledger.database.query(sql["lost_meetings"]):
        yield f"rows name a meeting {meeting} that their document does not have"


def _wrong_documents(database: Database, sql: str) -> Iterator[str]:
    least: dict[str, tuple[str, str]] = {}
    for id_, content, head, body, title, text in database.scan(sql):
        article = replace(article_from_json(body), text=text)
        if article.title != title or document_id(article) != id_ or content_hash(title, text) != content:
            yield f"document {id_} is not the one that its id names"
        least[id_] = (head, min(body, least.get(id_, (head, body))[1]))
    yield from (f"document {id_} does not show its least variant" for id_, (head, low) in least.items() if head != low)


def _wrong_rows(database: Database, sql: str) -> Iterator[str]:
    for id_, document, run, type_, body, title, text in database.scan(sql):
        if row_id(document, run, type_, body) != id_:
            yield f"row {id_} is not the one that its id names"
            continue
        article = Article(id=document, title=title, text=text)
        for span in report_from_json(type_, body).evidence:
            if article.of(span.field)[span.start : span.end] != span.text:
                yield f"row {id_}: its evidence is not at {span.field}[{span.start}:{span.end}] of document {document}"


def _wrong_origins(ledger: Checked) -> Iterator[str]:
    held = {row[0]: row[1] for row in ledger.database.scan(statements("check.sql")["origins"])}
    found = origins(held, ledger.copy_links())
    for document, origin in held.items():
        if found[document] != origin:
            yield f"document {document} has the origin {origin}; its copies make it {found[document]}"
