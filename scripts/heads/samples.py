"""The training set: gold articles, cut into the sentences that the heads read, with their labels."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.heads.alignment import Aligner, Group, Labels, grouped

from dragoman.heads.encoding import HeadInput

MOST_MENTIONS = 14
"""Mentions marked in one sentence; a list of forty states would swamp the pairs."""


@dataclass(slots=True)
class Sample:
    """One sentence of a gold article."""

    article: str
    number: int
    item: HeadInput
    mentions: list[dict[str, Any]]
    groups: list[Group]
    labels: Labels
    relevance: str


Rows = dict[str, dict[str, Any]]


def read_jsonl(path: Path) -> Rows:
    """The objects of a JSON-lines file by their ``id``."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {row["id"]: row for row in rows}


def read_split(gold: Path, split: str) -> tuple[Rows, Rows]:
    """The articles of ``split`` (``train`` or ``dev``) and their codings."""
    return read_jsonl(gold / f"{split}_articles.jsonl"), read_jsonl(gold / f"{split}.jsonl")


def read_more(pool: Path, codings: Path) -> tuple[Rows, Rows]:
    """The articles of a pool (JSON lines, gzip) that ``codings`` code, with the sentences that the coders numbered."""
    coded = read_jsonl(codings)
    with gzip.open(pool, "rt", encoding="utf-8") as stream:
        found = {row["id"]: row for line in stream if (row := json.loads(line))["id"] in coded}
    spans = {key: {"title": row["title"] or "", "sentences": coded[key]["sentences"]} for key, row in found.items()}
    return {key: {**row, **spans[key]} for key, row in found.items()}, {key: coded[key] for key in found}


def load_samples(articles: Rows, codings: Rows, mentions: Path) -> list[Sample]:
    """Every sentence of the articles with its labels, in their order."""
    found = json.loads(mentions.read_text(encoding="utf-8"))
    return [s for key, article in articles.items() for s in _article_samples(article, codings[key], found[key])]


def _article_samples(article: dict[str, Any], gold: dict[str, Any], found: list[dict[str, Any]]) -> Iterator[Sample]:
    spans = [("title", 0, len(article["title"])), *(("text", a, b) for a, b in article["sentences"])]
    inside = {n: _inside(found, *span) for n, span in enumerate(spans)}
    groups = {n: grouped(m) for n, m in inside.items()}
    labels = Aligner(groups).article(gold)
    texts = [article[name][a:b] for name, a, b in spans]
    for number, (_, start, _) in enumerate(spans):
        marks = tuple((m["start"] - start, m["end"] - start, _kind(m)) for m in inside[number])
        item = HeadInput(
            title=texts[0] if number else None,
            text=texts[number],
            mentions=marks,
        )
        yield Sample(article["id"], number, item, inside[number], groups[number], labels[number], gold["relevance"])


def _inside(found: list[dict[str, Any]], name: str, start: int, end: int) -> list[dict[str, Any]]:
    here = [m for m in found if m["field"] == name and start <= m["start"] < end]
    return [{**m, "end": min(m["end"], end)} for m in here][:MOST_MENTIONS]


def _kind(mention: dict[str, Any]) -> str:
    if mention["place"]:
        return "place"
    kinds = {kind for _, kind, *_ in mention["actors"]}
    return kinds.pop() if len(kinds) == 1 else str(mention["kind"])
