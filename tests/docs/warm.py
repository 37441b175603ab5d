"""One process that has loaded everything; each command is a fork of it, so that models are loaded once.

``python -m tests.docs.warm SOCKET`` waits for commands; ``call`` sends it one with its folder, surroundings and the
three standard streams, and gives its exit code. What a fork does to itself is gone with it.
"""

import contextlib
import io
import json
import os
import socket
import sys
import traceback
from functools import lru_cache
from pathlib import Path

_LONGEST = 1_000_000


def serve(address: str) -> None:
    """Answer until killed."""
    _load()
    with socket.socket(socket.AF_UNIX) as waiting:
        waiting.bind(address)
        waiting.listen()
        while True:
            connection, _ = waiting.accept()
            with connection:
                data, streams, _, _ = socket.recv_fds(connection, _LONGEST, 3)
                if data and os.fork() == 0:  # without data somebody only looked whether anybody is there
                    waiting.close()
                    _answer(connection, data, streams)
                for stream in streams:
                    os.close(stream)
            _bury()


def call(address: str, argv: list[str]) -> int:
    """The exit code of ``dragoman ...`` or ``python -c ...`` run by the warm process."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        request = {"argv": argv, "folder": str(Path.cwd()), "surroundings": dict(os.environ)}
        socket.send_fds(connection, [json.dumps(request).encode()], [0, 1, 2])
        return int(connection.recv(16) or b"1")


def _load() -> None:
    """Loads the commands, and the models at their first use for all: a reader holds nothing that changes."""
    from dragoman.api import reader

    reader.load_reader = lru_cache(maxsize=4)(reader.load_reader)  # type: ignore[assignment]
    from dragoman.api.ledger import Ledger
    from dragoman.cli.app import app
    from dragoman.config import Config
    from dragoman.engine import ingest
    from dragoman.export import FORMATS

    assert all((Ledger, app, ingest, FORMATS))
    for config in (Config(), Config(gate=True)):
        reader.load_reader(config)


def _answer(connection: socket.socket, data: bytes, streams: list[int]) -> None:
    """Do what is asked as if a process of its own had been started, and end."""
    code = 1
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    try:
        request = json.loads(data)
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["surroundings"])
        code = _done(request["argv"])
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        connection.sendall(str(code).encode())
        os._exit(code)


def _done(argv: list[str]) -> int:
    try:
        if argv[0] == "python":
            _run_python(json.loads(sys.stdin.read()))
        else:
            from dragoman.cli.app import main

            sys.argv = argv
            main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def _run_python(blocks: list[str]) -> None:
    """The last block, in the names that those before it have left; only what it prints itself is printed."""
    names: dict[str, object] = {"__name__": "__main__"}
    *before, last = blocks
    with contextlib.redirect_stdout(io.StringIO()):
        for code in before:
            exec(compile(code, "block before", "exec"), names)
    exec(compile(last, "block", "exec"), names)


def _bury() -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


if __name__ == "__main__":
    serve(sys.argv[1])
