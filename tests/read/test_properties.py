"""Whatever the bytes, an article or a SourceError comes out, soon, and what it says is true of the text."""

import io
import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import SourceError
from dragoman.model import Article
from dragoman.read import iterate_jsonl, read_html, read_source, read_text

PAGES = Path(__file__).parent / "pages"
SEEDS = [path.read_bytes() for path in sorted(PAGES.iterdir())]
relaxed = settings(max_examples=120, deadline=2_000, suppress_health_check=[HealthCheck.too_slow])


def outcome(read):
    """The article, or None when the source was refused in one line."""
    try:
        return read()
    except SourceError as problem:
        refusal = str(problem)
    assert "\n" not in refusal
    return None


def check(article):
    if article is None:
        return
    assert isinstance(article, Article)
    end = 0
    for span in article.furniture:
        assert end <= span.start < span.end <= len(article.text)
        end = span.end
    assert article.text.strip()
    found = article.date
    assert not (found.best and found.earliest) or found.earliest <= found.best
    assert not (found.best and found.latest) or found.best <= found.latest


@given(st.binary(max_size=400))
@relaxed
def test_any_bytes_as_a_page(data):
    check(outcome(lambda: read_html(data)))


@given(st.binary(max_size=400), st.sampled_from([b"", b"<html>", b"{", b"\xff\xfe", b"Oman hosts envoys\n\n"]))
@relaxed
def test_any_bytes_as_a_source(data, head):
    check(outcome(lambda: next(iter(read_source("-", stdin=io.BytesIO(head + data))))))


@given(st.text(max_size=400))
@relaxed
def test_any_text(text):
    article = outcome(lambda: read_text(text))
    check(article)
    assert article is None or article.text in text


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=60),
            st.dictionaries(
                st.sampled_from(["text", "title", "date", "url", "sentences", "id"]),
                st.one_of(st.text(max_size=40), st.integers(), st.none(), st.lists(st.integers())),
            ),
        ),
        max_size=6,
    )
)
@relaxed
def test_any_json_lines(lines):
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    for item in iterate_jsonl(io.BytesIO(data)):
        assert isinstance(item, SourceError) or item.text
        check(item if isinstance(item, Article) else None)


def mutated(data, chance):
    """``data`` with a few bytes flipped, a piece moved and the end cut."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    left, right = sorted(chance.randrange(len(changed)) for _ in range(2))
    changed += changed[left:right] * chance.randint(0, 3)
    return bytes(changed[: chance.randint(1, len(changed))])


@pytest.mark.parametrize("seed", range(120))
def test_mutated_pages(seed):
    chance = random.Random(seed)
    data = mutated(SEEDS[seed % len(SEEDS)], chance)
    began = time.process_time()
    check(outcome(lambda: read_html(data)))
    check(outcome(lambda: next(iter(read_source("-", stdin=io.BytesIO(data))))))
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        " " * 100_000 + "x",
        "\ud800" * 50_000,
        "😀" * 50_000,
        "A, " * 40_000,
        "May 1 " * 20_000,
        "1/" * 50_000,
        "İ" * 30_000,
        "by A " * 20_000,
        "A.\n" * 40_000,
        "-" * 100_000,
    ],
)
def test_odd_texts_are_read_in_time(text):
    began = time.process_time()
    check(outcome(lambda: read_text(text)))
    check(outcome(lambda: read_html(b"<html><p>" + text.encode("utf-8", "replace"))))
    (item,) = iterate_jsonl(io.BytesIO(json.dumps({"text": text}).encode()))
    assert isinstance(item, Article | SourceError)
    assert time.process_time() - began < 8
