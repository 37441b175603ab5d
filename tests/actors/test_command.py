import csv
import json

import pytest
from typer.testing import CliRunner

from dragoman.cli.actors import app
from dragoman.config import Config


@pytest.fixture(autouse=True)
def no_configured_layer(monkeypatch):
    monkeypatch.setattr("dragoman.cli.actors.load_config", Config)


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_show_tells_the_office_on_a_day():
    result = run("show", "Donald Trump", "--on", "2023-05-15", "--json")
    told = json.loads(result.output)
    assert (told["id"], told["office"], told["status"]) == ("Q22686", "", "not_sitting")
    assert len(told["tenures"]) == 2


def test_show_prints_tenures_with_their_sources():
    result = run("show", "Q7747", "--on", "2014-01-01")
    assert result.exit_code == 0
    assert "2012-05-07" in result.output
    assert "source:" in result.output


def test_resolve_writes_the_rows_with_their_actors(tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("mention,date\nthe Kremlin,2020-01-01\nAU,2020-01-01\n", encoding="utf-8")
    assert run("resolve", source, "-o", target).exit_code == 0
    rows = list(csv.DictReader(target.open(encoding="utf-8")))
    assert [(r["name"], r["plover"]) for r in rows] == [("RUS", "RUS GOV"), ("AU", "IGO")]


def test_a_layer_grows_by_command_and_is_read(tmp_path):
    own = tmp_path / "own.csv"
    assert (
        run(
            "add",
            "Oleg Nikitovsky",
            "--country",
            "ukr",
            "--office",
            "Deputy Foreign Minister",
            "--start",
            "2025-02",
            "--layer",
            own,
        ).exit_code
        == 0
    )
    assert run("alias", "Oleg Nikitovsky", "Nikita", "--layer", own).exit_code == 0
    told = json.loads(run("show", "Nikita", "--country", "UKR", "--on", "2025-03-01", "--layer", own, "--json").output)
    assert (told["name"], told["office"]) == ("Oleg Nikitovsky", "Deputy Foreign Minister")
    assert run("add", "O. Nikitovski-Bondar", "--country", "UKR", "--layer", own).exit_code == 0
    assert run("merge", "Oleg Nikitovsky", "x:o-nikitovski-bondar-ukr", "--layer", own).exit_code == 0
    assert "Bondar" in run("show", "Oleg Nikitovsky", "--layer", own).output


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["show", "Trump", "--on", "May"], 2, "is no day"),
        (["add", "A B", "--start", "soon", "--layer", "own.csv"], 2, "is no date"),
        (["add", "A B"], 2, "no layer to write to"),
        (["merge", "Q7747", "Q7747", "--layer", "own.csv"], 2, "one entry already"),
        (["alias", "Mohammed", "x", "--layer", "own.csv"], 2, "give the id"),
        (["resolve", "none.csv", "-o", "out.csv"], 3, "cannot be read"),
        (["show", "Trump", "--layer", "none.csv"], 3, "cannot be read"),
        (["show", ""], 3, "nobody"),
    ],
)
def test_bad_input_is_told_in_one_line(tmp_path, monkeypatch, arguments, code, told):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == code
    assert told in result.output
    assert result.output.count("\n") == 1


def test_refresh_reaches_for_the_endpoint_it_is_given(tmp_path, monkeypatch):
    asked = {}

    def recorded(ids, folder, **options):
        asked.update(options, ids=ids)
        return folder / "actors.csv"

    monkeypatch.setattr("dragoman.actors.refresh.refresh", recorded)
    result = run(
        "refresh", "--to", tmp_path, "--country", "UKR", "--since", "2025-02-01", "--endpoint", "http://127.0.0.1:1"
    )
    assert result.exit_code == 0
    assert asked["since"] == "2025-02-01"
    assert "Q3874799" in asked["ids"]
    assert all(key.startswith("Q") for key in asked["ids"])
