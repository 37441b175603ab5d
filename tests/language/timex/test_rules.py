"""The examples that rules carry are their tests."""

from datetime import date

import pytest

from dragoman.language.timex import find_times
from dragoman.language.timex.readers import READERS
from dragoman.language.timex.rules import load_rules

RULES = load_rules("en")
DEFAULT_ANCHOR = date(2022, 3, 31)  # a Thursday
YES = [pytest.param(rule, example, id=f"{rule.id}:{example['find']}") for rule in RULES for example in rule.examples]
NO = [pytest.param(rule, text, id=f"{rule.id}:{text[:30]}") for rule in RULES for text in rule.near_misses]


@pytest.mark.parametrize(("rule", "example"), YES)
def test_rule_reads_its_examples(rule, example):
    tense = example.get("tense")
    anchor = example.get("anchor", DEFAULT_ANCHOR)
    found = find_times(example["text"], anchor=anchor, tense_at=(lambda _: tense) if tense else None)
    read = {one.text: one for one in found if one.rule == rule.id}
    assert str(example["find"]) in read, [(one.text, one.rule) for one in found]
    one = read[str(example["find"])]
    assert (one.type, one.value) == (example.get("type", "DATE"), str(example["value"]))
    for name in ("mod", "modifier"):
        if name in example:
            assert getattr(one, name) == example[name]
    if "days" in example:
        expected = example["days"]
        days = None if one.interval is None else [one.interval.start, one.interval.end]
        assert days == expected


@pytest.mark.parametrize(("rule", "text"), NO)
def test_near_misses_are_no_times(rule, text):
    assert find_times(text, anchor=DEFAULT_ANCHOR) == []


def test_every_rule_has_a_reason_and_an_example():
    for rule in RULES:
        assert rule.why.strip()
        assert rule.examples or rule.reader is None, rule.id
        assert rule.near_misses or rule.reader is not None, rule.id


def test_rule_ids_are_unique_and_readers_are_known():
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {rule.reader for rule in RULES if rule.reader} == set(READERS)
