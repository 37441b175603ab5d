"""What a page's JSON-LD tells of its article (schema.org NewsArticle and its kin)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

_ARTICLE_TYPES = ("article", "report", "blogposting", "posting")
_DEEPEST = 6


def article_nodes(blocks: tuple[str, ...]) -> list[Mapping[str, Any]]:
    """The objects of an article type in JSON-LD blocks, in order; blocks that are no JSON are passed over."""
    return [node for block in blocks for node in _nodes(_parsed(block), 0) if _is_article(node)]


def text_of(value: object) -> str | None:
    """The name or text in a JSON-LD value: a string, an object with a ``name``, or the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) or None if isinstance(value, str) else None


def names_of(value: object) -> list[str]:
    """All names in a JSON-LD value, in order, each once."""
    values = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(name for name in map(text_of, values) if name))


def _parsed(block: str) -> object:
    try:
        return json.loads(block.strip().strip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _nodes(value.get(key), depth + 1)


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.lower().endswith(_ARTICLE_TYPES) for kind in kinds)
