"""Column lists as data: what each table of an export holds, in order.

A list stands in ``data/export/NAME.csv``: table, column, type, meaning, and the field of the ledger that it comes
from. The writer's header, ``datapackage.json`` and the codebook are all made from it, so that they cannot differ.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Kind = Literal["string", "integer", "number", "boolean", "date", "datetime", "array", "object"]
Value = str | int | float | bool | date | datetime | None
"""What a cell holds; times are in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table, or one field of a JSON object.

    Attributes:
        name: its name exactly as published by whoever owns the format.
        kind: its type, in the words of the Table Schema standard.
        meaning: what it says, with units and what stands for "unknown".
        source: the field of the ledger it comes from, as a path or in words; empty when we never know it.
    """

    name: str
    kind: Kind
    meaning: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An ordered list of columns.

    Attributes:
        name: the table's name.
        columns: its columns in order.
    """

    name: str
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns in order."""
        return tuple(column.name for column in self.columns)

    def line(self, values: Mapping[str, Value]) -> list[Value]:
        """The values of one row in the order of the columns; those not given are None.

        Raises:
            KeyError: if a value belongs to no column.
        """
        if unknown := values.keys() - set(self.header):
            raise KeyError(f"table {self.name} has no column {', '.join(sorted(unknown))}")
        return [values.get(name) for name in self.header]


@cache
def tables(name: str) -> Mapping[str, Table]:
    """The column lists of an export, table name -> table, in order.

    A list whose table is ``*`` comes first in each table of the file.
    """
    text = (files("dragoman") / "data" / "export" / f"{name}.csv").read_text(encoding="utf-8")
    found: dict[str, list[Column]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["table"], []).append(_column(row))
    shared = found.pop("*", [])
    return {table: Table(name=table, columns=(*shared, *columns)) for table, columns in found.items()}


def table(name: str, part: str | None = None) -> Table:
    """One column list of an export: the part so called, or the only one."""
    return tables(name)[part or name]


def _column(row: Mapping[str, str]) -> Column:
    return Column(name=row["name"], kind=cast(Kind, row["type"]), meaning=row["meaning"], source=row["source"])


def joined(values: Sequence[str | None], *, by: str = "; ") -> str | None:
    """A list in one cell: the known values in order, each once; None when there is none."""
    return by.join(dict.fromkeys(value for value in values if value)) or None
