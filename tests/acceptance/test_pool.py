"""Evidence is always true: the span of the article's field is the text that the record shows."""

import gzip
import os
from collections.abc import Iterable, Iterator
from dataclasses import fields
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Final

from dragoman.api import Reader
from dragoman.model import Article, Record, Report
from dragoman.read import iterate_jsonl
from tests.acceptance.places import own_cases, shared

SAMPLE: Final = 60
"""Articles read of the pool unless ``DRAGOMAN_WHOLE_POOL=1``; every n-th, so that all its sources have a share."""

SHORT: Final = 4000
"""Characters of the longest article of the sample; the whole pool has no limit."""


def test_evidence_of_our_own_reports_is_true(reader: Reader) -> None:
    assert check(reader, own_cases()) > 100


def test_evidence_over_the_pool_is_true(reader: Reader) -> None:
    path = shared("corpus", "pool.jsonl.gz")
    articles = pool(path) if os.environ.get("DRAGOMAN_WHOLE_POOL") == "1" else sampled(path)
    assert check(reader, articles) > SAMPLE


def check(reader: Reader, articles: Iterable[Article]) -> int:
    """How many spans were compared; fails at the first that is not true."""
    compared = 0
    for record in reader.read_all(articles):
        for report in reports_of(record):
            assert report.evidence, (record.article.id, report)
            for evidence in report.evidence:
                span = record.article.of(evidence.field)[evidence.start : evidence.end]
                assert span == evidence.text != "", (record.article.id, report)
                compared += 1
    return compared


def reports_of(record: Record) -> Iterator[Report]:
    """All rows of a record, whatever their type."""
    for one in fields(record):
        rows = getattr(record, one.name)
        if isinstance(rows, tuple):
            yield from (row for row in rows if isinstance(row, Report))


def sampled(path: Path) -> list[Article]:
    """`SAMPLE` readable articles of the pool, short, evenly spread, and the same in every run."""
    with gzip.open(path) as lines:
        total = sum(1 for _ in lines)
    spread = pool(path, every=max(1, total // (2 * SAMPLE)))
    return list(islice((one for one in spread if len(one.text) <= SHORT), SAMPLE))


def pool(path: Path, *, every: int = 1) -> Iterator[Article]:
    """The readable articles of every n-th line of a gzipped file of JSON lines."""
    with gzip.open(path) as lines:
        chosen = BytesIO(b"".join(islice(lines, 0, None, every)))
    yield from (one for one in iterate_jsonl(chosen) if isinstance(one, Article))
