"""Kill an ingest again and again at random points: what it acknowledged is there, nothing is there twice.

    python -m scripts.soak.kills --kills 300

A writer adds documents in transactions and tells each one after it is committed. It is killed with
SIGKILL a random time after a random number of them, some writers while they open the ledger; the next
one goes on. In the end the ledger must hold what an undisturbed one holds, byte by byte.
"""

import argparse
import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from scripts.soak.made import made_codings

from dragoman.ledger.identity import document_id
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.rows import Coding
from dragoman.ledger.sqlite import SqliteDatabase
from dragoman.ledger.store import Store

BATCH = 8
THOROUGH = 20
"""How many kills apart every id and evidence is checked; lost and doubled documents and the file are after each."""


def main() -> None:
    """Run the kills and tell how it went; exit code 1 when anything was lost, doubled or damaged."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--longest", type=float, default=0.1, help="seconds from the last batch waited for to the kill")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=None, help="where the ledgers are written")
    options = parser.parse_args()
    with TemporaryDirectory(dir=options.folder) as folder:
        sys.exit(soak(Path(folder), options.kills, options.longest, options.seed))


def soak(folder: Path, kills: int, longest: float, seed: int) -> int:
    """Kill as often as asked, checking after each kill; 0 when all is well."""
    codings = list(made_codings(4 * BATCH * kills, seed))
    chance, ledger, told = random.Random(seed), folder / "killed.db", set[str]()
    faults: list[str] = []
    at_work = 0
    for number in range(kills):
        new, killed = killed_writer(ledger, codings, chance.randrange(5), chance.uniform(0.0, longest))
        told, at_work = told | new, at_work + killed
        found = _faults(ledger, told, thorough=number % THOROUGH == 0 or number == kills - 1)
        faults += [f"kill {number}: {fault}" for fault in found]
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


def killed_writer(ledger: Path, codings: Sequence[Coding], batches: int, after: float) -> tuple[set[str], bool]:
    """What a writer acknowledged before it was killed, and whether it was at work.

    Args:
        ledger: where it writes.
        codings: what it is to write.
        batches: how many batches it may acknowledge; with 0 it may be killed while it opens the ledger.
        after: seconds from there to the kill.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _write_and_end(ledger, codings, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as acknowledged:
        told = [acknowledged.readline() for _ in range(batches * BATCH)]
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        told += acknowledged.readlines()
    # a line cut off by the kill was not told
    return {line.decode().strip() for line in told if line.endswith(b"\n")}, os.WIFSIGNALED(status)


def _write_and_end(ledger: Path, codings: Sequence[Coding], acknowledged: int) -> NoReturn:
    """Write in a forked process, which never returns to what the parent was doing."""
    try:
        _write(ledger, codings, acknowledged)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _write(ledger: Path, codings: Sequence[Coding], acknowledged: int) -> None:
    with open_ledger(ledger, create=True) as opened:
        todo = (c for c in codings if not opened.holds(document_id(c.article), c.run.id))
        while batch := list(islice(todo, BATCH)):
            with opened.transaction():
                for coding in batch:
                    opened.add(coding)
            os.write(acknowledged, "".join(f"{document_id(c.article)}\n" for c in batch).encode())


def _faults(ledger: Path, told: set[str], *, thorough: bool) -> list[str]:
    if not told and not ledger.exists():
        return []
    with Store(SqliteDatabase(ledger, create=True)) as opened:
        held = [str(row[0]) for row in opened.database.query("SELECT id FROM document")]
        coded = [row[0] for row in opened.database.query("SELECT document FROM coding")]
        lost = [f"{document} was acknowledged and is lost" for document in told - set(held)]
        twice = ["documents are there twice"] if len({*held}) != len(held) or len(held) != len(coded) else []
        return [*lost, *twice, *(opened.check() if thorough else opened.database.check())]


def _write_all(ledger: Path, codings: Sequence[Coding]) -> list[str]:
    with open_ledger(ledger, create=True) as opened:
        with opened.transaction():
            for coding in codings:
                opened.add(coding)
        return [json.dumps(line) for line in opened.everything()]


if __name__ == "__main__":
    main()
