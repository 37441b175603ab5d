"""Hostile sources at full size: what they cost, and whether anything got through.

    python -m benchmarks.hostile [--pages 10000] [--workers 2] [--seeds FOLDER ...] [--only mutants ...] [--out FOLDER]

Prints a table and writes ``hostile.json`` and ``hostile.md``. Ends with code 1 if a mark is missed.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.hostile import runs

ROOT = Path(__file__).resolve().parents[2]
OWN_PAGES = ROOT / "tests" / "read" / "pages"
Figures = Mapping[str, Any]


def main() -> None:
    """Run, print, write, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seeds", type=Path, nargs="*", default=[])
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "benchmarks")
    options = parser.parse_args()
    seeds = [path.read_bytes() for folder in (OWN_PAGES, *options.seeds) for path in sorted(folder.glob("*.html"))]
    steps: dict[str, Callable[[], Figures]] = {
        "mutants": lambda: runs.read_mutants(seeds, options.pages, options.workers),
        "bombs": runs.read_bombs,
        "xml": runs.read_xml_attacks,
        "inward": runs.ask_inward,
        "damage": runs.read_damaged,
    }
    figures: dict[str, Any] = {}
    for name, step in steps.items():
        if not options.only or name in options.only:
            figures[name] = dict(step())
            print(_table({name: figures[name]}), flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "hostile.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    (options.out / "hostile.md").write_text(_table(figures), encoding="utf-8")
    sys.exit(any(part.get("missed") for part in figures.values() if isinstance(part, dict)))


def _table(figures: Figures) -> str:
    parts = {name: part for name, part in figures.items() if isinstance(part, dict)}
    rows = "\n".join(f"| {name} | {what} | {value} |" for name, part in parts.items() for what, value in part.items())
    return f"| run | figure | value |\n|---|---|---|\n{rows}\n"


if __name__ == "__main__":
    main()
