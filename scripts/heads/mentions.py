"""Where the language layer finds mentions in the gold articles, kept as JSON for the training venv."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.config import Config
from dragoman.language.mentions import Mention
from dragoman.language.pipeline import analyse_all, load_resources
from dragoman.model import Article, DocumentDate


def write_mentions(articles: Iterable[dict[str, Any]], out: Path) -> None:
    """Writes the mentions of every article: its id to a list of mentions."""
    resources = load_resources(Config())
    found = {
        analysis.article.id: [_row(mention) for mention in analysis.mentions]
        for analysis in analyse_all(map(_article, articles), resources)
    }
    out.write_text(json.dumps(found), encoding="utf-8")
    print(f"{sum(map(len, found.values()))} mentions in {len(found)} articles")


def _article(row: dict[str, Any]) -> Article:
    try:
        known = DocumentDate(best=date.fromisoformat((row["date"] or "")[:10]), basis="given")
    except ValueError:
        known = DocumentDate()
    return Article(id=row["id"], title=row["title"] or "", text=row["text"], publisher=row.get("publisher"), date=known)


def _row(mention: Mention) -> dict[str, Any]:
    return {
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": mention.kind,
        "pronominal": mention.pronominal,
        "place": mention.place,
        "country": mention.country,
        "actors": [[a.name, a.kind, a.party, a.country] for a in mention.actors],
    }
