"""Cost of reading: cold start, import, words a second against bare ``nlp.pipe``, and peak memory.

    python benchmarks/reading.py [ARTICLES.jsonl[.gz]] [--articles 100] [--out FOLDER]

Everything is measured in one run on one machine, so that the ratios hold where the seconds do not. Without
a file the repository's own cases are read. Writes ``reading.json`` and ``reading.md`` to ``--out``.
"""

import argparse
import gzip
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.api import load_reader
from dragoman.codebook import coded
from dragoman.config import Config
from dragoman.errors import SourceError
from dragoman.language.pipeline import analyse_all
from dragoman.model import Article
from dragoman.read import iterate_jsonl

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "evaluation" / "cases" / "articles.jsonl"
REPEATS = 3


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles_file", nargs="?", type=Path, default=CASES)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "benchmarks")
    options = parser.parse_args()
    articles = _articles(options.articles_file, options.articles)
    figures = {**_processes(), **_speeds(articles)}
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "reading.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    table = _table(figures)
    (options.out / "reading.md").write_text(table, encoding="utf-8")
    print(table)


def _articles(path: Path, count: int) -> list[Article]:
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
        items: Iterable[Article | SourceError] = iterate_jsonl(stream)
        return list(islice((item for item in items if isinstance(item, Article)), count))


def _processes() -> dict[str, float]:
    """Seconds of whole processes: the median of several starts."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as report:
        report.write(
            "Talks Open In Oslo\n\nOSLO, 4 May 2024 - Norway hosted talks between Israel and Jordan on Friday.\n"
        )
        report.flush()
        read = [sys.executable, "-m", "dragoman.cli.app", "read", report.name, "--json"]
        return {
            "python_start_s": _median([sys.executable, "-c", "pass"]),
            "import_dragoman_s": _median([sys.executable, "-c", "import dragoman"]),
            "cold_read_s": _median(read),
        }


def _median(command: list[str]) -> float:
    return round(statistics.median(_timed(lambda: subprocess.run(command, check=True, capture_output=True))
                                   for _ in range(REPEATS)), 3)  # fmt: skip


def _timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _speeds(articles: list[Article]) -> dict[str, float]:
    """Words a second of the bare pipeline, of the language layer, of rules alone and of the whole, in turns."""
    reader, rules = load_reader(Config()), load_reader(Config(heads=False))
    nlp = reader.resources.nlp
    texts = [f"{a.title}\n\n{a.text}" for a in articles]
    words = sum(len(text.split()) for text in texts)
    stages: dict[str, Callable[[], Any]] = {
        "bare_pipe": lambda: list(nlp.pipe(texts, batch_size=32)),
        "analyse": lambda: list(analyse_all(articles, reader.resources)),
        "code_rules_alone": lambda: [coded(record) for record in rules.read_all(articles)],
        "code": lambda: [coded(record) for record in reader.read_all(articles)],
    }
    for work in stages.values():  # warm-up: lazy tables and the first batch are not the steady state
        work()
    seconds = {name: min(_timed(work) for _ in range(REPEATS)) for name, work in stages.items()}
    figures: dict[str, float] = {"articles": len(articles), "words": words}
    for name, spent in seconds.items():
        figures[f"{name}_words_per_s"] = round(words / spent)
        figures[f"{name}_over_bare_pipe"] = round(spent / seconds["bare_pipe"], 2)
    figures["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return figures


def _table(figures: dict[str, float]) -> str:
    rows = "\n".join(f"| {name.replace('_', ' ')} | {value} |" for name, value in figures.items())
    return f"| measure | value |\n|---|---|\n{rows}\n"


if __name__ == "__main__":
    main()
