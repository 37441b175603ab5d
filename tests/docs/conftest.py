"""A warm process for all pages, a ledger of the story, and a list of what was not run."""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.docs import desk
from tests.docs.blocks import blocks_of, pages
from tests.docs.place import ROOT

_LOADED_WITHIN = 300


@dataclass(frozen=True, slots=True)
class Desk:
    """Where commands are run, and in which surroundings.

    Attributes:
        files: a folder with the files that the pages speak of, to be copied for each page.
        surroundings: the environment of the commands.
    """

    files: Path
    surroundings: dict[str, str]

    def copy(self, folder: Path) -> Path:
        """The files in a folder of their own."""
        return shutil.copytree(self.files, folder / "desk", symlinks=True)

    def run(self, command: list[str], folder: Path, given: str = "") -> subprocess.CompletedProcess[str]:
        """The command as it ended."""
        return subprocess.run(
            command, cwd=folder, env=self.surroundings, input=given, text=True, timeout=600, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip


@pytest.fixture(scope="session")
def the_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A folder of files with a ledger of the story in it, and the tools to work on copies of it."""
    files, tools = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("tools")
    with tempfile.TemporaryDirectory() as near:  # the path of a socket must be short
        address = f"{near}/warm"
        process = subprocess.Popen([sys.executable, "-m", "tests.docs.warm", address], cwd=ROOT)
        try:
            _wait_for(process, address)
            desk.lay(files)
            desk.tools(tools, address)
            (files / ".venv").mkdir()
            (files / ".venv" / "bin").symlink_to(tools)
            made = Desk(files, desk.surroundings(tools))
            done = made.run(["bash", "-ec", _LEDGER], files)
            assert done.returncode == 0, done.stdout
            yield made
        finally:
            process.kill()
            process.wait()


_LEDGER = """
dragoman ingest examples/story/articles.jsonl --ledger talks.db --recorded-at published
dragoman process add rus-ukr --name "Russia-Ukraine talks" --party RUS --party UKR --mediator TUR --ledger talks.db
"""


def _wait_for(process: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + _LOADED_WITHIN
    while time.monotonic() < end and process.poll() is None:
        with socket.socket(socket.AF_UNIX) as trying:
            if Path(address).exists() and trying.connect_ex(address) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the warm process did not start")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells which blocks of the documentation are never run, and why."""
    not_run = [block for page in pages() for block in blocks_of(page) if block.why_not]
    terminalreporter.section(f"documentation: {len(not_run)} blocks are not run")
    for block in not_run:
        terminalreporter.line(f"{block}: {block.why_not}")
