"""``dragoman evaluate`` as it is typed."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import evaluate
from dragoman.errors import SourceError
from dragoman.evaluate import Counts, Ratio
from dragoman.evaluate.report import measures
from dragoman.model import Article

FROZEN = Path(__file__).parent / "frozen"
GOLD, ARTICLES, PREDICTED = (str(FROZEN / f"{name}.jsonl") for name in ("gold", "articles", "predicted"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(evaluate.app, arguments)


def test_plain_form_scores_a_coding(expected: Mapping[str, Any]) -> None:
    result = run(GOLD, ARTICLES, "--predicted", PREDICTED, "--json")
    assert result.exit_code == 0
    printed = json.loads(result.stdout)
    assert {key: printed[key] for key in expected} == expected
    assert printed["changes"] == []


@pytest.mark.parametrize("arguments", [("gold", GOLD, ARTICLES), ("--predicted", PREDICTED, GOLD, ARTICLES)])
def test_other_ways_to_say_the_same(arguments: tuple[str, ...]) -> None:
    plain = run(GOLD, ARTICLES, "--predicted", PREDICTED).stdout
    assert run(*arguments, *(() if "--predicted" in arguments else ("--predicted", PREDICTED))).stdout == plain


def test_table_names_every_type_and_figure() -> None:
    table = run(GOLD, ARTICLES, "--predicted", PREDICTED).stdout
    assert all(word in table for word in ("delegations", "0.464", "relevance accuracy 0.333"))


def test_show_lists_missed_and_extra() -> None:
    shown = run(GOLD, ARTICLES, "--predicted", PREDICTED, "--show", "delegations").stdout
    assert "MISSED camp-david" in shown
    assert "EXTRA  camp-david" in shown


def test_against_lists_gained_and_lost() -> None:
    printed = run(GOLD, ARTICLES, "--predicted", GOLD, "--against", PREDICTED).stdout
    assert '+ gained     delegations camp-david {"party": "ISR", "who": "Moshe Dayan"' in printed
    assert "- lost " not in printed.split("type")[0]


def test_articles_are_coded_when_no_coding_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gold itself stands in for the coder, which gets the articles as the file holds them."""
    asked: list[Article] = []

    def code_articles(articles: list[Article]) -> Iterator[dict[str, Any]]:
        asked.extend(articles)
        yield from map(json.loads, Path(GOLD).read_text("utf-8").splitlines())

    api = ModuleType("dragoman.api")
    api.code_articles = code_articles  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dragoman.api", api)
    assert json.loads(run(GOLD, ARTICLES, "--json").stdout)["mean_strict_f1"] == 1.0
    assert asked[1].title == "Bosnia talks open in Ohio"


@pytest.mark.parametrize("line", ["{", "[1]", '{"no": "id"}', '{"id": 3}', "[" * 100_000])
def test_a_broken_line_is_named(line: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "a"}\n\n' + line)
    error = run(str(broken), ARTICLES, "--predicted", PREDICTED).exception
    assert isinstance(error, SourceError)
    assert "line 3" in str(error)


@pytest.mark.parametrize(
    "record",
    [
        {"meetings": "none"},
        {"events": ["x"]},
        {"attendance": [{"evidence": [{"field": "text"}]}]},
        {"attendance": [{"evidence": 3}]},
        {"positions": [{"s": [[1]]}]},
    ],
)
def test_a_record_out_of_form_is_named(record: dict[str, Any], tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text(json.dumps({"id": "dayton"} | record))
    error = run(GOLD, ARTICLES, "--predicted", str(broken)).exception
    assert isinstance(error, SourceError)
    assert "line 1" in str(error)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00")
    assert isinstance(run(str(binary), ARTICLES).exception, SourceError)


@pytest.mark.parametrize("dev_set", evaluate.DEV_SETS, ids=lambda one: one.name)
def test_every_development_set_has_its_command_and_function(dev_set: evaluate.DevSet) -> None:
    assert run(dev_set.name, "--help").exit_code == 0
    assert callable(evaluate._load(dev_set.function))


@dataclass
class Found:
    spans: Counts
    kinds: Mapping[str, Ratio]
    note: str


def test_any_result_is_flattened_to_measures() -> None:
    result = Found(spans=Counts(2, 1, 1), kinds={"DATE": Ratio(1, 2)}, note="made up")
    assert measures(result) == {
        "spans.gold": 2, "spans.predicted": 1, "spans.precision": 1.0, "spans.recall": 0.5, "spans.f1": 2 / 3,
        "kinds.DATE.share": 0.5, "kinds.DATE.of": 2, "note": "made up",
    }  # fmt: skip


def test_a_development_set_prints_its_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate, "_load", lambda _: lambda path: Found(Counts(2, 1, 1), {}, path.name))
    assert json.loads(run("timex", GOLD, "--json").stdout)["note"] == "gold.jsonl"
    assert "spans.precision" in run("timex", GOLD).stdout
