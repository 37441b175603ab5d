"""The scores are those of the gold data's own scorer, on hundreds of made-up codings."""

import importlib.util
import json
import os
import random
import sys
from pathlib import Path
from typing import Any

import made_up_codings as made_up
import pytest

from dragoman.evaluate import score

SCORER = Path(os.environ.get("DRAGOMAN_SHARED", "/work/shared")) / "gold" / "score.py"
pytestmark = pytest.mark.skipif(
    not SCORER.exists(), reason=f"the gold data's scorer is not at {SCORER} (set DRAGOMAN_SHARED to its folder)"
)


def scored_by_scorer(
    files: dict[str, list[dict[str, Any]]], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> Any:
    paths = []
    for name, rows in files.items():
        path = folder / f"{name}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        paths.append(str(path))
    spec = importlib.util.spec_from_file_location("gold_scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(sys, "argv", ["score.py", *paths, "--json"])
    module.main()
    return json.loads(capsys.readouterr().out)


def made_up_files(seed: int) -> dict[str, list[dict[str, Any]]]:
    rng = random.Random(seed)
    articles = [made_up.article(rng, f"made-up-{n}") for n in range(4)]
    gold = [made_up.coded(rng, one, spans=False) for one in articles]
    predicted = [made_up.coded(rng, one, spans=True) for one in articles if rng.random() < 0.9]
    return {"gold": gold, "predicted": predicted, "articles": articles}


@pytest.mark.parametrize("block", range(10))
def test_equal_on_made_up_codings(
    block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Forty codings of four articles a block: four hundred in all."""
    for seed in range(block * 40, block * 40 + 40):
        files = made_up_files(seed)
        ours = json.loads(json.dumps(score(**files).as_dict()))
        assert ours == scored_by_scorer(files, tmp_path, monkeypatch, capsys), f"seed {seed}"


def test_made_up_codings_reach_every_measure() -> None:
    """The comparison above means something: every report type has strict and merely loose hits."""
    runs = [score(**made_up_files(seed)) for seed in range(200)]
    for group in runs[0].types:
        assert sum(one.types[group].strict.hits for one in runs) > 10
        assert sum(one.types[group].loose.hits - one.types[group].strict.hits for one in runs) > 10
    assert sum(one.aux.right for one in runs) > 10


def test_equal_on_the_gold_against_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The gold coded by the gold, with one record in three left out, scores the same in both."""
    read = lambda name: [json.loads(row) for row in (SCORER.parent / name).read_text("utf-8").splitlines()]  # noqa: E731
    gold, articles = read("dev.jsonl"), read("dev_articles.jsonl")
    thinned = [
        {key: value[::3] + value[1::3] if isinstance(value, list) else value for key, value in one.items()}
        for one in gold
    ]
    files = {"gold": gold, "predicted": thinned, "articles": articles}
    assert score(**files).as_dict() == scored_by_scorer(files, tmp_path, monkeypatch, capsys)
