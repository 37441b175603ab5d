"""How long the pages of a big ledger take, and what they weigh: ``python -m benchmarks.ledger.pages --ledger big.db``.

Every page of some of the busiest processes and of others drawn by chance, each twice from one running site: the first
time, in the order of its tabs, and again. An article and a search are asked once for each process. Then the pages of
the busiest are made beforehand, as `dragoman serve` does, and each page is asked for once more from a new site.
"""

import gc
import json
import random
import re
import resource
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

from benchmarks.ledger.asking import QUESTIONS
from fastapi.testclient import TestClient

from dragoman.api import Ledger
from dragoman.web.kept import Kept
from dragoman.web.site import site
from dragoman.web.warming import BUSIEST, Warmer

_SEED = 20250515
_ARTICLE = re.compile(r'href="(/article/[^"?#]+)')
_MEETING = re.compile(r'href="(/p/[^"/]+/meeting/[^"?#]+)')
_PERSON = re.compile(r'href="(/person/[^"#]+)')
_WORDS = ("ceasefire", "talks delegation", "prisoners")
_BASE = "http://127.0.0.1:8000"
Figures = dict[str, dict[str, dict[str, float]]]


class Took(NamedTuple):
    """What one page took, in milliseconds by the clock and of the processor, and its weight in bytes."""

    clock: float
    processor: float
    weight: int


def main() -> None:
    """Ask for the pages, and write what they took."""
    parser = ArgumentParser(prog="python -m benchmarks.ledger.pages", description=__doc__)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--busiest", type=int, default=3)
    parser.add_argument("--others", type=int, default=20)
    parser.add_argument("--warmed", type=int, default=BUSIEST, help="processes of which pages are made beforehand")
    parser.add_argument("--results", type=Path, default=Path("benchmarks/results/pages"), help="without its ending")
    given = parser.parse_args()
    cold, warm = Kept(str(given.ledger)), Kept(str(given.ledger))
    client = TestClient(site(str(given.ledger), kept=cold), base_url=_BASE)
    addresses: dict[str, list[tuple[str, str]]] = defaultdict(list)
    took: dict[tuple[str, str], list[Took]] = defaultdict(list)
    for group, processes in _processes(given).items():
        for process in processes:
            for name, address in _addresses(client, process):
                addresses[group].append((name, address))
                took[group, f"{name}, first"].append(_took(client, address))
                took[group, f"{name}, again"].append(_took(client, address))
    warming = _warmed(warm, given)
    del client
    gc.collect()  # what the first site has read is no load of the second one
    client = TestClient(site(str(given.ledger), kept=warm), base_url=_BASE)
    for group, pages in addresses.items():
        for name, address in pages:
            took[group, f"{name}, warmed"].append(_took(client, address))
    _write(given.results, _figures(took), warming)


def _processes(given: Any) -> dict[str, list[str]]:
    """Ids of the busiest processes and of some of the others."""
    with Ledger.open(given.ledger) as ledger:
        ids = [process.id for process in ledger.processes()]
    rest = random.Random(_SEED).sample(ids[given.busiest :], min(given.others, len(ids) - given.busiest))
    return {"busiest": ids[: given.busiest], "others": rest}


def _addresses(client: TestClient, process: str) -> Iterator[tuple[str, str]]:
    """The pages of a process, and a meeting, a person and an article that its overview names, once that was asked."""
    pages = ["", *QUESTIONS, "timeline", "map"]
    yield from ((page or "overview", f"/p/{process}/{page}".rstrip("/")) for page in pages)
    shown = client.get(f"/p/{process}").text
    for name, pattern in (("article", _ARTICLE), ("meeting", _MEETING), ("person", _PERSON)):
        found = pattern.search(shown)
        if found:
            yield name, found.group(1).replace("&amp;", "&")
    yield "search", f"/search?q={random.Random(process).choice(_WORDS).replace(' ', '+')}"


def _took(client: TestClient, address: str) -> Took:
    clock, processor = time.perf_counter(), time.process_time()
    reply = client.get(address)
    if reply.status_code != 200:
        raise RuntimeError(f"{address}: {reply.status_code}")
    return Took(1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor), len(reply.content))


def _warmed(kept: Kept, given: Any) -> dict[str, float]:
    """Make the pages of the busiest processes beforehand; what that took, by the process that makes them."""
    begun = time.perf_counter()
    Warmer(kept, str(given.ledger), may_correct=False, busiest=given.warmed).warm(kept.moment())
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "processes": given.warmed,
        "clock_s": time.perf_counter() - begun,
        "processor_s": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / 1000,
    }


def _figures(took: Mapping[tuple[str, str], Sequence[Took]]) -> Figures:
    figures: Figures = defaultdict(dict)
    for (group, name), pages in took.items():
        clock, processor = [page.clock for page in pages], [page.processor for page in pages]
        figures[group][name] = {
            "asked": len(pages), "p50": median(clock), "p95": _p95(clock), "processor p50": median(processor),
            "processor p95": _p95(processor), "kB": max(page.weight for page in pages) / 1000,
        }  # fmt: skip
    return figures


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def _write(results: Path, figures: Figures, warming: Mapping[str, float]) -> None:
    told = {"pages": figures, "warming": warming}
    results.with_suffix(".json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    text = _table(figures, warming)
    results.with_suffix(".md").write_text(text, encoding="utf-8")
    print(text)


def _table(figures: Figures, warming: Mapping[str, float]) -> str:
    columns = ("p50", "p95", "processor p50", "processor p95", "kB")
    head = "| page | processes | asked | p50 ms | p95 ms | p50 ms of processor | p95 ms of processor | heaviest kB |\n"
    rows = (
        f"| {name} | {group} | {one['asked']} | {' | '.join(f'{one[column]:.0f}' for column in columns)} |\n"
        for group, found in figures.items()
        for name, one in found.items()
    )
    return (
        f"# Pages of a big ledger\n\n`python -m benchmarks.ledger.pages`\n\n"
        f"The pages of {warming['processes']} processes were made beforehand in {warming['processor_s']:.0f} s of "
        f"processor, by a process of at most {warming['megabytes']:.0f} MB. “First” and “again” are without them, from "
        f"one site; “warmed” is the first time from a new site that has them.\n\n{head}{'|---' * 8}|\n{''.join(rows)}"
    )


if __name__ == "__main__":
    main()
