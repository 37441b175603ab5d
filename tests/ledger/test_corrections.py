"""Decisions by hand: applied when rows are read, kept over runs, and taken back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from dragoman.errors import UsageError
from dragoman.ledger.corrections import active, correction_of
from dragoman.ledger.deciding import decide_pair, decide_row, undo
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.repository import Repository, RowQuery
from dragoman.ledger.rows import Coding, Correction, Row, RowType
from tests.ledger.conftest import NewAddress
from tests.ledger.made import AT, NEWER, article, coding, record

DAY = datetime(2025, 7, 1, tzinfo=UTC)
OTHER = "Grain ships leave Odesa again after the ministers met in Ankara, the port said."


def only(ledger: Repository, type_: RowType = "attendance") -> Row | None:
    found = list(ledger.rows(RowQuery(types=[type_])))
    assert len(found) <= 1
    return found[0] if found else None


@pytest.fixture
def claim(ledger: Repository) -> str:
    ledger.add(coding())
    row = only(ledger)
    assert row is not None
    return row.claim


def bare_newer_run(ledger: Repository) -> None:
    """A newer run that finds nothing in the document."""
    of = article()
    nothing = record(of).__class__(article=of, relevance="other")
    ledger.add(Coding(article=of, run=NEWER, recorded_at=AT, record=nothing))


def test_a_rejected_row_is_gone_and_stays_gone_in_a_newer_run(ledger: Repository, claim: str) -> None:
    decide_row(ledger, "reject", claim, by="me", at=DAY, why="he never said so")
    assert only(ledger) is None
    ledger.add(coding(run=NEWER))
    assert only(ledger) is None
    assert len(list(ledger.rows())) == 4


def test_rows_decided_on_keep_their_place_among_the_others(ledger: Repository, claim: str) -> None:
    ordered = [row.claim for row in ledger.rows()]
    for number, one in enumerate(ordered):
        decide_row(ledger, "accept", one, by="me", at=DAY + timedelta(hours=number))
        assert [row.claim for row in ledger.rows()] == ordered


def test_an_edited_row_shows_the_edit_in_every_run(ledger: Repository, claim: str) -> None:
    made = decide_row(ledger, "edit", claim, by="me", at=DAY, assignments=["status=confirmed", "who.name=V. V. Putin"])
    for run in (None, NEWER):
        if run:
            ledger.add(coding(run=run, status="rumoured"))
        row = only(ledger)
        assert row is not None
        assert (row.report.status, row.report.who.name) == ("confirmed", "V. V. Putin")  # type: ignore[attr-defined]
        assert (row.corrected, row.claim) == (made.id, claim)
    [by_name] = ledger.rows(RowQuery(actor="V. V. Putin"))
    assert by_name.claim == claim
    assert "attendance" not in {row.type for row in ledger.rows(RowQuery(actor="Vladimir Putin"))}


@pytest.mark.parametrize("action", ["accept", "edit"])
def test_a_row_decided_on_survives_a_run_that_no_longer_finds_it(ledger: Repository, claim: str, action: str) -> None:
    assignments = ["status=confirmed"] if action == "edit" else []
    decide_row(ledger, action, claim, by="me", at=DAY, assignments=assignments)  # type: ignore[arg-type]
    bare_newer_run(ledger)
    [row] = ledger.rows()
    assert (row.claim, row.report.status) == (claim, "confirmed" if assignments else "declined")  # type: ignore[attr-defined]
    assert (row.document, row.publisher, row.meeting) == (row.origin, "Our Wire", None)
    assert list(ledger.rows(RowQuery(types=["event"]))) == []
    assert list(ledger.rows(RowQuery(known_by=AT - timedelta(days=1)))) == []


def test_a_kept_row_finds_its_meeting_again(ledger: Repository, claim: str) -> None:
    meeting = only(ledger, "meeting")
    assert meeting is not None
    decide_row(ledger, "accept", claim, by="me", at=DAY)
    decide_row(ledger, "accept", meeting.claim, by="me", at=DAY)
    bare_newer_run(ledger)
    came, held = only(ledger), only(ledger, "meeting")
    assert came is not None
    assert held is not None
    assert came.meeting == held.id
    assert [row.id for row in ledger.rows(RowQuery(meetings=[held.id]))] == [came.id]


def test_rows_of_a_rejected_meeting_belong_to_none(ledger: Repository, claim: str) -> None:
    meeting = only(ledger, "meeting")
    assert meeting is not None
    decide_row(ledger, "reject", meeting.id, by="me", at=DAY)  # a row's id stands for its claim
    row = only(ledger)
    assert row is not None
    assert row.meeting is None
    assert only(ledger, "meeting") is None


def test_the_last_decision_wins_and_undo_brings_back_the_one_before(ledger: Repository, claim: str) -> None:
    def status() -> str | None:
        row = only(ledger)
        return row.report.status if row else None  # type: ignore[attr-defined]

    decide_row(ledger, "edit", claim, by="me", at=DAY, assignments=["status=confirmed"])
    rejected = decide_row(ledger, "reject", claim, by="you", at=DAY + timedelta(hours=1))
    assert status() is None
    taken_back = undo(ledger, rejected.id, by="me", at=DAY + timedelta(hours=2))
    assert status() == "confirmed"
    undo(ledger, taken_back.id, by="you", at=DAY + timedelta(hours=3))
    assert status() is None
    decide_row(ledger, "accept", claim, by="me", at=DAY + timedelta(hours=4))
    assert status() == "confirmed"
    assert len(ledger.corrections()) == 5


def test_a_row_kept_after_an_undone_edit_is_the_one_that_was_read(ledger: Repository, claim: str) -> None:
    first = decide_row(ledger, "edit", claim, by="me", at=DAY, assignments=["status=confirmed"])
    decide_row(ledger, "accept", claim, by="me", at=DAY + timedelta(hours=1))
    undo(ledger, first.id, by="me", at=DAY + timedelta(hours=2))
    bare_newer_run(ledger)
    row = only(ledger)
    assert row is not None
    assert row.report.status == "declined"  # type: ignore[attr-defined]


def test_an_edit_can_put_a_document_between_other_parties(ledger: Repository, claim: str) -> None:
    meeting = only(ledger, "meeting")
    assert meeting is not None
    decide_row(ledger, "edit", meeting.claim, by="me", at=DAY, assignments=['parties=["IND", "PAK"]'])
    assert len(list(ledger.rows(RowQuery(party_pairs=[("IND", "PAK")])))) == 5
    assert list(ledger.rows(RowQuery(party_pairs=[("CHN", "USA")]))) == []
    assert len(list(ledger.rows(RowQuery(party_pairs=[("RUS", "UKR")], types=["meeting"])))) == 1


@pytest.mark.parametrize(
    ("assignment", "said"),
    [
        ("nothing=1", "no field 'nothing'"),
        ("status=perhaps", "status cannot be 'perhaps'"),
        ("status", "field=value"),
        ("evidence=[]", "cannot be"),
        ("status.who=Putin", "is no field of"),
    ],
)
def test_an_edit_that_makes_no_report_is_refused(ledger: Repository, claim: str, assignment: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        decide_row(ledger, "edit", claim, by="me", at=DAY, assignments=[assignment])
    assert ledger.corrections() == []


def test_what_is_not_there_cannot_be_decided_on(ledger: Repository, claim: str) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: decide_row(ledger, "reject", "0" * 16, by="me", at=DAY),
        lambda: undo(ledger, "0" * 16, by="me", at=DAY),
        lambda: decide_pair(ledger, "merge", claim, claim, subject="meeting", by="me", at=DAY),
        lambda: decide_pair(ledger, "merge", "Putin", "Putin", subject="actor", by="me", at=DAY),
    ]
    for attempt in attempts:
        with pytest.raises(UsageError):
            attempt()
    assert ledger.corrections() == []


def test_merged_names_are_borne_as_one_until_split(ledger: Repository, claim: str) -> None:
    def named(name: str) -> set[str]:
        return {row.type for row in ledger.rows(RowQuery(actor=name))}

    before = named("Vladimir Putin")
    merged = decide_pair(ledger, "merge", "V. Putin", "Vladimir Putin", subject="actor", by="me", at=DAY)
    row = only(ledger)
    assert row is not None
    assert (row.report.who.name, row.report.who.id, row.corrected) == ("V. Putin", None, merged.id)  # type: ignore[attr-defined]
    assert named("V. Putin") == before == {"attendance", "statement"}
    decide_pair(ledger, "split", "V. Putin", "Vladimir Putin", subject="actor", by="me", at=DAY + timedelta(hours=1))
    assert named("V. Putin") == set()
    assert named("Vladimir Putin") == before


def test_names_that_the_reading_took_for_one_person_are_split(ledger: Repository, claim: str) -> None:
    decide_row(ledger, "edit", claim, by="me", at=DAY, assignments=["who.name=V. Putin", "who.id=Q7747"])
    split = decide_pair(ledger, "split", "Vladimir Putin", "V. Putin", subject="actor", by="me", at=DAY)
    [row] = ledger.rows(RowQuery(actor="V. Putin"))
    assert (row.report.who.id, row.corrected) == (None, split.id)  # type: ignore[attr-defined]
    [said] = ledger.rows(RowQuery(types=["statement"]))
    assert said.report.speaker.id == "Q7747"  # type: ignore[attr-defined]
    undo(ledger, split.id, by="me", at=DAY + timedelta(hours=1))
    [row] = ledger.rows(RowQuery(actor="V. Putin"))
    assert row.report.who.id == "Q7747"  # type: ignore[attr-defined]


def test_an_edit_sets_several_fields_of_one_and_another_name_loses_the_id(ledger: Repository, claim: str) -> None:
    decide_row(ledger, "edit", claim, by="me", at=DAY, assignments=["who.party=UKR", "who.name=Andriy Yermak"])
    row = only(ledger)
    assert row is not None
    assert (row.report.who.name, row.report.who.party, row.report.who.id) == ("Andriy Yermak", "UKR", None)  # type: ignore[attr-defined]
    later = DAY + timedelta(hours=1)
    decide_row(ledger, "edit", claim, by="me", at=later, assignments=["who.id=Q1", "who.name=Vladimir Medinsky"])
    row = only(ledger)
    assert row is not None
    assert (row.report.who.name, row.report.who.id) == ("Vladimir Medinsky", "Q1")  # type: ignore[attr-defined]


def test_a_correction_is_written_once_and_read_back_whole(ledger: Repository, claim: str) -> None:
    made = decide_row(ledger, "edit", claim, by="me", at=DAY, why="I was there", assignments=["status=attended"])
    assert not ledger.add_correction(made)
    assert ledger.corrections() == [made]
    assert made.values == {"status": "attended"}


def test_the_log_replayed_in_any_order_gives_the_same_rows(new_address: NewAddress) -> None:
    with open_ledger(new_address(), create=True) as first:
        log, before = _log(first)
    for order in [*permutations(log)][::40]:
        with open_ledger(new_address(), create=True) as again:
            for correction in order:
                again.add_correction(correction)
            again.add(coding(run=NEWER))
            again.add(coding())
            again.add(coding(article(OTHER)))
            assert list(again.rows()) == before


def _log(ledger: Repository) -> tuple[list[Correction], list[Row]]:
    ledger.add(coding())
    ledger.add(coding(article(OTHER)))
    came, other = (row.claim for row in ledger.rows(RowQuery(types=["attendance"])))
    decide_row(ledger, "edit", came, by="me", at=DAY, assignments=["status=confirmed"])
    rejected = decide_row(ledger, "reject", came, by="me", at=DAY + timedelta(hours=1))
    undo(ledger, rejected.id, by="me", at=DAY + timedelta(hours=2))
    decide_row(ledger, "reject", other, by="me", at=DAY + timedelta(hours=3))
    decide_pair(ledger, "merge", "Putin", "Vladimir Putin", subject="actor", by="me", at=DAY + timedelta(hours=4))
    ledger.add(coding(run=NEWER))
    return list(ledger.corrections()), list(ledger.rows())


def test_active_leaves_out_what_is_undone() -> None:
    made = [correction_of("accept", "c", by="me", at=DAY)]
    for hour in range(1, 5):
        made.append(correction_of("undo", made[-1].id, subject="correction", by="me", at=DAY + timedelta(hours=hour)))
        assert active(made) == ([] if hour % 2 else made[:1])
