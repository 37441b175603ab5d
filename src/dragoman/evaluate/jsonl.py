"""Coded articles from a JSON Lines file."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.errors import SourceError
from dragoman.evaluate.agreement import GROUPS, Coded


def read_coded(path: Path, *, fields: Iterable[str] = ()) -> list[Coded]:
    """The objects of a JSON Lines file, one article each, in file order.

    Args:
        path: the file.
        fields: keys that every object must have besides ``id``.

    Raises:
        SourceError: if the file can't be read, or a line is no object with an ``id`` and with records in the
            codebook's form; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(path), f"can't be read as UTF-8 text ({error})") from error
    wanted = tuple(fields)
    return [_coded(text, f"{path}, line {number}", wanted) for number, text in enumerate(lines, 1) if text.strip()]


def _coded(text: str, source: str, fields: Iterable[str]) -> Coded:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(source, f"is no JSON ({error})") from error
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        raise SourceError(source, "is no JSON object with an id")
    for name in fields:
        if name not in value:
            raise SourceError(source, f"lacks {name}")
    for group in GROUPS:
        if not _in_form(value.get(group)):
            raise SourceError(source, f"holds {group} that are not in the codebook's form")
    return value


def _in_form(records: Any) -> bool:
    """Whether records are objects whose support can be read; what they say is free."""
    return _are_objects(records) and all(
        _numbers(one.get("s")) and _spans(one.get("evidence")) for one in records or ()
    )


def _are_objects(values: Any) -> bool:
    return values is None or (isinstance(values, list) and all(isinstance(one, dict) for one in values))


def _numbers(values: Any) -> bool:
    return values is None or (isinstance(values, list) and all(isinstance(one, int) for one in values))


def _spans(values: Any) -> bool:
    return _are_objects(values) and all(_is_span(one) for one in values or ())


def _is_span(value: dict[str, Any]) -> bool:
    return value.get("field") == "title" or all(isinstance(value.get(end), int) for end in ("start", "end"))
