"""Decisions by hand in the page: the same rows as by command, with who, when and why; nothing is ever deleted."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from typer.testing import CliRunner

from dragoman.cli.app import app
from dragoman.ledger.opening import open_ledger
from dragoman.model import from_edtf
from dragoman.web.correcting_fields import inputs_of
from tests.ledger.made import article, coding
from tests.ledger.server import running_server
from tests.web.desk import Desk, desk_at
from tests.web.hostile import harm

WHY = "he spoke of another summit"
OTHER = "Delegations of both sides are to meet in Geneva on 2 June, a diplomat told reporters. Kyiv hopes for more."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    address = tmp_path / "talks.db"
    with open_ledger(address, create=True) as ledger:
        ledger.add(coding())
        ledger.add(coding(article(OTHER, id="b", title="Geneva", publisher="The Daily", on=date(2025, 5, 30))))
    return desk_at(address)


def text_of(page: str) -> str:
    return " ".join(lxml.html.document_fromstring(page).text_content().split())


def test_a_record_is_rejected_with_who_when_and_why_and_stays_to_be_seen(desk: Desk) -> None:
    row = desk.row()
    assert row is not None
    sent = desk.send(f"/record/{row.claim}/reject", why="  he spoke of\tanother summit ")
    assert (sent.status_code, sent.headers["location"]) == (303, f"/article/{row.document}#claim-{row.claim}")
    [made] = desk.corrections()
    assert (made.action, made.target, made.by, made.why) == ("reject", row.claim, "ana", "he spoke of another summit")
    assert all(one.claim != row.claim for one in desk.rows("attendance"))
    told = text_of(desk.client.get(f"/article/{row.document}").text)
    assert f"{made.at:%Y-%m-%d %H:%M} ana rejected: he spoke of another summit" in told
    assert "declined: Vladimir Putin" in told, "what was rejected is still shown"


def test_undo_is_a_row_of_its_own_and_can_be_undone(desk: Desk) -> None:
    claim = desk.claim()
    desk.send(f"/record/{claim}/reject", why="wrong")
    [rejected] = desk.corrections()
    desk.send(f"/correction/{rejected.id}/undo", why="I misread")
    assert claim in {row.claim for row in desk.rows("attendance")}
    undone = desk.corrections()[-1]
    assert (undone.action, undone.target, undone.why) == ("undo", rejected.id, "I misread")
    told = text_of(desk.client.get("/corrections").text)
    assert "rejected: wrong (taken back)" in told
    assert "ana took back that ana rejected it: I misread" in told
    desk.send(f"/correction/{undone.id}/undo", why="no, it was wrong")
    assert claim not in {row.claim for row in desk.rows("attendance")}
    assert len(desk.corrections()) == 3


def test_all_decisions_are_had_as_csv_and_json(desk: Desk) -> None:
    desk.send(f"/record/{desk.claim()}/edit", why="=1+1", status="confirmed")
    [line] = desk.client.get("/corrections?format=json").json()["lines"]
    [made] = desk.corrections()
    assert (line["id"], line["by"], line["why"], line["counts"]) == (made.id, "ana", "=1+1", True)
    assert line["values"] == '{"status": "confirmed"}'
    [row] = csv.DictReader(io.StringIO(desk.client.get("/corrections?format=csv").content.decode("utf-8-sig")))
    assert (row["id"], row["why"]) == (made.id, "'=1+1")


def test_an_edit_sets_what_was_changed_and_nothing_else(desk: Desk) -> None:
    row = desk.row()
    assert row is not None
    sent = desk.send(f"/record/{row.claim}/edit", why="on tape", status="conditional", condition='only "if"\r\nhe may')
    assert sent.status_code == 303
    [made] = desk.corrections()
    assert made.values == {"status": "conditional", "condition": 'only "if"\nhe may'}
    sent = desk.send(f"/record/{row.claim}/edit", why="it was his envoy", who__name="Vladimir Medinsky", condition="")
    now = next(one for one in desk.rows("attendance") if one.claim == row.claim).report
    assert (now.who.name, now.who.id, now.who.party, now.status, now.condition) == (  # type: ignore[attr-defined]
        "Vladimir Medinsky", None, "RUS", "conditional", None,
    )  # fmt: skip


@pytest.mark.parametrize("type_", ["meeting", "attendance", "position", "event", "statement"])
def test_a_form_sent_as_it_stands_changes_nothing(desk: Desk, type_: str) -> None:
    row = desk.row(type_)  # type: ignore[arg-type]
    assert row is not None
    path = f"/record/{row.claim}/edit"
    shown = desk.fields(path)
    assert {one.name: one.value.replace("\n", "\r\n") for one in inputs_of(row.report)}.items() <= shown.items()
    sent = desk.send(path, why="nothing")
    assert sent.status_code == 422
    assert "nothing was changed" in sent.text
    assert desk.corrections() == []


def test_days_parties_and_actors_are_set_in_words(desk: Desk) -> None:
    meeting, event = desk.claim("meeting"), desk.claim("event")
    desk.send(f"/record/{meeting}/edit", why="said so", time="2025-05-15/2025-05-17", parties="RUS\r\nUKR\r\n TUR \r\n")
    report = next(row for row in desk.rows("meeting") if row.claim == meeting).report
    assert report.time == from_edtf("2025-05-15/2025-05-17", basis="by hand")  # type: ignore[attr-defined]
    assert report.parties == ("RUS", "UKR", "TUR")  # type: ignore[attr-defined]
    desk.send(f"/record/{event}/edit", why="both", actor="UKR\r\nVladimir Putin", recipient="")
    did = next(row for row in desk.rows("event") if row.claim == event).report
    assert [(actor.name, actor.party) for actor in did.actor] == [("UKR", "UKR"), ("Vladimir Putin", None)]  # type: ignore[attr-defined]
    assert did.recipient == ()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({"why": ""}, "say why"),
        ({"why": " \t\n "}, "say why"),
        ({"why": "x" * 1001}, "at most 1000 characters"),
        ({"why": "a\x00b"}, "no control characters"),
        ({"why": "so", "status": "perhaps"}, "status cannot be &#39;perhaps&#39;"),
        ({"why": "so", "who__name": " "}, "who: name cannot be empty"),
        ({"why": "so", "said_at": "yesterday"}, "said at cannot be &#39;yesterday&#39;"),
        ({"why": "so", "condition": "\x1b[31m"}, "cannot hold control characters"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_written_is_kept(desk: Desk, filled: dict[str, str], said: str) -> None:
    sent = desk.send(f"/record/{desk.claim()}/edit", **{"status": "absent", "why": "so", **filled})
    assert (sent.status_code, said in sent.text) == (422, True), sent.text
    assert harm(sent.text) == []
    assert desk.corrections() == []
    if "status" not in filled:
        assert '<option value="absent" selected>' in sent.text


def test_who_decides_on_what_somebody_decided_meanwhile_is_told(desk: Desk) -> None:
    path = f"/record/{desk.claim()}/reject"
    seen = desk.fields(path)
    desk.send(path, why="first")
    late = desk.post(path, {**seen, "why": "second"})
    assert (late.status_code, len(desk.corrections())) == (409, 1)
    assert "meanwhile" in late.text
    assert "ana rejected" in text_of(late.text)


def test_meetings_are_merged_and_a_mention_is_split_off(desk: Desk) -> None:
    one, other = (row.claim for row in desk.rows("meeting"))
    for claim, day in ((one, "2025-05-15"), (other, "2025-06-02")):
        desk.send(f"/record/{claim}/edit", why="as announced", time=day)
    form = desk.client.get(f"/correct/meeting/merge?one={one}").text
    assert f'name="chosen" value="{other}"' in form
    sent = desk.send(f"/correct/meeting/merge?one={one}", why="put off", chosen=other)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/record/{one}")
    assert len(desk.client.get("/api/v1/processes/rus-ukr/rounds").json()["lines"]) == 1
    assert f'name="chosen" value="{other}"' in desk.client.get(f"/correct/meeting/split?one={one}").text
    desk.send(f"/correct/meeting/split?one={one}", why="two after all", other=other)
    assert len(desk.client.get("/api/v1/processes/rus-ukr/rounds").json()["lines"]) == 2
    told = text_of(desk.client.get(f"/record/{one}").text)
    assert "merged one mention and another: put off" in told
    assert "split one mention and another: two after all" in told


def test_names_are_merged_and_split(desk: Desk) -> None:
    with open_ledger(desk.address) as ledger:
        of = article("Mr. V. Putin stays away, an aide said of the session that is planned for Friday.", id="c")
        ledger.add(coding(of))
    claim = next(row.claim for row in desk.rows("attendance") if row.document == desk.rows("event")[-1].document)
    desk.send(f"/record/{claim}/edit", why="as printed", who__name="V. Putin")
    sent = desk.send("/correct/actor/merge?one=Vladimir%20Putin", why="one man", other="V. Putin")
    assert sent.status_code == 303
    assert {row.report.who.name for row in desk.rows("attendance")} == {"Vladimir Putin"}  # type: ignore[attr-defined]
    assert 'value="V. Putin"' in desk.client.get("/correct/actor/split?one=Vladimir%20Putin").text
    desk.send("/correct/actor/split?one=Vladimir%20Putin", why="his namesake", chosen="V. Putin")
    assert {row.report.who.name for row in desk.rows("attendance")} == {"Vladimir Putin", "V. Putin"}  # type: ignore[attr-defined]
    desk.send(f"/correction/{desk.corrections()[-1].id}/undo", why="one man it is")
    told = text_of(desk.client.get("/corrections").text)
    assert "ana split Vladimir Putin and V. Putin: his namesake (taken back)" in told
    assert "ana took back that ana split Vladimir Putin and V. Putin: one man it is" in told


@pytest.mark.parametrize(
    ("path", "filled", "status"),
    [
        ("/correct/actor/merge?one=Vladimir%20Putin", {"other": "Nobody"}, 422),
        ("/correct/actor/merge?one=Vladimir%20Putin", {"other": ""}, 422),
        ("/correct/actor/merge?one=Vladimir%20Putin", {"other": "Vladimir Putin"}, 422),
        ("/correct/meeting/merge?one={meeting}", {"other": "0" * 16}, 422),
        ("/correct/meeting/merge?one={meeting}", {"other": "{attendance}"}, 422),
        ("/correct/meeting/split?one={meeting}", {"other": "{meeting}"}, 422),
    ],
)
def test_what_cannot_be_merged_is_told(desk: Desk, path: str, filled: dict[str, str], status: int) -> None:
    ids = {"meeting": desk.claim("meeting"), "attendance": desk.claim()}
    sent = desk.send(path.format(**ids), why="so", **{name: value.format(**ids) for name, value in filled.items()})
    assert (sent.status_code, desk.corrections()) == (status, [])


@pytest.mark.parametrize("name", ["%00", "a%1bb", "a%0Db"])
def test_no_name_holds_control_characters(desk: Desk, name: str) -> None:
    assert desk.client.get(f"/correct/actor/split?one={name}").status_code == 422
    given = desk.fields("/correct/actor/merge?one=Vladimir%20Putin") | {"why": "so", "other": unquote(name)}
    assert desk.post("/correct/actor/merge", given).status_code == 422
    assert desk.post("/correct/actor/merge", given | {"one": unquote(name), "other": "UKR"}).status_code == 422
    assert desk.corrections() == []


def test_a_ledger_on_a_server_takes_decisions_too() -> None:
    with running_server() as server:
        with open_ledger(server, create=True) as ledger:
            ledger.add(coding())
        desk = desk_at(server)
        row = desk.row()
        assert row is not None
        assert desk.send(f"/record/{row.claim}/reject", why=WHY).status_code == 303
        assert [(one.action, one.why) for one in desk.corrections()] == [("reject", WHY)]
        assert desk.row() is None
        for path in ("/record/%00", "/record/%00/accept", "/correction/%00/undo"):
            assert desk.client.get(path).status_code == 404


def test_the_page_and_the_command_write_the_same(desk: Desk) -> None:
    claim = desk.claim()
    desk.send(f"/record/{claim}/edit", why="on tape", status="confirmed")
    command = [
        "correct",
        "edit",
        claim,
        "status=confirmed",
        "--ledger",
        str(desk.address),
        "--by",
        "ana",
        "--why",
        "on tape",
    ]
    assert CliRunner().invoke(app, command, catch_exceptions=False).exit_code == 0
    page, typed = desk.corrections()
    same: Callable[[str], bool] = lambda name: getattr(page, name) == getattr(typed, name)  # noqa: E731
    assert all(same(name) for name in ("action", "target", "other", "subject", "values", "body", "by", "why"))


def test_an_edit_stays_when_a_newer_dragoman_reads_the_article_again(desk: Desk) -> None:
    from tests.ledger.made import NEWER

    row = desk.row()
    assert row is not None
    desk.send(f"/record/{row.claim}/edit", why="on tape", status="confirmed")
    with open_ledger(desk.address) as ledger:
        ledger.add(coding(run=NEWER, status="rumoured"))
        ledger.add(
            coding(article(OTHER, id="b", title="Geneva", publisher="The Daily", on=date(2025, 5, 30)), run=NEWER)
        )
    page = text_of(desk.client.get(f"/article/{row.document}").text)
    assert "confirmed: Vladimir Putin" in page
    assert "ana set status to confirmed: on tape" in page


def test_whoever_may_not_correct_sees_no_way_to(desk: Desk) -> None:
    closed = desk_at(desk.address, read_only=True)
    claim, document = desk.claim(), desk.rows("event")[0].document
    assert f"/record/{claim}/accept" in desk.client.get(f"/article/{desk.row().document}").text  # type: ignore[union-attr]
    for path in (f"/article/{document}", f"/record/{claim}", "/corrections"):
        page = closed.client.get(path)
        assert page.status_code == 200
        assert not [href for href in lxml.html.document_fromstring(page.text).xpath("//a/@href") if "/accept" in href]
    assert closed.client.get(f"/record/{claim}/accept").status_code == 403


def test_a_row_stands_for_its_claim_and_what_is_not_there_is_told(desk: Desk) -> None:
    row = desk.row()
    assert row is not None
    assert desk.client.get(f"/record/{row.id}").text == desk.client.get(f"/record/{row.claim}").text
    for path in ("/record/nobody", "/record/%00", "/record/0/edit", "/correction/0/undo", "/corrections/0"):
        assert desk.client.get(path).status_code == 404
    assert desk.client.get(f"/correct/meeting/merge?one={row.claim}").status_code == 404, "it tells of no meeting"
