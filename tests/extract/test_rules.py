"""Each rule fires on its own examples and not on its near misses."""

import pytest

from dragoman.api import Reader
from dragoman.extract.context import Context
from dragoman.extract.frames import matches
from dragoman.extract.rules import Rule, load_rules
from dragoman.language.pipeline import analyse
from tests.conftest import article_of

RULES = load_rules().rules


def fired(rule: Rule, sentence: str, reader: Reader) -> bool:
    analysis = analyse(article_of(sentence), reader.resources)
    context = Context(analysis, reader.extraction.rules, reader.extraction.lexicon, reader.resources.attribution)
    found = [
        match for layer in analysis.layers for match in matches(layer, rule.report, context.rules, context.lexicon)
    ]
    return any(match.rule.id == rule.id for match in found)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [pytest.param(rule, sentence, id=f"{rule.id}: {sentence[:40]}") for rule in RULES for sentence in rule.yes],
)
def test_rule_fires_on_its_examples(rule: Rule, sentence: str, rules_reader: Reader) -> None:
    assert fired(rule, sentence, rules_reader)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [pytest.param(rule, sentence, id=f"{rule.id}: {sentence[:40]}") for rule in RULES for sentence in rule.near_miss],
)
def test_rule_stays_silent_on_its_near_misses(rule: Rule, sentence: str, rules_reader: Reader) -> None:
    assert not fired(rule, sentence, rules_reader)
