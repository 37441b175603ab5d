"""What every answer is: lines that carry their rows, for one process at two times."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from dragoman.extras import library
from dragoman.ledger.rows import Process
from dragoman.state.plain import flat, plain
from dragoman.state.times import Times

if TYPE_CHECKING:
    import pandas
    import pyarrow

L = TypeVar("L")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[L]):
    """The answer to one question.

    Attributes:
        process: the process it is about.
        times: as of when and by what was known when.
        lines: what was found, each with the rows that show it; empty when nothing was.
    """

    process: Process
    times: Times
    lines: tuple[L, ...]

    def to_dict(self) -> dict[str, Any]:
        """The whole answer as JSON values: days in ISO form, each row with its sentences, outlet and date."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}

    def records(self) -> list[dict[str, Any]]:
        """One flat mapping a line: its own values, then sentence, outlet, date and address of its first row."""
        return [flat(line) for line in self.lines]

    def to_arrow(self) -> "pyarrow.Table":
        """The lines as an Arrow table.

        Raises:
            UsageError: if the extra ``data`` is not installed.
        """
        table: pyarrow.Table = library("pyarrow", "data").Table.from_pylist(self.records())
        return table

    def to_pandas(self) -> "pandas.DataFrame":
        """The lines as a data frame.

        Raises:
            UsageError: if the extra ``data`` is not installed.
        """
        table: pandas.DataFrame = library("pandas", "data").DataFrame.from_records(self.records())
        return table
