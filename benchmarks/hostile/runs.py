"""The runs: each reads one kind of hostile source and counts what came of it."""

import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks.hostile import bombs, damage, inward
from benchmarks.hostile.mutants import mutants
from benchmarks.hostile.xml_attacks import as_page, xml_attacks

from dragoman.errors import SourceError
from dragoman.model import Article
from dragoman.read import iterate_source, iterate_sources
from dragoman.read.fetch import FetchError
from dragoman.read.inflate import decoded
from dragoman.read.page import Page
from dragoman.read.workers import PageWorkers

Figures = Mapping[str, Any]
LONGEST_PAGE = 5.0


def read_mutants(seeds: Sequence[bytes], count: int, workers: int) -> Figures:
    """Changed pages through the parser processes: rows, reasons, the slowest."""
    reasons: Counter[str] = Counter()
    slowest = 0.0
    began = time.perf_counter()
    with PageWorkers(workers) as parsers:
        pages = (Page(data=data, source=f"mutant {number}") for number, data in enumerate(mutants(seeds, count)))
        results = []
        last = time.perf_counter()
        for result in parsers.parse(pages):
            now = time.perf_counter()
            slowest, last = max(slowest, now - last), now
            results.append(isinstance(result, Article))
            if isinstance(result, SourceError):
                reasons[_kind(result.problem)] += 1
    killed = sum(number for reason, number in reasons.items() if "given up" in reason or "died" in reason)
    seconds = time.perf_counter() - began
    return {
        "pages": count, "seeds": len(seeds), "rows": len(results), "articles": sum(results), "reasons": dict(reasons),
        "killed": killed, "longest_wait_for_a_row_s": round(slowest, 2), "pages_per_s": round(count / seconds, 1),
        "missed": len(results) != count,
    }  # fmt: skip


def read_bombs() -> Figures:
    """Structure, feed, archive and body bombs: each must end soon in a row."""
    took: dict[str, float] = {}
    ended: dict[str, str] = {}
    with PageWorkers(1) as parsers:
        parsers.read_page(Page(data=bombs.html("warm"), source="warm-up"))
        for name, data in bombs.structure_bombs().items():
            page = Page(data=data, source=name)
            took[name], ended[name] = _timed(lambda page=page: [parsers.read_page(page)])  # type: ignore[misc]
        for name, data in bombs.feed_bombs().items():
            took[name], ended[name] = _timed(
                lambda data=data: [len(parsers.parse_feed(data, source="feed").entries)]  # type: ignore[misc]
            )
    for name, data in bombs.archive_bombs().items():
        took[name], ended[name] = _timed(lambda data=data: list(_read_bytes(data)))  # type: ignore[misc]
    for name, (encoding, data) in bombs.packed_bodies().items():
        took[name], ended[name] = _timed(
            lambda data=data, encoding=encoding: [_unpacked(data, encoding)]  # type: ignore[misc]
        )
    slowest = max(took, key=lambda name: took[name])
    peak = _peak_memory(bombs.archive_bombs())
    return {
        "bombs": len(took), "slowest": f"{slowest}: {took[slowest]:.1f} s", "rows": len(ended),
        "peak_memory_of_an_archive_reader_mb": peak,
        "ends": {name: f"{took[name]:.1f} s: {ended[name]}" for name in took},
        "missed": any(seconds > 3 * LONGEST_PAGE for seconds in took.values()),
    }  # fmt: skip


def read_xml_attacks() -> Figures:
    """XML attacks as feed and as page: what leaked, what was asked, how long it took."""
    with tempfile.TemporaryDirectory() as folder, _counting_server() as (server, asked):
        secret = Path(folder) / "secret.txt"
        secret.write_text("the-secret-word", encoding="utf-8")
        attacks = xml_attacks(secret, server)
        leaks, slowest = 0, 0.0
        for data in attacks.values():
            for path, form in ((Path(folder) / "attack.xml", data), (Path(folder) / "attack.xhtml", as_page(data))):
                path.write_bytes(form)
                began = time.perf_counter()
                leaks += any("the-secret-word" in str(item) for item in iterate_source(str(path)))
                slowest = max(slowest, time.perf_counter() - began)
        opened = _opened_under_strace(attacks, Path(folder), secret)
        return {
            "attacks": len(attacks), "leaks": leaks, "servers_asked": asked[0], "slowest_s": round(slowest, 2),
            "files_and_connections_in_strace": opened, "missed": bool(leaks or asked[0] or opened),
        }  # fmt: skip


def ask_inward() -> Figures:
    """Addresses that lead inwards: directly, by redirect, by names that change."""
    urls = inward.inward_urls()
    recorder = inward.Recorder({b"/robots.txt": b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"})
    reached = sum(_reaches(recorder, url) for url in urls)
    redirected = 0
    for url in urls:
        recorder = inward.Recorder({b"/start": inward.redirect(url)})
        redirected += _reaches(recorder, "http://www.public.example/start")
    rebinding = sum(_rebinds(times) for times in range(4))
    endless = inward.Recorder({b"/start": inward.redirect("/start")})
    _reaches(endless, "http://www.public.example/start")
    return {
        "addresses": len(urls), "connects": reached, "connects_after_redirect": redirected,
        "connects_after_rebinding": rebinding, "requests_in_an_endless_redirect": len(endless.connected),
        "missed": bool(reached or redirected or rebinding),
    }  # fmt: skip


def read_damaged() -> Figures:
    """A web archive of fifty members with three flipped bits, a thousand times, packed and plain; and cut off."""
    figures: dict[str, Any] = {}
    missed = False
    for kind in (True, False):
        parts = damage.members(50, packed=kind)
        read = whole = false = 0
        for seed in range(1_000):
            archive = damage.damaged(parts, 3, seed=seed)
            good, bad, _ = damage.kept(archive)
            read, whole, false = read + good, whole + len(archive.whole), false + bad
        name = "packed" if kind else "plain"
        figures[f"{name}_undamaged_members_kept"] = f"{read} of {whole} ({read / whole:.2%})"
        figures[f"{name}_members_with_a_flip_read"] = false
        missed |= read / whole < 0.94
    return figures | {"cut_at_500_offsets": _cut_off(), "missed": missed}


def _cut_off() -> str:
    parts = damage.members(50)
    data, whole, read = b"".join(parts), 0, 0
    for at in range(0, len(data), len(data) // 500):
        ends = [sum(map(len, parts[: number + 1])) for number in range(len(parts))]
        good = frozenset(number for number, end in enumerate(ends) if end <= at)
        kept, _, _ = damage.kept(damage.Damaged(data=data[:at], whole=good))
        whole, read = whole + len(good), read + kept
    return f"{read} of {whole}"


def _reaches(recorder: inward.Recorder, url: str) -> int:
    """How many connections to addresses that are not public were begun."""
    before = len(recorder.inward)
    with suppress(FetchError):
        inward.fetcher(recorder).fetch(url)
    return len(recorder.inward) - before


def _rebinds(public_times: int) -> int:
    recorder = inward.Recorder({b"/start": inward.redirect("/next"), b"/next": inward.redirect("/start")})
    with suppress(FetchError):
        inward.fetcher(recorder, inward.Rebinding(public_times)).fetch("http://changing.example/start")
    return len(recorder.inward)


def _timed(work: Callable[[], Sequence[Any]]) -> tuple[float, str]:
    began = time.perf_counter()
    try:
        ended = "; ".join(dict.fromkeys(_told(result) for result in work()))
    except SourceError as problem:
        ended = problem.problem
    return time.perf_counter() - began, ended[:100]


def _told(result: Any) -> str:
    return result.problem if isinstance(result, SourceError) else f"read: {str(result)[:20]}"


def _read_bytes(data: bytes) -> Iterator[Article | SourceError]:
    with tempfile.NamedTemporaryFile(suffix=".bin") as file:
        file.write(data)
        file.flush()
        yield from iterate_sources([file.name])


def _peak_memory(archives: Mapping[str, bytes]) -> int:
    """The most memory that a process took that read all archives, in MB."""
    code = (
        "import sys; from dragoman.read import iterate_sources\n"
        "for item in iterate_sources(sys.argv[1:]): pass\n"
        # ru_maxrss would count this process too, from which that one was forked
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    )
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / str(number) for number in range(len(archives))]
        for path, data in zip(paths, archives.values(), strict=True):
            path.write_bytes(data)
        done = subprocess.run([sys.executable, "-c", code, *map(str, paths)], check=True, capture_output=True)
    return int(done.stdout) // 1024


def _unpacked(data: bytes, encoding: str) -> int:
    pieces = (data[at : at + 65_536] for at in range(0, len(data), 65_536))
    return len(decoded(pieces, encoding=encoding, limit=20_000_000, source="body"))


def _kind(problem: str) -> str:
    """A reason without its numbers, so that like ones are counted together."""
    return " ".join("N" if any(letter.isdigit() for letter in word) else word for word in problem.split())[:80]


@contextmanager
def _counting_server() -> Iterator[tuple[str, list[int]]]:
    """An address that counts who asks it."""
    asked = [0]

    class Counting(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked[0] += 1
            self.send_error(404)

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def _opened_under_strace(attacks: Mapping[str, bytes], folder: Path, secret: Path) -> int | None:
    """How often a reader of all attacks opened the secret or made a connection; None without strace."""
    if shutil.which("strace") is None:
        return None
    paths = []
    for number, data in enumerate(attacks.values()):
        for ending, form in (("xml", data), ("xhtml", as_page(data))):
            paths.append(folder / f"{number}.{ending}")
            paths[-1].write_bytes(form)
    code = "import sys; from dragoman.read import iterate_source\nfor name in sys.argv[1:]: list(iterate_source(name))"
    log = folder / "strace.log"
    trace = ["strace", "-f", "-qq", "-e", "trace=openat,open,connect", "-o", str(log)]
    subprocess.run([*trace, sys.executable, "-c", code, *map(str, paths)], check=True, capture_output=True)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return sum(str(secret) in line or "connect(" in line for line in lines)
