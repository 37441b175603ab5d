"""What a position is about: the codebook's issues by the words that name them."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from dragoman.model import Issue

IssueWords = Mapping[str, re.Pattern[str]]


@cache
def load_issues() -> IssueWords:
    """The patterns of ``data/extract/issues.yml``, one for each issue, in order of preference."""
    raw = yaml.safe_load(files("dragoman").joinpath("data/extract/issues.yml").read_text(encoding="utf-8"))
    return {issue: re.compile(r"\b(?:" + "|".join(words) + r")", re.IGNORECASE) for issue, words in raw.items()}


def issue_of(text: str, issues: IssueWords) -> Issue:
    """The issue that most words of the text name; ``other`` when none does."""
    counts = {issue: len(pattern.findall(text)) for issue, pattern in issues.items()}
    best = max(counts, key=lambda issue: counts[issue])
    return best if counts[best] else "other"  # type: ignore[return-value]
