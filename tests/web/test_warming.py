"""Pages that are there before somebody asks, and the process that makes them."""

import multiprocessing
import threading
import time
from collections.abc import Callable
from pathlib import Path

from dragoman.ledger.opening import open_ledger
from dragoman.web.kept import Kept
from dragoman.web.warming import Warmer
from tests.ledger.made import article, coding
from tests.web.desk import desk_at

PATIENCE = 300.0
OTHER = "Envoys of both governments gather in Geneva next week, aides told us, and a ceasefire heads the agenda."


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.1)


def test_the_pages_are_made_beforehand_and_again_after_a_write(ledger: Path) -> None:
    kept = Kept(str(ledger))
    desk = desk_at(ledger, kept=kept)
    overview = ("/p/rus-ukr", b"", True)

    def told() -> bytes:
        return kept.page(overview, kept.moment()) or b""

    with Warmer(kept, str(ledger), may_correct=True, quiet=0.2).at_work():
        until(lambda: len(kept._pages) > 14)
        warmed, paths = told(), {path for path, _, _ in kept._pages}
        assert {"/p/rus-ukr/quotes", "/p/rus-ukr/timeline", "/p/rus-ukr/map"} <= paths
        assert any(path.startswith("/person/") for path in paths)
        assert any(path.startswith("/p/rus-ukr/meeting/") for path in paths)
        with open_ledger(ledger) as writer:
            writer.add(coding(article(OTHER, id="b", title="Geneva is next")))
        assert told() == b""
        until(told)
        assert told() != warmed
        assert b"Geneva is next" in told()
        shown = desk.client.get("/p/rus-ukr").text
    assert shown == told().decode().replace(
        "<!-- who asks -->", '<a class="asked" href="/corrections"><bdi>ana</bdi></a>'
    )


def test_nothing_goes_on_when_the_site_ends(ledger: Path) -> None:
    threads = threading.active_count()
    with Warmer(Kept(str(ledger)), str(ledger), may_correct=False).at_work():
        until(multiprocessing.active_children)
        [maker] = multiprocessing.active_children()
        begun = time.monotonic()
    assert time.monotonic() - begun < 10
    assert not maker.is_alive()
    assert multiprocessing.active_children() == []
    assert threading.active_count() == threads
