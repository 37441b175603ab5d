"""A big ledger made, and the ten questions put to it: ``python -m benchmarks.ledger --records rec.jsonl``.

Records are JSON as of `dragoman.serial.to_json`, one a line; they are resampled with other days and other words until
there are as many documents as asked for. The figures are printed as they are written, to a table and to JSON.
"""

import json
import os
import platform
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.ledger.asking import Asked, ask
from benchmarks.ledger.building import NOTHING, Built, build
from benchmarks.ledger.resampled import read_lines

_RESULTS = Path("benchmarks/results/ledger")


def main() -> None:
    """Build, ask, and write what it took."""
    given = _arguments()
    built = _built(given)
    asked, memory = ask(given.ledger, given.busiest, given.others, given.ask_minutes)
    figures = {"built": asdict(built), "asked": [asdict(one) for one in asked], "asking_memory": memory}
    text = _table(built, asked, memory)
    given.results.parent.mkdir(parents=True, exist_ok=True)
    given.results.with_suffix(".json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    given.results.with_suffix(".md").write_text(text, encoding="utf-8")
    print(text)


def _built(given: Namespace) -> Built:
    """What writing took; a ledger cut short is gone on with, and a whole one is asked again."""
    kept = given.ledger.with_suffix(".built.json")
    built = Built(**json.loads(kept.read_text(encoding="utf-8"))) if given.ledger.exists() else NOTHING
    if built.documents < given.documents and given.build_minutes > 0:
        built = build(given.ledger, read_lines(given.records), given.documents, given.build_minutes, built)
        kept.write_text(json.dumps(asdict(built)), encoding="utf-8")
    return built


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.ledger", description=__doc__)
    parser.add_argument("--records", type=Path, nargs="+", required=True, help="JSON lines of real records")
    parser.add_argument(
        "--ledger", type=Path, default=Path("big.db"), help="where it is made; one that is there is gone on with"
    )
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--build-minutes", type=float, default=240, help="when to stop writing and ask what is there")
    parser.add_argument("--busiest", type=int, default=20, help="how many of the busiest processes are asked")
    parser.add_argument("--others", type=int, default=60, help="how many of the others are asked, drawn by chance")
    parser.add_argument("--ask-minutes", type=float, default=60, help="when to stop asking")
    parser.add_argument("--results", type=Path, default=_RESULTS, help="without its ending")
    return parser.parse_args()


def _table(built: Built, asked: Sequence[Asked], memory: float) -> str:
    cores, load = os.cpu_count(), os.getloadavg()[0]
    lines = [
        "# A big ledger",
        "",
        f"`python -m benchmarks.ledger`, Python {platform.python_version()}, {cores} cores, load {load:.1f}.",
        "",
        f"- {built.documents:,} documents, {built.reports:,} reports, {built.copies:,} copy links.",
        f"- Writing: {built.documents / built.wall:.0f} documents/s by the clock; a second of the processor writes "
        f"{built.documents / built.processor:.0f} ({built.last_rate:.0f} at the end); {built.memory:.0f} MB of memory.",
        f"- On disk: {built.size / 1e6:,.0f} MB, {built.size / built.documents / 1e3:.1f} kB a document.",
        f"- Asking: {memory:.0f} MB.",
        "",
        "Milliseconds by the clock, and of the processor:",
        "",
        "| question | processes | state | asked | p50 | p95 | processor p50 | processor p95 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.question} | {one.group} | {one.state} | {one.count} | {one.p50:.0f} | {one.p95:.0f} "
        f"| {one.processor_p50:.0f} | {one.processor_p95:.0f} |"
        for one in asked
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
