"""What the gate lets pass of an archive, and which coded records it would lose."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.speed.samples import articles_in
from benchmarks.speed.turns import Spent, timed

from dragoman.gate import Gate
from dragoman.model import Article


def passed(articles: Iterable[Article], gate: Gate) -> dict[str, float]:
    """The share of articles that pass, and milliseconds of the processor that the gate takes for one."""
    some, spent = list(articles), Spent()
    verdicts: list[bool] = []
    timed(spent, lambda: verdicts.extend(gate.verdict(article).passes for article in some))
    return {
        "share passed": round(sum(verdicts) / len(some), 4),
        "cpu ms/article": round(1000 * spent.cpu / len(some), 2),
    }


def lost(gold: Path, gate: Gate) -> dict[str, Any]:
    """Coded records in articles that the gate holds back, by set and by what the coder calls the article.

    The lexicon was fitted on the training articles, so that for them the figure flatters; ``scripts/build_gate.py``
    prints theirs by cross-validation. Dev was never fitted on.
    """
    sets = {name: _lost_of(gold, name, gate) for name in ("dev", "train")}
    records = sum(one["records"] for one in sets.values())
    missed = sum(one["lost"] for one in sets.values())
    return {**sets, "dev and train": {"records": records, "lost": missed, "share": round(missed / records, 4)}}


def _lost_of(gold: Path, name: str, gate: Gate) -> dict[str, Any]:
    held = {a.id for a in articles_in(gold / f"{name}_articles.jsonl") if not gate.verdict(a).passes}
    rows = [json.loads(line) for line in (gold / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    counts = {row["id"]: sum(len(value) for value in row.values() if isinstance(value, list)) for row in rows}
    missed = sum(counts[key] for key in held)
    return {
        "records": sum(counts.values()),
        "lost": missed,
        "share": round(missed / sum(counts.values()), 4),
        "articles held back": len(held),
        "of them talks or conflict": sum(row["id"] in held and row["relevance"] != "other" for row in rows),
    }
