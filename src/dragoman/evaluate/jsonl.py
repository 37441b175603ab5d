"""Coded articles from a JSON Lines file."""

import json
from pathlib import Path

from dragoman.errors import SourceError
from dragoman.evaluate.agreement import Coded


def read_coded(path: Path) -> list[Coded]:
    """The objects of a JSON Lines file, one article each, in file order.

    Raises:
        SourceError: if the file can't be read, or a line is no object with an ``id``; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(path), f"can't be read as UTF-8 text ({error})") from error
    return [_coded(text, f"{path}, line {number}") for number, text in enumerate(lines, 1) if text.strip()]


def _coded(text: str, source: str) -> Coded:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(source, f"is no JSON ({error})") from error
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        raise SourceError(source, "is no JSON object with an id")
    return value
