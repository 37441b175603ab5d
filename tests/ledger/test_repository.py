"""What a ledger does, whichever database stands behind it."""

import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger.identity import document_id
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import Repository, RowQuery
from dragoman.ledger.rows import Coding, Failure, Process
from dragoman.model import Article
from tests.ledger.conftest import NewAddress
from tests.ledger.made import AT, NEWER, PUTIN, RUN, add_all, article, coding

OTHER = "Grain ships leave Odesa again after the ministers met in Ankara, the port said."


def test_rows_come_back_as_they_were_written(ledger: Repository) -> None:
    written = coding()
    assert ledger.add(written)
    rows = {row.type: row for row in ledger.rows()}
    assert written.record is not None
    assert rows["meeting"].report == written.record.meetings[0]
    assert rows["attendance"].report == written.record.attendance[0]
    assert rows["attendance"].meeting == rows["meeting"].id
    assert rows["position"].meeting is None
    row = rows["event"]
    assert (row.document, row.origin) == (document_id(written.article),) * 2
    assert (row.run, row.recorded_at, row.publisher, row.title) == (RUN.id, AT, "Our Wire", "Talks")
    assert row.published == written.article.date
    assert [row.claim for row in ledger.rows()] == sorted(row.claim for row in rows.values())


def test_a_document_is_held_once(ledger: Repository) -> None:
    assert add_all(ledger, [coding()] * 3) == [True, False, False]
    assert ledger.holds(document_id(article()), RUN.id)
    assert not ledger.holds(document_id(article()), NEWER.id)
    assert len(list(ledger.rows())) == 5
    [document] = ledger.documents()
    assert document.article == article()


def test_what_another_source_tells_of_a_document_is_noted(ledger: Repository) -> None:
    add_all(ledger, [coding(article(id="b"))])
    assert ledger.note(article(id="a"), AT)
    assert not ledger.note(article(id="a"), AT)
    assert not ledger.note(article(id="b"), AT)
    assert [document.article.id for document in ledger.documents()] == ["a"]
    assert len(list(ledger.rows())) == 5


def test_a_document_that_could_not_be_coded_is_kept_with_its_error(ledger: Repository) -> None:
    assert ledger.add(Coding(article=article(), run=RUN, recorded_at=AT, error="too long"))
    assert ledger.holds(document_id(article()), RUN.id)
    assert list(ledger.rows()) == []
    assert [line["error"] for line in ledger.everything() if line["table"] == "coding"] == ["too long"]


@pytest.mark.parametrize("runs", [(RUN, NEWER), (NEWER, RUN)])
def test_the_newest_run_counts_in_whatever_order_it_came(ledger: Repository, runs: tuple[object, object]) -> None:
    for run in runs:
        ledger.add(coding(run=run, status="declined" if run == RUN else "confirmed"))  # type: ignore[arg-type]
    [came] = ledger.rows(RowQuery(types=["attendance"]))
    assert (came.run, came.report.status) == (NEWER.id, "confirmed")  # type: ignore[attr-defined]
    assert [run.id for run in ledger.runs()] == [RUN.id, NEWER.id]
    assert sum(line["table"] == "report" for line in ledger.everything()) == 10


@pytest.mark.parametrize("runs", [(RUN, NEWER), (NEWER, RUN)])
def test_pairs_of_parties_are_counted_in_the_run_that_counts(ledger: Repository, runs: tuple[object, object]) -> None:
    for run in runs:
        parties = ("RUS", "UKR", "USA") if run == RUN else ("TUR", "UKR")
        ledger.add(coding(run=run, parties=parties))  # type: ignore[arg-type]
    ledger.add(coding(article(OTHER)))
    assert ledger.party_pairs() == {("RUS", "UKR"): 2, ("TUR", "UKR"): 1}  # each demands something of Russia
    assert ledger.check() == []


def test_a_run_that_failed_on_a_document_leaves_the_older_rows(ledger: Repository) -> None:
    add_all(ledger, [coding(), Coding(article=article(), run=NEWER, recorded_at=AT, error="out of memory")])
    assert {row.run for row in ledger.rows()} == {RUN.id}
    assert ledger.check() == []


def test_a_claim_is_the_same_in_every_run(ledger: Repository) -> None:
    ledger.add(coding())
    before = {(row.claim, row.type) for row in ledger.rows()}
    ledger.add(coding(run=NEWER, status="confirmed"))
    assert {(row.claim, row.type) for row in ledger.rows()} == before


class TestQueries:
    @pytest.fixture(autouse=True)
    def _fill(self, ledger: Repository) -> None:
        self.first, self.second = article(), article(OTHER, id="b", publisher="The Daily")
        later = AT + timedelta(days=1)
        add_all(ledger, [coding(self.first), coding(self.second, parties=("RUS", "TUR"), at=later)])

    def documents(self, ledger: Repository, query: RowQuery) -> set[str]:
        return {row.document for row in ledger.rows(query)}

    def test_types(self, ledger: Repository) -> None:
        assert {row.type for row in ledger.rows(RowQuery(types=["meeting", "event"]))} == {"meeting", "event"}

    def test_documents(self, ledger: Repository) -> None:
        wanted = document_id(self.second)
        assert self.documents(ledger, RowQuery(documents=[wanted])) == {wanted}
        assert self.documents(ledger, RowQuery(documents=[])) == set()

    def test_known_by(self, ledger: Repository) -> None:
        assert self.documents(ledger, RowQuery(known_by=AT)) == {document_id(self.first)}
        assert self.documents(ledger, RowQuery(known_by=AT - timedelta(seconds=1))) == set()

    def test_days_of_publication(self, ledger: Repository) -> None:
        ledger.add(coding(article("An undated report on the talks in Geneva.", on=None)))
        ledger.add(coding(article("An older report on the talks in Vienna.", on=date(2022, 3, 1))))
        day, days = date(2025, 5, 15), {document_id(self.first), document_id(self.second)}
        assert self.documents(ledger, RowQuery(published_from=day)) == days
        assert self.documents(ledger, RowQuery(published_from=day, published_to=day)) == days
        assert len(self.documents(ledger, RowQuery(published_to=date(2025, 5, 14)))) == 1
        assert len(self.documents(ledger, RowQuery())) == 4

    def test_pairs_of_parties_ask_for_all_rows_of_a_document(self, ledger: Repository) -> None:
        rows = list(ledger.rows(RowQuery(party_pairs=[("RUS", "TUR")])))
        assert {row.document for row in rows} == {document_id(self.second)}
        assert len(rows) == 5
        assert self.documents(ledger, RowQuery(party_pairs=[("CHN", "USA"), ("RUS", "UKR")])) == {
            document_id(self.first),
            document_id(self.second),  # its demand and its event are between these two
        }
        assert self.documents(ledger, RowQuery(party_pairs=[])) == set()

    def test_actors_by_name_and_by_id(self, ledger: Repository) -> None:
        named = list(ledger.rows(RowQuery(actor="Vladimir Putin")))
        assert {row.type for row in named} == {"attendance", "statement"}
        assert named == list(ledger.rows(RowQuery(actor=PUTIN.id)))

    def test_meetings(self, ledger: Repository) -> None:
        [meeting] = ledger.rows(RowQuery(types=["meeting"], documents=[document_id(self.first)]))
        assert [row.type for row in ledger.rows(RowQuery(meetings=[meeting.id]))] == ["attendance"]

    def test_counts_of_party_pairs(self, ledger: Repository) -> None:
        assert ledger.party_pairs() == {("RUS", "TUR"): 1, ("RUS", "UKR"): 2}

    def test_documents_by_id_and_time(self, ledger: Repository) -> None:
        assert [d.article for d in ledger.documents(ids=[document_id(self.second)])] == [self.second]
        assert [d.article for d in ledger.documents(known_by=AT)] == [self.first]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("istanbul", "a"),
        ("meeting ISTANBUL", "a"),
        ("ankara ships", "b"),
        ("Erdogan", "c"),
        ("Erdoğan", "c"),
        ("istanbul odesa", ""),
        ('"istanbul" OR NOT ankara', ""),
        ("  ", ""),
    ],
)
def test_full_text(ledger: Repository, words: str, found: str) -> None:
    texts = {"a": "The sides meet in Istanbul.", "b": "Ships of Odesa reach Ankara.", "c": "Erdoğan spoke."}
    add_all(ledger, [coding(article(text, id=id_)) for id_, text in texts.items()])
    by_id = {d.id: d.article.id for d in ledger.documents()}
    assert "".join(by_id[id_] for id_ in ledger.search(words)) == found


def test_full_text_gives_the_best_first(ledger: Repository) -> None:
    add_all(
        ledger, [coding(article(text)) for text in ("grain " + OTHER, "grain grain grain", OTHER.replace("Grain", ""))]
    )
    found = {d.id: d.article.text for d in ledger.documents()}
    assert [found[id_] for id_ in ledger.search("grain")] == ["grain grain grain", "grain " + OTHER]
    assert len(ledger.search("grain", limit=1)) == 1


def test_reprints_have_one_origin_and_all_links(ledger: Repository) -> None:
    reprints = [article(publisher=name) for name in ("One", "Two", "Three")]
    add_all(ledger, [coding(of) for of in (*reprints, article(OTHER))])
    ids = sorted(map(document_id, reprints))
    origins = {d.id: d.origin for d in ledger.documents()}
    assert {origins[id_] for id_ in ids} == {ids[0]}
    assert origins[document_id(article(OTHER))] == document_id(article(OTHER))
    links = list(ledger.copy_links())
    assert [(link.one, link.other) for link in links] == [(ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2])]
    assert {row.origin for row in ledger.rows(RowQuery(documents=ids))} == {ids[0]}


def test_a_transaction_writes_all_or_nothing(ledger: Repository) -> None:
    with pytest.raises(ZeroDivisionError):
        _add_and_fail(ledger)
    assert list(ledger.everything()) == []
    with ledger.transaction():
        ledger.add(coding())
        ledger.add(coding(article(OTHER)))
    assert len(list(ledger.documents())) == 2


def _add_and_fail(ledger: Repository) -> None:
    with ledger.transaction():
        ledger.add(coding())
        raise ZeroDivisionError


def test_a_snapshot_does_not_see_what_others_write_meanwhile(ledger: Repository, address: str) -> None:
    with open_ledger(address) as other:
        with other.snapshot():
            assert list(other.rows()) == []
            ledger.add(coding())
            assert list(other.rows()) == []
        assert len(list(other.rows())) == 5


def test_failures(ledger: Repository) -> None:
    failure = Failure(source="a.jsonl:2", problem="no text", recorded_at=AT)
    assert (ledger.add_failure(failure), ledger.add_failure(failure)) == (True, False)
    assert ledger.failures() == [failure]


def test_processes_as_last_added(ledger: Repository) -> None:
    first = Process(id="rus-ukr", name="Russia and Ukraine", parties=("RUS", "UKR"))
    better = Process(id="rus-ukr", name="Russia and Ukraine", parties=("RUS", "UKR"), mediators=("TUR",))
    other = Process(id="isr-hamas", name="Gaza", parties=("Hamas", "ISR"))
    assert [ledger.add_process(process) for process in (first, first, better, other)] == [True, False, True, True]
    assert ledger.processes() == [other, better]


def test_an_opened_again_ledger_holds_the_same(new_address: NewAddress) -> None:
    address = new_address()
    with open_ledger(address, create=True) as ledger:
        ledger.add(coding())
        before = list(ledger.everything())
    with open_ledger(address) as again:
        assert list(again.everything()) == before


def test_times_of_other_zones_are_kept_as_utc(ledger: Repository) -> None:
    east = datetime.fromisoformat("2025-05-16T11:00:00+03:00")
    ledger.add(coding(at=east))
    [document] = ledger.documents()
    assert document.recorded_at == AT
    assert document.recorded_at.tzinfo == UTC


def test_a_missing_ledger_is_told_in_one_line(new_address: NewAddress) -> None:
    with pytest.raises(LedgerError, match="ledger") as caught:
        open_ledger(new_address())
    assert "\n" not in str(caught.value)


def test_backup_restores(ledger: Repository, address: str, new_address: NewAddress, tmp_path: Path) -> None:
    add_all(ledger, [coding(), coding(article(OTHER))])
    copy = tmp_path / "copy"
    ledger.backup(copy)
    with open_ledger(_restored(address, copy, new_address)) as restored:
        assert list(restored.everything()) == list(ledger.everything())
        assert restored.check() == []
        assert restored.search("Istanbul") == ledger.search("Istanbul")
        assert restored.add(coding(article("Something else happened.")))
    with pytest.raises(LedgerError, match="already"):
        ledger.backup(copy)


def _restored(address: str, copy: Path, new_address: NewAddress) -> str:
    if "://" not in address:
        return str(copy)
    fresh = new_address()
    subprocess.run(["pg_restore", "--no-owner", f"--dbname={fresh}", str(copy)], check=True, capture_output=True)
    assert urlsplit(fresh).path != urlsplit(address).path
    return fresh


def test_check_is_silent_on_a_whole_ledger(ledger: Repository) -> None:
    add_all(ledger, [coding(), coding(article(publisher="Two")), coding(run=NEWER), coding(article(OTHER, id="b"))])
    assert ledger.check() == []


def test_an_article_without_date_publisher_or_title(ledger: Repository) -> None:
    bare = Article(id="x", title="", text="Talks were held in Geneva by the two sides.")
    ledger.add(coding(bare))
    assert {(row.title, row.publisher, row.published.best) for row in ledger.rows()} == {("", None, None)}
