"""What an export is, and what it hands back: files, with a codebook and ``datapackage.json`` beside them."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.export.columns import Table
from dragoman.export.story import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a user may choose.

    Attributes:
        raw: CSV for code: no byte-order mark, no guard against formulas.
        nested: Parquet with structures and lists instead of flat columns.
    """

    raw: bool = False
    nested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A file of an export.

    Attributes:
        path: its name in the folder.
        table: what it holds.
        rows: how many rows, events or features it holds.
        media_type: its media type.
        encoding: its text encoding, None for binary files.
        delimiter: what separates cells; None for anything but delimited text.
        header: whether the first line names the columns.
        missing: what stands for "unknown" in a cell.
    """

    path: str
    table: Table
    rows: int
    media_type: str
    encoding: str | None = "utf-8"
    delimiter: str | None = None
    header: bool = True
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What was written.

    Attributes:
        resources: the files, in order.
        left_out: why rows were left out -> how many.
    """

    resources: tuple[Resource, ...]
    left_out: Mapping[str, int] = field(default_factory=Counter)


Writer = Callable[[Selection, Path, Options], Export]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A format.

    Attributes:
        name: its name on the command line.
        title: what it is, in one line.
        write: writes what was chosen into an existing folder.
        extra: the extra of the package that it needs, None for none.
    """

    name: str
    title: str
    write: Writer
    extra: str | None = None
