"""Pages that are made from the code are as the code makes them, and the rule of the how-to is a rule that works."""

import re
from pathlib import Path

import pytest
from scripts.build_docs_reference import FOLDER, PAGES

from dragoman.api import Reader
from dragoman.extract.context import Context
from dragoman.extract.frames import matches
from dragoman.extract.rules import Rule, index_rules, read_rules
from dragoman.language.pipeline import analyse
from tests.conftest import article_of
from tests.docs.place import ROOT

HOW_TO = ROOT / "docs" / "how-to" / "add-a-rule.md"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_from_the_code_is_up_to_date(name: str) -> None:
    written = (FOLDER / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "make pages writes them anew"


def test_the_rule_that_the_how_to_adds_fires_on_its_examples_alone(rules_reader: Reader, tmp_path: Path) -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "coming.yml").write_text(text, encoding="utf-8")
    (rule,) = read_rules(tmp_path / "coming.yml", "attendance")
    assert len(rule.yes) > 1
    assert len(rule.near_miss) > 1
    assert all(_fires(rule, sentence, rules_reader) for sentence in rule.yes)
    assert not any(_fires(rule, sentence, rules_reader) for sentence in rule.near_miss)


def _fires(rule: Rule, sentence: str, reader: Reader) -> bool:
    analysis = analyse(article_of(sentence), reader.resources)
    context = Context(analysis, index_rules([rule]), reader.extraction.lexicon, reader.resources.attribution)
    layers = (matches(layer, rule.report, context.rules, context.lexicon) for layer in analysis.layers)
    return any(match.rule.id == rule.id for found in layers for match in found)
