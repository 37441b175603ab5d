"""A PostgreSQL server of Debian's packages, started for the tests on the loopback address and stopped after them."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


@contextmanager
def running_server() -> Iterator[str]:
    """The address of a fresh server; tests that need one are skipped where PostgreSQL is not installed."""
    if not _FOLDERS:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql); its ledger is not tested here")
    folder = Path(mkdtemp(prefix="dragoman-postgres-"))
    try:
        yield from _serve(_FOLDERS[-1], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve(programs: Path, folder: Path) -> Iterator[str]:
    user, data, port = _user(folder), folder / "data", _free_port()
    settings = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
    _run(user, programs / "initdb", "-D", data, "-A", "trust", "-U", "dragoman", "-E", "UTF8", "--no-sync")
    _run(user, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start")
    try:
        yield f"postgresql://dragoman@127.0.0.1:{port}/postgres"
    finally:
        _run(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _user(folder: Path) -> list[str]:
    """What a command starts with to run as somebody else than root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return []
    name = "postgres"
    known = pwd.getpwnam(name)
    os.chown(folder, known.pw_uid, known.pw_gid)
    return ["setpriv", f"--reuid={known.pw_uid}", f"--regid={known.pw_gid}", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _run(user: list[str], *command: object) -> None:
    done = subprocess.run(
        [*user, *map(str, command)], cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert not done.returncode, done.stdout
