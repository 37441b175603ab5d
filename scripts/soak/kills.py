"""Kill an ingest again and again at random points: what it acknowledged is there, nothing is there twice.

    python -m scripts.soak.kills --kills 300

A writer adds documents in transactions and tells each one after it is committed. It is killed with
SIGKILL after a random time, some of them while it opens the ledger; the next one goes on. In the end
the ledger must hold what an undisturbed one holds, byte by byte.
"""

import argparse
import json
import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.soak.made import made_codings

from dragoman.ledger.identity import document_id
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.rows import Coding

BATCH = 8


def main() -> None:
    """Run the kills and tell how it went; exit code 1 when anything was lost, doubled or damaged."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--longest", type=float, default=0.5, help="seconds that a writer lives at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=None, help="where the ledgers are written")
    options = parser.parse_args()
    with TemporaryDirectory(dir=options.folder) as folder:
        sys.exit(soak(Path(folder), options.kills, options.longest, options.seed))


def soak(folder: Path, kills: int, longest: float, seed: int) -> int:
    """Kill as often as asked, checking after each kill; 0 when all is well."""
    codings = list(made_codings(20 * kills, seed))
    chance, ledger, told = random.Random(seed), folder / "killed.db", set[str]()
    faults: list[str] = []
    at_work = 0
    for number in range(kills):
        new, killed = killed_writer(ledger, codings, chance.uniform(0.0, longest))
        told, at_work = told | new, at_work + killed
        faults += [f"kill {number}: {fault}" for fault in _faults(ledger, told)]
    finished = _write_all(ledger, codings) == _write_all(folder / "undisturbed.db", codings)
    if not finished:
        faults.append("the ledger is not what an undisturbed ingest makes")
    figures = {
        "kills": kills,
        "at_work": at_work,
        "acknowledged": len(told),
        "documents": len(codings),
        "faults": faults,
    }
    print(json.dumps(figures))
    return 1 if faults else 0


def killed_writer(ledger: Path, codings: Sequence[Coding], after: float) -> tuple[set[str], bool]:
    """What a writer acknowledged before it was killed, ``after`` seconds from its start; and whether it was at work."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _write(ledger, codings, writing)
        os._exit(0)
    os.close(writing)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as acknowledged:
        lines = acknowledged.read().decode().split("\n")
    return set(lines[:-1]), os.WIFSIGNALED(status)  # a line cut off by the kill was not told


def _write(ledger: Path, codings: Sequence[Coding], acknowledged: int) -> None:
    with open_ledger(ledger, create=True) as opened:
        todo = [c for c in codings if not opened.holds(document_id(c.article), c.run.id)]
        for start in range(0, len(todo), BATCH):
            batch = todo[start : start + BATCH]
            with opened.transaction():
                for coding in batch:
                    opened.add(coding)
            os.write(acknowledged, "".join(f"{document_id(c.article)}\n" for c in batch).encode())


def _faults(ledger: Path, told: set[str]) -> list[str]:
    if not told and not ledger.exists():
        return []
    with open_ledger(ledger, create=True) as opened:
        held = [document.id for document in opened.documents()]
        lost = [f"{document} was acknowledged and is lost" for document in told - set(held)]
        twice = ["documents are there twice"] if len(held) != len(set(held)) else []
        return [*lost, *twice, *opened.check()]


def _write_all(ledger: Path, codings: Sequence[Coding]) -> list[str]:
    with open_ledger(ledger, create=True) as opened:
        with opened.transaction():
            for coding in codings:
                opened.add(coding)
        return [json.dumps(line) for line in opened.everything()]


if __name__ == "__main__":
    main()
