"""Runs the commands of a tutorial in their order and writes their real output below them.

    python scripts/run_tutorial.py docs/tutorials/follow-a-process.md

Each ``sh`` block is run in one new folder where ``examples`` is the repository's; the ``text`` block that follows it
takes what was printed. Stops where a command fails.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
BLOCKS: Final = re.compile(r"```sh\n(?P<command>(?:(?!```).)*)```\n\n```text\n.*?```\n", re.DOTALL)
"""A command's block and the block of its output."""
WIDTH: Final = "110"


def main(arguments: Sequence[str]) -> int:
    """Rewrites the tutorials named; 0, as a command that fails raises."""
    for path in map(Path, arguments):
        text = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "examples").symlink_to(ROOT / "examples")
            path.write_text(BLOCKS.sub(partial(_run, folder=folder), text), encoding="utf-8")
    return 0


def _run(block: re.Match[str], folder: str) -> str:
    """The two blocks, the second with what the command prints now.

    Raises:
        CalledProcessError: if the command fails.
    """
    found = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    surroundings = {**os.environ, "PATH": found, "COLUMNS": WIDTH, "NO_COLOR": "1"}
    command = f"set -o pipefail\n{block['command']}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=surroundings, check=True, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    return f"```sh\n{block['command']}```\n\n```text\n{done.stdout.rstrip()}\n```\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
