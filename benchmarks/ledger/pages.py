"""How long the pages of a big ledger take, and what they weigh: ``python -m benchmarks.ledger.pages --ledger big.db``.

Every page of some of the busiest processes and of others drawn by chance, each twice from one running site: the first
time, in any order, and again. An article and a search are asked once for each process.
"""

import json
import random
import re
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.ledger.asking import QUESTIONS
from fastapi.testclient import TestClient

from dragoman.api import Ledger
from dragoman.web.site import site

_SEED = 20250515
_ARTICLE = re.compile(r'href="(/article/[^"?#]+)')
_MEETING = re.compile(r'href="(/p/[^"/]+/meeting/[^"?#]+)')
_PERSON = re.compile(r'href="(/person/[^"#]+)')
_WORDS = ("ceasefire", "talks delegation", "prisoners")
Figures = dict[str, dict[str, float]]


def main() -> None:
    """Ask for the pages, and write what they took."""
    parser = ArgumentParser(prog="python -m benchmarks.ledger.pages", description=__doc__)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--busiest", type=int, default=3)
    parser.add_argument("--others", type=int, default=20)
    parser.add_argument("--results", type=Path, default=Path("benchmarks/results/pages"), help="without its ending")
    given = parser.parse_args()
    client = TestClient(site(str(given.ledger)), base_url="http://127.0.0.1:8000")
    figures = {name: _asked(client, chosen) for name, chosen in _processes(given).items()}
    given.results.with_suffix(".json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    text = _table(figures)
    given.results.with_suffix(".md").write_text(text, encoding="utf-8")
    print(text)


def _processes(given: Any) -> dict[str, list[str]]:
    """Ids of the busiest processes and of some of the others."""
    with Ledger.open(given.ledger) as ledger:
        ids = [process.id for process in ledger.processes()]
    rest = random.Random(_SEED).sample(ids[given.busiest :], min(given.others, len(ids) - given.busiest))
    return {"busiest": ids[: given.busiest], "others": rest}


def _asked(client: TestClient, processes: Sequence[str]) -> Figures:
    took: dict[str, list[float]] = defaultdict(list)
    weight: dict[str, int] = defaultdict(int)
    for name, address in [pair for process in processes for pair in _addresses(client, process)]:
        for state in ("first", "again"):
            begun = time.perf_counter()
            reply = client.get(address)
            took[f"{name}, {state}"].append((time.perf_counter() - begun) * 1000)
            if reply.status_code != 200:
                raise RuntimeError(f"{address}: {reply.status_code}")
            weight[name] = max(weight[name], len(reply.content))
    return {
        name: {"asked": len(ms), "p50": median(ms), "p95": _p95(ms), "kB": weight[name.split(",")[0]] / 1000}
        for name, ms in took.items()
    }


def _addresses(client: TestClient, process: str) -> Iterator[tuple[str, str]]:
    """The pages of a process, and a meeting, a person and an article that its overview names."""
    pages = ["", *QUESTIONS, "timeline", "map"]
    yield from ((page or "overview", f"/p/{process}/{page}".rstrip("/")) for page in pages)
    shown = client.get(f"/p/{process}").text
    for name, pattern in (("article", _ARTICLE), ("meeting", _MEETING), ("person", _PERSON)):
        found = pattern.search(shown)
        if found:
            yield name, found.group(1).replace("&amp;", "&")
    yield "search", f"/search?q={random.Random(process).choice(_WORDS).replace(' ', '+')}"


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def _table(figures: dict[str, Figures]) -> str:
    head = "| page | processes | asked | p50 ms | p95 ms | heaviest kB |\n|---|---|---|---|---|---|\n"
    rows = (
        f"| {name} | {group} | {one['asked']:.0f} | {one['p50']:.0f} | {one['p95']:.0f} | {one['kB']:.0f} |\n"
        for group, found in figures.items()
        for name, one in found.items()
    )
    return f"# Pages of a big ledger\n\n`python -m benchmarks.ledger.pages`\n\n{head}{''.join(rows)}"


if __name__ == "__main__":
    main()
