"""What is exported: stories, each a document of the ledger with its rows, and the meetings folded from all of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice

from dragoman.export.occasion import Occasion, occasion_of
from dragoman.ledger.repository import ALL, Repository, RowQuery
from dragoman.ledger.rows import Row, RowType, StoredDocument

_AT_ONCE = 500  # documents whose rows are held at one time


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A document with its rows, ordered by id."""

    document: StoredDocument
    rows: tuple[Row, ...]

    def of(self, *types: RowType) -> Iterator[Row]:
        """Its rows of these types."""
        return (row for row in self.rows if row.type in types)

    def row(self, key: str | None) -> Row | None:
        """Its row of that id."""
        return next((row for row in self.rows if row.id == key), None)


Stories = Callable[[], Iterator[Story]]
"""Begins the stories anew, in order of document ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a user chose to export.

    Attributes:
        stories: documents with their rows; an export of several files goes through them more than once.
        occasions: meetings folded from all reports of a process; None when each report's own word of a meeting is
            to stand for itself.
    """

    stories: Stories
    occasions: tuple[Occasion, ...] | None = None

    def all_occasions(self) -> Iterator[Occasion]:
        """The folded meetings, else one for each meeting that a document tells of."""
        if self.occasions is not None:
            return iter(self.occasions)
        return (occasion_of(row) for story in self.stories() for row in story.of("meeting"))


def stories_of(repository: Repository, query: RowQuery = ALL) -> Stories:
    """The stories of a ledger that hold at least one wanted row.

    Args:
        repository: the ledger.
        query: which rows are wanted; all that count by default.
    """
    return lambda: _stories(repository, query)


def _stories(repository: Repository, query: RowQuery) -> Iterator[Story]:
    for documents in _chunks(repository.documents(ids=query.documents)):
        by_id = {document.id: document for document in documents}
        rows = repository.rows(replace(query, documents=tuple(by_id)))
        ordered = sorted(rows, key=lambda row: (row.document, row.id))
        for key, own in groupby(ordered, key=lambda row: row.document):
            yield Story(document=by_id[key], rows=tuple(own))


def _chunks(documents: Iterable[StoredDocument]) -> Iterator[list[StoredDocument]]:
    rest = iter(documents)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk
