"""Furniture rules: every rule's own examples, and what is cut or marked."""

import time
from itertools import pairwise

import pytest

from dragoman.read.furniture import body_bounds, find_furniture, is_furniture, load_rules

RULES = load_rules()


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule in RULES for text in rule.hits],
    ids=lambda value: getattr(value, "id", None),
)
def test_hits(rule, text):
    spans = find_furniture(text)
    assert spans
    if rule.where != "edge":
        assert any(cue in text.lower() for cue in rule.cues)
        match = rule.pattern.search(text)
        assert any(span.start <= match.start() and match.end() <= span.end for span in spans)


@pytest.mark.parametrize("text", [text for rule in RULES for text in rule.near_misses])
def test_near_misses(text):
    assert find_furniture(text) == ()


def test_every_rule_has_a_reason_and_both_kinds_of_examples():
    assert all(rule.why and rule.hits and rule.near_misses for rule in RULES)
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_spans_are_in_order_and_apart():
    text = "Advertisement\nThe talks began.\nFollow us on Twitter\nSubscribed\nShare this story\nThey ended.\nSource\n\nExit mobile version"
    spans = find_furniture(text)
    assert [text[span.start : span.end] for span in spans] == [
        "Advertisement", "Follow us on Twitter", "Subscribed", "Share this story", "Source", "Exit mobile version",
    ]  # fmt: skip
    assert all(one.end < two.start for one, two in pairwise(spans))


def test_bounds_leave_furniture_inside_the_body():
    text = "Advertisement\n\nOne.\n\nAdvertisement\n\nTwo.\n\nSource\n"
    start, end = body_bounds(text, find_furniture(text))
    assert text[start:end] == "One.\n\nAdvertisement\n\nTwo."


def test_a_text_of_nothing_but_furniture_has_no_body():
    text = " Advertisement\n\nSource\n"
    start, end = body_bounds(text, find_furniture(text))
    assert text[start:end] == ""


def test_a_whole_line_is_furniture_or_not():
    assert is_furniture(" Exit mobile version ")
    assert not is_furniture("Exit mobile version of the talks")


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        " ",
        "(",
        "Related article\n",
        "(Reporting by A ",
        "Follow A ",
        "© 2020 ",
        "Sign up for ",
        "\n",
        "(AP Photo ",
        "Reporting by Ann ",
        "cookie We use ",
        "hide caption A",
        "Read more:",
        "A a is a ",
    ],
)
def test_long_odd_texts_take_linear_time(unit):
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    find_furniture(text)
    assert time.process_time() - began < 1.5
