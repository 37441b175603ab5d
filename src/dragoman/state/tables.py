"""Reads the shipped tables that answers rest on: levels of offices, words of conditions, what settles a doubt."""

from importlib.resources import files

from dragoman.actors.tables import Row, rows_of
from dragoman.errors import ModelError


def shipped_table(name: str) -> list[Row]:
    """The rows of a shipped CSV file.

    Raises:
        ModelError: if the file is missing.
    """
    source = files("dragoman") / "data" / "state" / name
    try:
        return list(rows_of(source.read_text(encoding="utf-8")))
    except OSError as error:
        raise ModelError(f"{source}: {error.strerror}; reinstall dragoman") from error
