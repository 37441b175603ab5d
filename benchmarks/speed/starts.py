"""Seconds that a command takes before it reads, and with one short report: whole processes, the median of several."""

import statistics
import subprocess
import sys
import tempfile
import time

REPEATS = 3
_REPORT = "Talks Open In Oslo\n\nOSLO, 4 May 2024 - Norway hosted talks between Israel and Jordan on Friday.\n"


def measured() -> dict[str, float]:
    """Starting Python, importing Dragoman, and ``dragoman read`` of one report."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as report:
        report.write(_REPORT)
        report.flush()
        return {
            "python s": _median([sys.executable, "-c", "pass"]),
            "import dragoman s": _median([sys.executable, "-c", "import dragoman"]),
            "dragoman read s": _median([sys.executable, "-m", "dragoman.cli.app", "read", report.name, "--json"]),
        }


def _median(command: list[str]) -> float:
    return round(statistics.median(_seconds(command) for _ in range(REPEATS)), 3)


def _seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin
