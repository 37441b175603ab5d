"""The SQL that ships with the package: statements under their names, and numbered migrations."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


@cache
def statements(file: str = "statements.sql") -> Mapping[str, str]:
    """The statements of a file by their names."""
    text = files("dragoman.ledger").joinpath("sql", file).read_text(encoding="utf-8")
    parts = _NAME.split(text)[1:]
    return {name: sql.strip() for name, sql in zip(parts[::2], parts[1::2], strict=True)}


@cache
def migrations(store: str) -> tuple[str, ...]:
    """The migrations of a store, ``sqlite`` or ``postgres``, in order: the first makes schema version 1."""
    folder = files("dragoman.ledger").joinpath("sql", store)
    found = sorted((f for f in folder.iterdir() if re.match(r"\d{4}_", f.name)), key=lambda f: f.name)
    return tuple(f.read_text(encoding="utf-8") for f in found)
