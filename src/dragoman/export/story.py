"""What is exported: stories, each a document of the ledger with its rows, and the meetings folded from all of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.export.occasion import Occasion, occasion_of
from dragoman.ledger.rows import Row, RowType, StoredDocument


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
