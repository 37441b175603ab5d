"""Parser processes: whatever a page does to its process, it costs that page only."""

import os
import pickle
import signal
from pathlib import Path

import pytest
from benchmarks.hostile.mutants import mutants

from dragoman.errors import SourceError
from dragoman.model import Article
from dragoman.read.page import Page
from dragoman.read.workers import PageWorkers, WorkerLimits, _value

PAGES = Path(__file__).parent / "pages"
GOOD = (PAGES / "news.html").read_bytes()


class Does:
    """In a page's place: has the process that unpickles it do something."""

    def __init__(self, expression):
        self.expression = expression

    def __reduce__(self):
        return eval, (self.expression,)


def page(data=GOOD, source="page"):
    return Page(data=data, source=source)


@pytest.fixture(scope="module")
def workers():
    with PageWorkers(1, WorkerLimits(seconds=2, wall_seconds=20.0)) as running:
        yield running


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("__import__('os').kill(__import__('os').getpid(), 11)", r"its parser died \(Segmentation fault\)"),
        ("__import__('os').abort()", r"its parser died \(Aborted\)"),
        ("__import__('os')._exit(7)", r"its parser died \(exit code 7\)"),
        ("any(iter(int, 1))", "takes more than 2 s to parse"),  # native code that no signal handler interrupts
        ("__import__('time').sleep(10_000)", "was not parsed within 20 s"),
        ("bytearray(20_000_000_000)", r"its parser died|memory"),
        ("1 / 0", "its parser died"),
    ],
)
def test_a_page_that_harms_its_process_costs_itself(workers, expression, why):
    bad = workers.read_page(Page(data=Does(expression), source="bad"))
    assert isinstance(bad, SourceError)
    assert bad.source == "bad"
    with pytest.raises(SourceError, match=why):
        raise bad
    assert isinstance(workers.read_page(page()), Article)


def test_one_crash_among_fifty():
    crash = Does("__import__('os').kill(__import__('os').getpid(), 11)")
    items = [page(source=str(number)) for number in range(50)]
    items[20] = Page(data=crash, source="20")
    with PageWorkers(2) as running:
        results = list(running.parse(items))
    assert [number for number, result in enumerate(results) if isinstance(result, SourceError)] == [20]
    assert len(results) == 50


def test_order_is_kept_and_other_items_pass_through(workers):
    told = SourceError("x", "is no page")
    article = workers.read_page(page())
    assert list(workers.parse([page(), told, article, page()])) == [article, told, article, article]


def test_an_answer_can_name_no_class_but_its_own(tmp_path):
    mark = tmp_path / "mark"
    answer = pickle.dumps(Does(f"open({str(mark)!r}, 'w')"))
    assert isinstance(_value(answer, "x"), SourceError)
    assert not mark.exists()
    assert isinstance(_value(b"garbage", "x"), SourceError)


def test_a_process_can_write_no_file(workers, tmp_path):
    target = tmp_path / "x"
    workers.read_page(Page(data=Does(f"open({str(target)!r}, 'w').write('x' * 100_000)"), source="x"))
    assert not target.exists() or target.stat().st_size == 0


def test_no_process_is_left():
    with PageWorkers(2) as running:
        list(running.parse([page(), page()]))
        pids = [process._process.pid for process in running._processes if process._process]
    assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


def test_a_process_is_replaced_after_so_many_pages():
    with PageWorkers(1, WorkerLimits(pages=2)) as running:
        pids = []
        for _ in range(5):
            running.read_page(page())
            pids.append(running._processes[0]._process.pid)
    assert len(set(pids)) == 3


def test_mutated_pages_all_give_a_row():
    seeds = [path.read_bytes() for path in sorted(PAGES.glob("*.html"))]
    with PageWorkers(2) as running:
        results = list(running.parse(page(data, str(n)) for n, data in enumerate(mutants(seeds, 150))))
    assert len(results) == 150
    assert not [str(result) for result in results if isinstance(result, SourceError) and "died" in str(result)]
    assert sum(isinstance(result, Article) for result in results) > 20


def test_a_feed_is_parsed_in_a_process(workers):
    data = b"<rss version='2.0'><channel><item><title>Talks</title></item></channel></rss>"
    assert workers.parse_feed(data, source="feed").entries[0].title == "Talks"
    with pytest.raises(SourceError, match="is no RSS or Atom feed"):
        workers.parse_feed(b"x", source="feed")
