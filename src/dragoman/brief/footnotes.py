"""Footnotes: the sentences behind the lines, each once, with outlet and date."""

from collections.abc import Iterable
from typing import Final

from dragoman.ledger.rows import Row

_PER_LINE: Final = 2  # independent reports that one line cites


class Footnotes:
    """Numbers the sentences in the order in which the lines cite them."""

    def __init__(self) -> None:
        self.notes: dict[tuple[str, str], Row] = {}

    def cite(self, rows: Iterable[Row]) -> list[int]:
        """The numbers of the first sentences of these rows in their order, one for each independent report."""
        by_origin: dict[str, Row] = {}
        for row in rows:
            by_origin.setdefault(row.origin, row)
        return sorted({self._number(row) for row in list(by_origin.values())[:_PER_LINE]})

    def _number(self, row: Row) -> int:
        key = (row.document, row.report.evidence[0].text)
        self.notes.setdefault(key, row)
        return list(self.notes).index(key) + 1

    def listed(self) -> list[Row]:
        """The rows cited, by number."""
        return list(self.notes.values())
