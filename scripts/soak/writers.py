"""Many writers at once: each writes its documents one by one, and all of them are there in the end.

python -m scripts.soak.writers --writers 8 --transactions 2000
python -m scripts.soak.writers --ledger postgresql://user@host/database
"""

import argparse
import json
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.soak.made import made_codings

from dragoman.ledger.opening import open_ledger


def main() -> None:
    """Run the writers and tell how it went; exit code 1 when a row is missing or a writer failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--transactions", type=int, default=2000)
    parser.add_argument("--folder", type=Path, default=None, help="where the ledger is written")
    parser.add_argument("--ledger", default=None, help="an address of PostgreSQL instead")
    options = parser.parse_args()
    with TemporaryDirectory(dir=options.folder) as folder:
        sys.exit(crowd(options.ledger or str(Path(folder) / "crowd.db"), options.writers, options.transactions))


def crowd(address: str, writers: int, transactions: int) -> int:
    """Let all writers write at once; 0 when all that they wrote is there and the ledger is whole."""
    began = time.monotonic()
    with ProcessPoolExecutor(writers, multiprocessing.get_context("spawn")) as pool:
        told = list(pool.map(write, [address] * writers, range(writers), [transactions] * writers))
    seconds = time.monotonic() - began
    errors = [error for _, _, error in told if error]
    with open_ledger(address) as ledger:
        rows = sum(1 for _ in ledger.rows())
        faults = list(ledger.check())
        documents = sum(1 for _ in ledger.documents())
    expected = sum(count for _, count, _ in told)
    figures = {
        "writers": writers, "transactions": sum(done for done, _, _ in told), "documents": documents, "rows": rows,
        "rows_expected": expected, "seconds": round(seconds, 1), "errors": errors, "faults": faults,
    }  # fmt: skip
    print(json.dumps(figures))
    return 0 if rows == expected and documents == writers * transactions and not errors and not faults else 1


def write(address: str, seed: int, transactions: int) -> tuple[int, int, str]:
    """One writer: how many transactions it made, of how many rows, and what went wrong."""
    done = rows = 0
    try:
        with open_ledger(address, create=True) as ledger:
            for coding in made_codings(transactions, seed):
                ledger.add(coding)
                done += 1
                assert coding.record is not None
                rows += len(coding.record.meetings) + len(coding.record.attendance) + len(coding.record.positions)
    except Exception as problem:
        return done, rows, f"{type(problem).__name__}: {problem}"
    return done, rows, ""


if __name__ == "__main__":
    main()
