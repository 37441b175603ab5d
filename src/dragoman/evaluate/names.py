"""Whether two coders mean the same actor or place: names folded to keys."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

_CODES: Final[Mapping[str, str]] = MappingProxyType({
    "us": "usa", "u.s.": "usa", "united states": "usa", "america": "usa", "russia": "rus", "uk": "gbr",
    "britain": "gbr", "united kingdom": "gbr", "united nations": "un", "u.n.": "un", "european union": "eu",
})  # fmt: skip
"""Spellings that the scorer counts as the code: part of the measure's definition, no knowledge base."""

_NO_KEY: Final = frozenset({
    "", "government", "president", "officials", "minister", "ministry", "talks", "forces", "group", "party",
})  # fmt: skip
"""Last words that too many actors share to tell one from another."""

_NOT_WORD: Final = re.compile(r"[^a-z0-9 ]+")


def fold(name: str) -> str:
    """The name in lower-case ASCII letters, digits and spaces; other scripts fold to nothing."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NOT_WORD.sub(" ", text).strip()


@lru_cache(maxsize=8192)
def name_keys(name: str) -> frozenset[str]:
    """The keys under which two mentions of one actor agree: whole name, last word, code."""
    whole = fold(name)
    code = _CODES.get(name.strip().lower()) or _CODES.get(whole, "")
    return frozenset({whole, code, *whole.split()[-1:]}) - _NO_KEY


def as_names(value: object) -> list[str]:
    """The names in a field: a list, one name, or a coder's comma string (``USA, EGY`` is two)."""
    values = value if isinstance(value, list) else [value]
    return [name.strip() for item in values if item for name in str(item).split(",") if name.strip()]


def overlap(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether any name on the left is the same actor as any on the right."""
    keys: set[str] = set().union(*map(name_keys, right))
    return any(name_keys(name) & keys for name in left)


def same(left: object, right: object) -> bool:
    """Whether two fields name a common actor."""
    return overlap(as_names(left), as_names(right))
