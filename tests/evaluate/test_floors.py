"""The floors only rise, fall for a written reason alone, and hold for the cases that they were pinned on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts import check_floors
from scripts.check_floors import MARGIN, Floors, digest_of, failures, figures_of, lowered, raised, read_floors

from dragoman.errors import UsageError
from dragoman.evaluate import read_coded, score
from dragoman.evaluate.agreement import GROUPS

CASES = check_floors.EVALUATION / "cases"
Shares = st.floats(0, 1).map(lambda share: round(share, 3))
Measured = st.fixed_dictionaries({kind: st.fixed_dictionaries({"f1": Shares, "precision": Shares}) for kind in GROUPS})


@pytest.fixture
def evaluation(tmp_path: Path) -> Path:
    """A folder like the repository's ``evaluation``, without floors."""
    (tmp_path / "cases").mkdir()
    for name in ("articles.jsonl", "gold.jsonl"):
        (tmp_path / "cases" / name).write_text(f'{{"id": "{name}"}}\n', "utf-8")
    return tmp_path


@pytest.fixture
def measuring(monkeypatch: pytest.MonkeyPatch, frozen: dict[str, Any]) -> Callable[[bool], None]:
    """Lets the script measure a perfect coding, or none at all, without reading anything."""

    def measuring(perfect: bool) -> None:
        scores = score(frozen["gold"], frozen["gold"] if perfect else [], frozen["articles"])
        monkeypatch.setattr(check_floors, "measure", lambda cases: scores)

    return measuring


def run(evaluation: Path, *arguments: str) -> int:
    return check_floors.main(arguments, evaluation=evaluation)


def test_floors_lie_the_margin_below_what_was_measured(evaluation: Path, measuring: Callable[[bool], None]) -> None:
    measuring(True)
    assert run(evaluation, "--raise") == 0
    floors = read_floors(evaluation / "floors.json")
    assert floors.floors["attendance"] == {"f1": 1 - MARGIN, "precision": 1 - MARGIN}
    assert floors.floors["relevance"] == {"accuracy": 1 - MARGIN}
    assert set(floors.floors) == {*GROUPS, "relevance"}
    assert run(evaluation) == 0


def test_a_fallen_figure_fails_and_is_named(
    evaluation: Path, measuring: Callable[[bool], None], capsys: pytest.CaptureFixture[str]
) -> None:
    measuring(True)
    run(evaluation, "--raise")
    measuring(False)
    assert run(evaluation) == 1
    assert "attendance precision is 0.0, below its floor 0.97" in capsys.readouterr().err


def test_raising_does_not_hide_a_fall(evaluation: Path, measuring: Callable[[bool], None]) -> None:
    measuring(True)
    run(evaluation, "--raise")
    before = (evaluation / "floors.json").read_text("utf-8")
    measuring(False)
    assert run(evaluation, "--raise") == 1
    assert (evaluation / "floors.json").read_text("utf-8") == before


def test_lowering_needs_a_reason_and_keeps_it(
    evaluation: Path, measuring: Callable[[bool], None], capsys: pytest.CaptureFixture[str]
) -> None:
    measuring(True)
    run(evaluation, "--raise")
    measuring(False)
    assert run(evaluation, "--lower", "events", "--why", " ") == UsageError.exit_code
    assert "--why" in capsys.readouterr().err
    assert run(evaluation, "--lower", "events", "--why", "coders split the type") == 1, "the other types still fail"
    floors = read_floors(evaluation / "floors.json")
    assert [(one["type"], one["why"]) for one in floors.lowered] == [("events", "coders split the type")]
    assert floors.floors["events"] == {"f1": 0.0, "precision": 0.0}
    assert floors.floors["meetings"]["f1"] == 1 - MARGIN


def test_what_has_not_fallen_is_not_lowered() -> None:
    floors = Floors(floors={"events": {"f1": 0.5}})
    with pytest.raises(UsageError, match="nothing to lower"):
        lowered(floors, {"events": {"f1": 0.5}}, "events", "a reason")


def test_other_cases_need_floors_of_their_own(
    evaluation: Path, measuring: Callable[[bool], None], capsys: pytest.CaptureFixture[str]
) -> None:
    measuring(True)
    run(evaluation, "--raise")
    with (evaluation / "cases" / "gold.jsonl").open("a", encoding="utf-8") as gold:
        gold.write("\n")
    assert run(evaluation) == 1
    assert "not what the floors were pinned on" in capsys.readouterr().err
    assert run(evaluation, "--raise") == 0
    assert run(evaluation) == 0


def test_no_floors_is_a_failure(
    evaluation: Path, measuring: Callable[[bool], None], capsys: pytest.CaptureFixture[str]
) -> None:
    measuring(True)
    assert run(evaluation) == 1
    assert "no floors are pinned yet" in capsys.readouterr().err


def test_a_broken_floors_file_is_named(
    evaluation: Path, measuring: Callable[[bool], None], capsys: pytest.CaptureFixture[str]
) -> None:
    measuring(True)
    (evaluation / "floors.json").write_text('{"floors": 3}', "utf-8")
    assert run(evaluation) == UsageError.exit_code
    assert "floors.json is no floors file" in capsys.readouterr().err


@given(before=Measured, after=Measured)
def test_raising_never_lowers_and_what_was_measured_holds(before: Any, after: Any) -> None:
    pinned = raised(Floors(), before, "a")
    again = raised(pinned, after, "b")
    assert all(again.floors[k][m] >= least for k, f in pinned.floors.items() for m, least in f.items())
    assert not list(failures(before, pinned))
    assert again.digest == "b"


@given(before=Measured, after=Measured, kind=st.sampled_from(GROUPS))
def test_lowering_touches_one_type_and_mends_it(before: Any, after: Any, kind: Any) -> None:
    pinned = raised(Floors(), before, "a")
    if not [one for one in failures(after, pinned) if one.startswith(kind)]:
        return
    eased = lowered(pinned, after, kind, "a reason")
    assert not [one for one in failures(after, eased) if one.startswith(kind)]
    assert {k: f for k, f in eased.floors.items() if k != kind} == {k: f for k, f in pinned.floors.items() if k != kind}


def test_a_missing_figure_is_a_failure() -> None:
    assert list(failures({}, Floors(floors={"events": {"f1": 0.1}}))) == ["events f1 is None, below its floor 0.1"]


def test_the_repository_has_floors_for_its_own_cases() -> None:
    floors = read_floors(check_floors.EVALUATION / "floors.json")
    assert floors.digest == digest_of(CASES)
    assert set(floors.floors) == {*GROUPS, "relevance"}
    assert all(one["why"] for one in floors.lowered)


def test_cases_have_true_sentences_and_codings_in_the_form() -> None:
    articles = read_coded(CASES / "articles.jsonl", fields=["title", "publisher", "date", "text", "sentences"])
    gold = read_coded(CASES / "gold.jsonl", fields=["relevance", *GROUPS])
    assert [one["id"] for one in articles] == [one["id"] for one in gold]
    for article, coding in zip(articles, gold, strict=True):
        check_sentences(article["text"], article["sentences"])
        numbers = [n for group in GROUPS for record in coding[group] for n in record["s"]]
        assert all(0 <= n <= len(article["sentences"]) for n in numbers), article["id"]
        assert all(record["s"] for group in GROUPS for record in coding[group]), article["id"]


def check_sentences(text: str, spans: list[list[int]]) -> None:
    """Sentences are trimmed, in order, and leave out nothing but white space."""
    end = 0
    for start, stop in spans:
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip() != ""
        end = stop
    assert end == len(text)


def test_a_coding_scored_against_itself_has_full_figures() -> None:
    gold, articles = read_coded(CASES / "gold.jsonl"), read_coded(CASES / "articles.jsonl")
    figures = figures_of(score(gold, gold, articles))
    assert json.dumps(figures).count("1.0") == 2 * len(GROUPS) + 1
