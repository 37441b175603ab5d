"""Speed, ratios, memory and cost, all in one run.

    python -m benchmarks.speed [--articles 48] [--only stages,gate,workers,pages,starts] [--out FOLDER] [--page PAGE]

What is compared is read by turns in one process, so that the ratios hold where the seconds do not; seconds are told by
the clock and by the processor, of which the latter are the steadier on a shared machine. Writes ``speed.json`` and
``speed.md``, and with ``--page docs/explanation/speed.md`` the table of that page. Without ``--pool`` and ``--gold``
the shared sets beside the repository are taken, else its own cases.
"""

import argparse
import json
import os
import platform
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.speed import gate as gates
from benchmarks.speed import pages, stages, starts, workers
from benchmarks.speed.cost import cost
from benchmarks.speed.samples import samples_of

from dragoman.api import load_reader
from dragoman.config import Config

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "evaluation" / "cases" / "articles.jsonl"
POOL = ROOT.parent / "shared" / "corpus" / "pool.jsonl.gz"
GOLD = ROOT.parent / "shared" / "gold"
PARTS = ("stages", "gate", "workers", "pages", "starts")
_MARKED = re.compile(r"(<!-- speed: begin .*?-->).*?(<!-- speed: end -->)", re.DOTALL)


def main() -> None:
    """Measure, print and write."""
    options = _options()
    config = Config(gate=True)
    reader = load_reader(config)
    assert reader.gate is not None
    samples = samples_of(options.pool, options.articles, reader.gate)
    works: dict[str, Callable[[], dict[str, Any]]] = {
        "stages": lambda: stages.measured(samples, reader, config.language_model),
        "gate": lambda: _gate(options, reader.gate, samples.mixed),
        "workers": lambda: workers.measured(samples.relevant),
        "pages": lambda: pages.measured(samples.mixed),
        "starts": starts.measured,
    }
    figures: dict[str, Any] = {"machine": _machine(), "pool": options.pool.name}
    for name in options.only:
        figures[name] = works[name]()
        if name == "stages":
            figures["cost"] = cost(figures["stages"], options.price)
        _write(figures, options.out)  # after each, so that a run that is cut short has shown what it found
    if options.page:
        _write_page(options.page, (options.out / "speed.md").read_text(encoding="utf-8"))
    print((options.out / "speed.md").read_text(encoding="utf-8"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=48, help="articles in a sample")
    parser.add_argument("--only", type=_names, default=list(PARTS), help=f"of {', '.join(PARTS)}")
    parser.add_argument("--pool", type=Path, default=POOL if POOL.exists() else CASES)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--price", type=float, default=0.04, help="of a core for an hour (default: 0.04)")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "benchmarks")
    parser.add_argument("--page", type=Path, help="a page to write the table into, between its marks")
    return parser.parse_args()


def _names(text: str) -> list[str]:
    return [name for name in PARTS if name in text.split(",")]


def _gate(options: argparse.Namespace, gate: Any, mixed: Any) -> dict[str, Any]:
    known = gates.lost(options.gold, gate) if (options.gold / "dev.jsonl").exists() else {}
    return {**gates.passed(mixed, gate), "records lost": known}


def _machine() -> dict[str, Any]:
    return {
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "load": [round(one, 1) for one in os.getloadavg()],
        "python": platform.python_version(),
        "day": time.strftime("%Y-%m-%d"),
    }


def _write(figures: dict[str, Any], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "speed.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    rows = "".join(f"| {name} | {value} |\n" for name, value in _flat(figures))
    table = f"| measure | value |\n|---|---|\n{rows}"
    (out / "speed.md").write_text(table, encoding="utf-8")


def _write_page(page: Path, table: str) -> None:
    text = page.read_text(encoding="utf-8")
    page.write_text(_MARKED.sub(lambda marks: f"{marks[1]}\n{table}{marks[2]}", text), encoding="utf-8")


def _flat(figures: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}: ")
        else:
            yield f"{above}{name}", value


if __name__ == "__main__":
    main()
