"""Page furniture inside a text: captions, links to other stories, sign-up boxes, credits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from dragoman.errors import RuleError
from dragoman.model import Span

Where = Literal["line", "inline", "edge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRule:
    """One kind of furniture.

    Attributes:
        id: its name.
        why: where it comes from.
        where: ``line`` fills whole lines, ``inline`` stands anywhere, ``edge`` is a whole line that is
            furniture only at the end of the text.
        cues: lower-case strings of which the text must hold one before the pattern is tried.
        pattern: what it looks like.
        hits: texts that are, or hold, this furniture.
        near_misses: texts that must not match.
    """

    id: str
    why: str
    where: Where
    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    hits: tuple[str, ...]
    near_misses: tuple[str, ...]


def find_furniture(text: str) -> tuple[Span, ...]:
    """The spans of ``text`` (half-open, code points) that are page furniture, in order, none touching another."""
    lowered = text.lower()
    spans = [
        Span(start=match.start(), end=match.end())
        for rule in load_rules()
        if rule.where != "edge" and any(cue in lowered for cue in rule.cues)
        for match in rule.pattern.finditer(text)
    ]
    spans.extend(_edge_spans(text, spans))
    return tuple(_merged(spans))


def body_bounds(text: str, spans: tuple[Span, ...]) -> tuple[int, int]:
    """Where the body begins and ends when furniture and white space at both ends of ``text`` are cut."""
    start, end = 0, len(text)
    for span in spans:
        if text[start : span.start].strip():
            break
        start = max(start, span.end)
    for span in reversed(spans):
        if text[span.end : end].strip() or span.start < start:
            break
        end = span.start
    end = max(start, len(text[:end].rstrip()))
    return end - len(text[start:end].lstrip()), end


def within(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    """The spans that lie between ``start`` and ``end``, counted from ``start``."""
    return tuple(
        Span(start=span.start - start, end=span.end - start)
        for span in spans
        if start <= span.start and span.end <= end
    )


def is_furniture(line: str) -> bool:
    """Whether the whole of ``line`` is furniture."""
    spans = find_furniture(line.strip())
    return bool(spans) and spans[0].start == 0 and spans[-1].end == len(line.strip())


@cache
def load_rules() -> tuple[FurnitureRule, ...]:
    """The furniture rules of ``data/read/furniture.yml``, compiled.

    Raises:
        RuleError: if a rule breaks the format.
    """
    text = (files("dragoman") / "data" / "read" / "furniture.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return tuple(_rule(entry) for entry in yaml.load(text, Loader=loader))


def _rule(entry: dict[str, object]) -> FurnitureRule:
    try:
        where: Where = entry["where"]  # type: ignore[assignment]
        return FurnitureRule(
            id=str(entry["id"]),
            why=str(entry["why"]),
            where=where,
            cues=_strings(entry["cues"]),
            pattern=_compiled(where, str(entry["pattern"])),
            hits=_strings(entry["hits"]),
            near_misses=_strings(entry["near_misses"]),
        )
    except (KeyError, ValueError, re.error) as problem:
        raise RuleError(f"furniture.yml, rule {entry.get('id')}: {problem!r}") from problem


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"not a list of strings: {value!r}")
    return tuple(value)


def _compiled(where: Where, pattern: str) -> re.Pattern[str]:
    if where not in ("line", "inline", "edge"):
        raise ValueError(f"where is {where!r}")
    anchored = pattern if where == "inline" else rf"^[ \t\xa0]{{0,20}}(?:{pattern})[ \t\xa0]{{0,20}}$"
    return re.compile(anchored, re.MULTILINE)


def _edge_spans(text: str, spans: list[Span]) -> Iterator[Span]:
    """Furniture that is known as such only by standing last, line by line from the end."""
    known = {span.end: span for span in spans}
    end = len(text.rstrip())
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        if end in known:
            start = known[end].start
        elif _is_edge_line(text[start:end]):
            yield Span(start=start, end=end)
        else:
            return
        end = len(text[:start].rstrip())


def _is_edge_line(line: str) -> bool:
    return len(line) < 200 and any(rule.where == "edge" and rule.pattern.match(line) for rule in load_rules())


def _merged(spans: list[Span]) -> Iterator[Span]:
    """The spans in order, overlapping and adjoining ones made one; empty ones left out."""
    current: Span | None = None
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if span.start == span.end:
            continue
        if current is not None and span.start <= current.end:
            current = Span(start=current.start, end=max(current.end, span.end))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current
