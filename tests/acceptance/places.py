"""Where articles to read are found: our own in the repository, others beside the checkout if they are there."""

import os
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from dragoman.model import Article
from dragoman.read import iterate_jsonl

REPOSITORY: Final = Path(__file__).resolve().parents[2]


@cache
def own_cases() -> tuple[Article, ...]:
    """The reports of ``evaluation/cases``."""
    with (REPOSITORY / "evaluation" / "cases" / "articles.jsonl").open("rb") as stream:
        read = list(iterate_jsonl(stream))
    assert all(isinstance(one, Article) for one in read), read
    return tuple(one for one in read if isinstance(one, Article))


def shared(*parts: str) -> Path:
    """A file of the reference material in ``$DRAGOMAN_SHARED``, else ``../shared``; skips the test without it."""
    folder = Path(os.environ.get("DRAGOMAN_SHARED") or REPOSITORY.parent / "shared")
    path = folder.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{path} is not there; set DRAGOMAN_SHARED to the folder of reference material")
    return path
