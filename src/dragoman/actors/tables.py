"""Reads the knowledge base's tables: CSV files of the package or of a user."""

import csv
import gzip
import hashlib
import io
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from dragoman.errors import ModelError, SourceError

Row = dict[str, str]


def package_data() -> Traversable:
    """The folder of the shipped knowledge base."""
    return resources.files("dragoman") / "data" / "actors"


def shipped_rows(*name: str) -> Iterator[Row]:
    """The rows of a shipped CSV file; none when an optional layer was dropped.

    Raises:
        ModelError: if the file cannot be read as a table.
    """
    source = package_data().joinpath(*name)
    if not source.is_file():
        return
    try:
        yield from rows_of(source.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ModelError(f"{source}: not a table ({error}); reinstall dragoman") from error


def shipped_digest(*name: str) -> str:
    """SHA-256 of a shipped file, empty when it was dropped."""
    source = package_data().joinpath(*name)
    return hashlib.sha256(source.read_bytes()).hexdigest() if source.is_file() else ""


def shipped_lines(*name: str) -> list[str]:
    """The lines of a shipped gzip file.

    Raises:
        ModelError: if the file is missing or damaged.
    """
    source = package_data().joinpath(*name)
    try:
        return gzip.decompress(source.read_bytes()).decode("utf-8").split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ModelError(f"{source}: cannot be read ({error}); reinstall dragoman") from error


def user_rows(path: Path) -> Iterator[Row]:
    """The rows of a user's CSV file.

    Raises:
        SourceError: if the file is missing or is no CSV table in UTF-8.
    """
    try:
        yield from rows_of(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SourceError(str(path), f"cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(str(path), f"is no CSV table in UTF-8 ({error})") from error


def rows_of(text: str) -> Iterator[Row]:
    """Rows of a CSV text with a header; missing cells are empty, surplus ones dropped."""
    for row in csv.DictReader(io.StringIO(text)):
        yield {key: (value or "").strip() for key, value in row.items() if key is not None}


def parts(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list separated by ``|``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
