"""What runs inside a parser process: ``python -m dragoman.read.worker FD MEMORY SECONDS``.

The process answers one task after another on the socket FD and trusts nobody to be alive at the other end.
It may be killed at any time; nothing but the task at hand is lost.
"""

import pickle
import resource
import socket
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from dragoman.errors import SourceError
from dragoman.read.feeds import parse_feed
from dragoman.read.frames import receive, send
from dragoman.read.html import read_html
from dragoman.read.page import read_page

_TASKS: Mapping[str, Callable[..., Any]] = {"page": read_page, "feed": parse_feed}
_WARMING = (
    "<html lang='en'><head><title>Envoys meet</title></head><body><article><h1>Envoys meet</h1>"
    + "<p>The envoys of both sides met in the capital on Monday and agreed to meet there again in May.</p>" * 9
    + "</article></body></html>"
)


def main() -> None:
    """Limit this process, warm up, and answer tasks until the socket closes."""
    descriptor, memory, seconds = (int(argument) for argument in sys.argv[1:4])
    _warm_up()
    _limit(memory)
    with socket.socket(fileno=descriptor) as link:
        send(link, b"ready")
        while (task := receive(link)) is not None:
            _allow(seconds)
            answer, spoilt = _answer(task)
            send(link, pickle.dumps(answer))
            if spoilt:
                # memory that ran out once is in pieces: the next page gets a fresh process
                return


def _warm_up() -> None:
    """Load every parser and table now, so that the time of the first page is its own."""
    from htmldate import find_date

    from dragoman.read.tongue import require_english

    read_html(_WARMING.encode())
    find_date(_WARMING, extensive_search=False)
    parse_feed(
        b"<rss version='2.0'><channel><item><title>a</title><link>https://a.example/</link></item></channel></rss>"
    )
    french = "Les ministres se sont rencontrés lundi dans la capitale pour parler de la paix. "
    with suppress(SourceError):
        require_english(french * 9, source="warm-up")


def _limit(memory: int) -> None:
    """No more memory than that, no byte written to a file, no core left behind."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    memory = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow(seconds: int) -> None:
    """So much processor time from now on; then the kernel ends the process, even inside native code."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds, most))


def _answer(task: bytes) -> tuple[Any, bool]:
    """What the task gives: a value or a SourceError; and whether the process should not be used again."""
    name, arguments, source = pickle.loads(task)
    try:
        return _TASKS[name](**arguments), False
    except SourceError as problem:
        return problem, False
    except MemoryError:
        return SourceError(source, "needs more memory than a page may take"), True
    except RecursionError:
        return SourceError(source, "is nested too deeply to be parsed"), False
    except Exception as problem:
        return SourceError(source, f"cannot be parsed ({type(problem).__name__})"), False


if __name__ == "__main__":
    main()
