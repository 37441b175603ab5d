"""Which kinds of position the words of a sentence tell."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from dragoman.model import PositionKind

KindWords = Mapping[PositionKind, re.Pattern[str]]


@cache
def load_kind_words() -> KindWords:
    """The patterns of ``data/extract/kind_words.yml`` by kind."""
    raw = yaml.safe_load(files("dragoman").joinpath("data/extract/kind_words.yml").read_text(encoding="utf-8"))
    return {kind: re.compile(r"\b(?:" + "|".join(words) + r")", re.IGNORECASE) for kind, words in raw.items()}


def is_worded(kind: PositionKind, text: str, words: KindWords) -> bool:
    """Whether a text has words of the kind; of a kind that has none of its own never."""
    return kind in words and words[kind].search(text) is not None
