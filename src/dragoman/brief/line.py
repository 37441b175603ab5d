"""One line of a brief."""

from dataclasses import dataclass

from dragoman.ledger.rows import Row


@dataclass(frozen=True, slots=True)
class Line:
    """Words, and the rows that show them, from which its footnotes are made."""

    words: str
    rows: tuple[Row, ...] = ()
