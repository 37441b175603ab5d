"""An ingest into a ledger: what was added, held, skipped and why; it goes on where it stopped."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dragoman.config import Config
from dragoman.engine import coding as engine
from dragoman.engine.coding import Failed, code_chunks
from dragoman.engine.finding import count_items, find_sources
from dragoman.engine.ingest import Ingested, at_given_time, ingest, when_published
from dragoman.engine.runs import current_run
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import Repository
from dragoman.model import Article, DocumentDate, Record
from tests.ledger.made import record

AT = datetime(2025, 5, 16, 8, tzinfo=UTC)
TEXTS = [f"Report {number}: the two sides meet in Istanbul on Friday, the ministers said." for number in range(70)]


class MadeUpReader:
    """Reads without a model; what says "unreadable" fails, also for those in the same chunk."""

    def __init__(self) -> None:
        self.read_so_far = 0

    def read(self, article: Article) -> Record:
        return next(self.read_all([article]))

    def read_all(self, articles: Iterable[Article]) -> Iterator[Record]:
        for article in articles:
            self.read_so_far += 1
            if "unreadable" in article.text:
                raise ValueError("nothing to be made of it")
            yield record(article)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> MadeUpReader:
    made = MadeUpReader()
    monkeypatch.setattr(engine, "load_reader", lambda config: made)
    return made


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Repository]:
    with open_ledger(tmp_path / "ledger.db", create=True) as opened:
        yield opened


def jsonl(path: Path, texts: Iterable[str]) -> str:
    lines = [json.dumps({"id": str(n), "text": text, "date": "2025-05-15"}) for n, text in enumerate(texts)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def run(ledger: Repository, *sources: str) -> Ingested:
    return ingest(sources, ledger, recorded=at_given_time(AT))


def test_tells_what_was_added_held_and_skipped(ledger: Repository, tmp_path: Path, reader: MadeUpReader) -> None:
    source = Path(
        jsonl(tmp_path / "a.jsonl", [*TEXTS[:3], TEXTS[0], "All of this is unreadable, they said in Geneva."])
    )
    source.write_text(source.read_text() + '{broken\n{"text": "The talks\\u0000 were held in Cairo on Friday."}\n')
    done = run(ledger, str(source), str(tmp_path / "nothing.txt"))
    assert (done.added, done.held, done.failed, done.articles) == (3, 1, 1, 5)
    why = dict(done.skipped)
    assert why["4"] == "ValueError: nothing to be made of it"
    assert "not a JSON object" in why[f"{source}:6"]
    assert why[str(tmp_path / "nothing.txt")] == "no such file"
    assert any("no database can" in problem for problem in why.values())
    assert {failure.source for failure in ledger.failures()} >= {f"{source}:6", str(tmp_path / "nothing.txt")}
    assert len(list(ledger.documents())) == 4
    assert ledger.check() == []


def test_given_again_codes_nothing_and_changes_nothing(
    ledger: Repository, tmp_path: Path, reader: MadeUpReader
) -> None:
    source = jsonl(tmp_path / "a.jsonl", [*TEXTS, "unreadable at the talks in Geneva on Friday"])
    run(ledger, source)
    before, coded = list(ledger.everything()), reader.read_so_far
    again = run(ledger, source)
    assert (again.added, again.held) == (0, 71)
    assert reader.read_so_far == coded
    assert list(ledger.everything()) == before


def test_goes_on_where_it_stopped(ledger: Repository, tmp_path: Path, reader: MadeUpReader) -> None:
    source = jsonl(tmp_path / "a.jsonl", TEXTS)

    def stop(done: int) -> None:
        if done == 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([source], ledger, recorded=at_given_time(AT), progress=stop)
    assert len(list(ledger.documents())) == 32  # the whole chunks before the one of the fortieth
    assert run(ledger, source).added == 38
    with open_ledger(tmp_path / "other.db", create=True) as other:
        run(other, source)
        assert list(other.everything()) == list(ledger.everything())


def test_order_and_files_do_not_matter(ledger: Repository, tmp_path: Path, reader: MadeUpReader) -> None:
    one = jsonl(tmp_path / "one.jsonl", TEXTS[:40])
    two = jsonl(tmp_path / "two.jsonl", TEXTS[30:])
    run(ledger, one, two)
    with open_ledger(tmp_path / "other.db", create=True) as other:
        run(other, two)
        run(other, one)
        assert list(other.everything()) == list(ledger.everything())


def test_a_newer_run_is_written_beside_the_old(ledger: Repository, tmp_path: Path, reader: MadeUpReader) -> None:
    source = jsonl(tmp_path / "a.jsonl", TEXTS[:2])
    first = run(ledger, source)
    second = ingest([source], ledger, recorded=at_given_time(AT), config=Config(heads=False))
    assert second.added == 2
    assert [r.id for r in ledger.runs()] == [first.run.id, second.run.id]
    assert {row.run for row in ledger.rows()} == {second.run.id}
    assert ledger.runs()[1].label.endswith("heads = False")


def test_recorded_when_published(ledger: Repository, tmp_path: Path, reader: MadeUpReader) -> None:
    ingest([jsonl(tmp_path / "a.jsonl", TEXTS[:1])], ledger, recorded=when_published(lambda: AT))
    assert [document.recorded_at for document in ledger.documents()] == [datetime(2025, 5, 15, tzinfo=UTC)]
    undated = Article(id="x", title="", text="", date=DocumentDate())
    assert when_published(lambda: AT)(undated) == AT
    dated = Article(id="x", title="", text="", date=DocumentDate(best=date(2022, 3, 1)))
    assert when_published(lambda: AT)(dated) == datetime(2022, 3, 1, tzinfo=UTC)


def test_sources_are_files_folders_and_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b/2.txt", "b/1.txt", "b/.hidden/3.txt", "b/.4.txt", "a[1].txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    monkeypatch.chdir(tmp_path)
    assert list(find_sources(["b", "b/1.txt"])) == ["b/1.txt", "b/2.txt"]
    assert list(find_sources(["**/*.txt"])) == ["a[1].txt", "b/1.txt", "b/2.txt"]
    assert list(find_sources(["a[1].txt", "-", "none*.txt", "http://a.example"])) == [
        "a[1].txt", "-", "none*.txt", "http://a.example",
    ]  # fmt: skip


def test_items_are_counted_by_line_and_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert count_items([jsonl(tmp_path / "a.jsonl", TEXTS[:5]), str(tmp_path / "a.txt"), "nothing"]) == 7


def test_a_run_is_named_by_its_settings(tmp_path: Path) -> None:
    layer = tmp_path / "people.csv"
    layer.write_text("one")
    runs = {current_run(config, AT).id for config in (Config(), Config(rules=False), Config(actors_layer=str(layer)))}
    layer.write_text("two")
    runs.add(current_run(Config(actors_layer=str(layer)), AT).id)
    assert len(runs) == 4
    assert current_run(Config(), AT).id == current_run(Config(), datetime(2026, 1, 1, tzinfo=UTC)).id


def test_items_that_are_no_articles_pass_through_in_their_place(reader: MadeUpReader) -> None:
    articles = [
        Article(id=str(n), title="", text=text) for n, text in enumerate([*TEXTS[:2], "unreadable it was to all"])
    ]
    [found] = code_chunks([[articles[0], "other", articles[2], articles[1]]], lambda record: record.article.id)
    assert found == ["0", "other", Failed(articles[2], "ValueError: nothing to be made of it"), "1"]


def test_several_workers_make_the_same_ledger(tmp_path: Path) -> None:
    texts = ["Russia and Ukraine held talks in Istanbul on Friday.", "Hamas rejected the proposal of Egypt on Monday."]
    source = jsonl(tmp_path / "a.jsonl", texts)
    exports = []
    for workers in (1, 2):
        with open_ledger(tmp_path / f"{workers}.db", create=True) as ledger:
            ingest([source], ledger, recorded=at_given_time(AT), workers=workers)
            exports.append(list(ledger.everything()))
    assert exports[0] == exports[1]
    assert {line["type"] for line in exports[0] if line["table"] == "report"} >= {"event"}
