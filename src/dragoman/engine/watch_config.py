"""What a watch follows, as its TOML file says."""

import ipaddress
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from dragoman.errors import SourceError, UsageError
from dragoman.read.fetch import checked_url

Kind = Literal["feed", "page"]

FEWEST_MINUTES = 1.0
_KEYS = {"contact": str, "seconds_per_host": (int, float), "allow": list, "feed": list, "page": list}
_DEFAULT_MINUTES: Mapping[Kind, float] = {"feed": 15.0, "page": 60.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """An address that is followed: a feed with the pages of its entries, or one page that changes.

    Attributes:
        url: the address.
        kind: what it is.
        seconds: from one poll to the next.
    """

    url: str
    kind: Kind
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchConfig:
    """Settings of a watch.

    Attributes:
        watched: what is followed.
        contact: your address or page, sent with each request so that a site can complain.
        seconds_per_host: the least time between two requests to a host; never less than one second.
        allow: networks inside the house that may be asked although they are not public.
    """

    watched: tuple[Watched, ...]
    contact: str = ""
    seconds_per_host: float = 1.0
    allow: tuple[str, ...] = ()


def load_watch(path: Path) -> WatchConfig:
    """The settings in a TOML file.

    Raises:
        UsageError: if the file cannot be read, sets an unknown key, or follows nothing.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file") from None
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise UsageError(f"{path}: not a readable TOML file ({problem})") from None
    _check_keys(values, path)
    watched = tuple(one for kind in _DEFAULT_MINUTES for one in _watched(values.get(kind, []), kind, path))
    if not watched:
        raise UsageError(f'{path}: follows nothing; add [[feed]] with url = "https://..."')
    return WatchConfig(
        watched=tuple({one.url: one for one in watched}.values()),
        contact=values.get("contact", ""),
        seconds_per_host=max(1.0, float(values.get("seconds_per_host", 1.0))),
        allow=_networks(values.get("allow", []), path),
    )


def _check_keys(values: Mapping[str, Any], path: Path) -> None:
    for name, value in values.items():
        if name not in _KEYS:
            raise UsageError(f"{path}: unknown setting {name!r}; known are {', '.join(sorted(_KEYS))}")
        if not isinstance(value, _KEYS[name]) or isinstance(value, bool):  # type: ignore[arg-type]
            raise UsageError(f"{path}: {name} has a value of the wrong kind")


def _watched(tables: list[Any], kind: Kind, path: Path) -> list[Watched]:
    return [_one(table, kind, path) for table in tables]


def _one(table: Any, kind: Kind, path: Path) -> Watched:
    if not isinstance(table, dict) or not isinstance(table.get("url"), str):
        raise UsageError(f'{path}: each [[{kind}]] needs url = "https://..."')
    if unknown := sorted(set(table) - {"url", "every_minutes"}):
        raise UsageError(f"{path}: unknown setting {unknown[0]!r} in [[{kind}]]; known are every_minutes, url")
    minutes = table.get("every_minutes", _DEFAULT_MINUTES[kind])
    if not isinstance(minutes, int | float) or not minutes >= FEWEST_MINUTES:
        raise UsageError(f"{path}: every_minutes must be a number, 1 or more")
    try:
        url = str(checked_url(table["url"]))
    except SourceError as problem:
        raise UsageError(f"{path}: {problem}") from None
    return Watched(url=url, kind=kind, seconds=minutes * 60.0)


def _networks(texts: list[Any], path: Path) -> tuple[str, ...]:
    try:
        return tuple(str(ipaddress.ip_network(text)) for text in texts)
    except ValueError as problem:
        raise UsageError(f"{path}: allow: {problem}") from None
