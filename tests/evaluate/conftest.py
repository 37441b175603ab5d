"""The frozen coding that every part of the evaluation is shown on."""

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluate import read_coded

FROZEN = Path(__file__).parent / "frozen"


@pytest.fixture
def frozen() -> dict[str, list[Any]]:
    """Gold, predicted and articles of three made-up articles, free to be changed."""
    return {name: copy.deepcopy(read_coded(FROZEN / f"{name}.jsonl")) for name in ("gold", "predicted", "articles")}


@pytest.fixture
def expected() -> Mapping[str, Any]:
    """The scores of the frozen coding."""
    scores: Mapping[str, Any] = json.loads((FROZEN / "expected.json").read_text("utf-8"))
    return scores
