"""The ten questions as commands, on a ledger of two made-up reports."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.app import app
from dragoman.cli.questions import COMMANDS, since_time
from dragoman.errors import UsageError
from dragoman.ledger.opening import open_ledger
from dragoman.ledger.rows import Coding, Process, Run
from dragoman.model import Article, Attendance, DocumentDate, MeetingReport, Record, Statement, from_iso, quote
from dragoman.state.times import end_of
from tests.state.build import KREMLIN, PUTIN, ZELENSKYY

RUN = Run(id="test", label="test", started_at=end_of(date(2025, 5, 1)))
TALKS = "The talks of Russia and Ukraine in Istanbul are due on Thursday."
DECLINED = "Putin will not come \x1b[31mto Istanbul\x1b[0m, the Kremlin said."
SAID = "“We shall be there in any case,” Zelenskyy said."


def record(outlet: str, on: str, status: str) -> Record:
    """A report of an outlet that tells whether Putin comes."""
    day = date.fromisoformat(on)
    known = DocumentDate(best=day, earliest=day, latest=day)
    article = Article(
        id=outlet, title=f"{outlet} reports", text=f"{TALKS} {DECLINED} {SAID}", publisher=outlet, date=known
    )
    talks, declined, said = (
        (quote(article, "text", at := article.text.index(words), at + len(words)),) for words in (TALKS, DECLINED, SAID)
    )
    meeting = MeetingReport(
        evidence=talks,
        key="m1",
        label="the talks",
        place="Istanbul",
        time=from_iso("2025-05-15"),
        parties=("RUS", "UKR"),
    )
    coming = Attendance(
        evidence=declined, who=PUTIN, meeting="m1", status=status, source="Kremlin", source_actor=KREMLIN
    )  # type: ignore[arg-type]
    words = Statement(
        evidence=said, speaker=ZELENSKYY, kind="quote", words="We shall be there in any case", verbatim=True
    )
    return Record(article=article, meetings=(meeting,), attendance=(coming,), statements=(words,))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "talks.db"
    with open_ledger(path, create=True) as opened:
        for outlet, on, status in (("Gazette", "2025-05-13", "undetermined"), ("Record", "2025-05-14", "declined")):
            made = record(outlet, on, status)
            opened.add(Coding(article=made.article, record=made, run=RUN, recorded_at=end_of(date.fromisoformat(on))))
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def answered(*arguments: object) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found


@pytest.mark.parametrize("question", COMMANDS)
def test_every_question_answers_on_the_screen_and_as_json(question: str, ledger: Path) -> None:
    result = run(question, "--ledger", ledger, "--known-by", "2025-05-14")
    assert result.exit_code == 0, result.output
    assert "rus-ukr" in result.output
    answer = answered(question, "--ledger", ledger, "--known-by", "2025-05-14")
    assert answer["process"]["parties"] == ["RUS", "UKR"]
    assert answer["times"] == {"as_of": None, "known_by": "2025-05-14T23:59:59.999999+00:00"}


def test_who_shows_sentence_outlet_and_date_under_each_line(ledger: Path) -> None:
    lines = run("who", "--ledger", ledger).output.splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip().startswith("declined"))
    assert "Vladimir Putin (RUS) · by Kremlin" in lines[at]
    assert "the Kremlin said.” — Record, 2025-05-14" in lines[at + 1]


def test_an_articles_control_characters_do_not_reach_the_terminal(ledger: Path) -> None:
    assert "\x1b" not in run("who", "--ledger", ledger).output


def test_the_two_times_are_kept_apart(ledger: Path) -> None:
    first = answered("who", "--ledger", ledger, "--known-by", "2025-05-13")["lines"]
    assert [(line["status"], line["since"]) for line in first] == [("undetermined", "2025-05-13")]
    assert answered("who", "--ledger", ledger, "--as-of", "2025-05-12")["meeting"] is None


def test_changes_since_a_day_and_since_some_hours_ago(ledger: Path) -> None:
    for since in ("2025-05-13", "24h", "1d"):
        (change,) = answered("changes", "--ledger", ledger, "--since", since, "--known-by", "2025-05-14")["lines"]
        assert (change["subject"], change["before"], change["after"]) == (
            "Vladimir Putin",
            ["undetermined"],
            ["declined"],
        )


def test_the_process_taken_is_named_and_one_added_by_hand_comes_first(ledger: Path, tmp_path: Path) -> None:
    assert "found from the reports" in run("who", "--ledger", ledger).output
    other = tmp_path / "other.db"
    with open_ledger(ledger) as opened:
        opened.backup(other)
    with open_ledger(other) as opened:
        opened.add_process(Process(id="istanbul", name="Istanbul talks", parties=("RUS", "UKR")))
    assert "istanbul: Istanbul talks" in run("who", "--ledger", other).output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--process", "usa-irn"), "no process 'usa-irn' in the ledger; it has rus-ukr"),
        (("--as-of", "Thursday"), "--as-of 'Thursday' is no day"),
        (("--known-by", "noon"), "--known-by 'noon' is no day or time"),
        (("--meeting", "Geneva"), "no meeting is called 'Geneva'"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(arguments: tuple[str, ...], says: str, ledger: Path) -> None:
    problem = run("who", "--ledger", ledger, *arguments).exception
    assert isinstance(problem, UsageError)
    assert says in str(problem)


def test_several_processes_without_a_dominant_one_must_be_named(tmp_path: Path) -> None:
    path = tmp_path / "two.db"
    with open_ledger(path, create=True) as opened:
        for name, parties in (("one", ("RUS", "UKR")), ("two", ("IRN", "USA"))):
            opened.add_process(Process(id=name, name=name, parties=parties))
    problem = run("who", "--ledger", path).exception
    assert isinstance(problem, UsageError)
    assert str(problem) == "several processes; name one with --process: it has one, two"


def test_since_takes_no_other_words() -> None:
    with pytest.raises(UsageError, match="is no day or time"):
        since_time("yesterday", None)
