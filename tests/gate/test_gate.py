"""The gate lets talks and conflict pass, holds back the rest, and says so; what it does not hold back is read as ever."""

from dataclasses import replace

import pytest

from dragoman.api import Reader
from dragoman.codebook import coded
from dragoman.gate import Gate, load_gate
from dragoman.gate.gate import RULE, first_sentences
from dragoman.gate.lexicon import HEADLINE, LEAD, Lexicon, automaton_of, terms_in
from dragoman.heads import Heads, load_heads
from dragoman.model import Article, Record

PASSING = (
    ("Envoys meet in Oslo", "OSLO - Norway hosted peace talks between the Colombian government and rebels on Monday."),
    ("Shelling near Donetsk", "Russian forces shelled Ukrainian positions on Friday, Kyiv's defence ministry said."),
    ("New sanctions on Iran", "Washington imposed sanctions on Iranian banks over the nuclear programme."),
    ("", "The foreign ministers of Egypt and Ethiopia will meet in Cairo to discuss the dam on the Nile."),
)
HELD = (
    ("Striker scores twice", "The home side won the cup final after extra time. The fans sang until midnight."),
    (
        "Shares close higher",
        "Stocks rose as investors bought airline and store chains. Analysts expect growth of 2 percent.",
    ),
    ("Chef opens third diner", "The menu has soups, pies and ice cream. Customers queued around the block in Chicago."),
)


@pytest.fixture(scope="module")
def gate() -> Gate:
    return load_gate(load_heads())


def article(title: str, text: str, *, key: str = "test") -> Article:
    return Article(id=key, title=title, text=text)


@pytest.mark.parametrize(("title", "text"), PASSING)
def test_talks_and_conflict_pass(gate: Gate, title: str, text: str) -> None:
    assert gate.verdict(article(title, text)).passes
    assert replace(gate, heads=None).verdict(article(title, text)).passes


@pytest.mark.parametrize(("title", "text"), HELD)
def test_the_rest_is_held_back(gate: Gate, title: str, text: str) -> None:
    assert not gate.verdict(article(title, text)).passes
    assert not replace(gate, heads=None).verdict(article(title, text)).passes


def test_the_head_is_asked_only_where_the_lexicon_is_not_sure(gate: Gate) -> None:
    class Counting(Heads):
        asked = 0

        def relevance(self, title: str, sentences: object) -> dict[str, float]:
            Counting.asked += 1
            return {"talks": 1.0, "conflict": 0.0, "other": 0.0}

    counting = replace(gate, heads=Counting.__new__(Counting))
    unsure = replace(counting, bounds=replace(gate.bounds, passing=99.0, asking=-99.0))
    assert counting.verdict(article(*PASSING[0])).passes
    assert Counting.asked == 0
    assert unsure.verdict(article(*HELD[0])).passes
    assert Counting.asked == 1


def test_records_come_in_order_and_those_held_back_say_so(reader: Reader, gate: Gate) -> None:
    texts = [HELD[0], PASSING[0], HELD[1], PASSING[2]]
    articles = [article(title, text, key=str(n)) for n, (title, text) in enumerate(texts)]
    records = list(replace(reader, gate=gate).read_all(iter(articles)))
    assert [r.article.id for r in records] == ["0", "1", "2", "3"]
    assert [records[1], records[3]] == list(reader.read_all([articles[1], articles[3]]))
    for held in (records[0], records[2]):
        (why,) = held.rejected
        assert held == Record(article=held.article, relevance="other", rejected=(why,))
        assert why.rule == RULE
        assert held.article.of("title")[why.start : why.end] == held.article.title
    row = coded(records[0])
    assert row["relevance"] == "other"
    assert "no negotiation" in row["gated"]
    assert not any(row[name] for name in ("meetings", "attendance", "delegations", "positions", "statements", "events"))
    assert "gated" not in coded(records[1])


def test_terms_are_whole_words_in_any_spacing_and_case() -> None:
    automaton = automaton_of(["talks", "peace talks", "iran"])
    assert terms_in(automaton, "PEACE\n  Talks", "Iran's envoy") == {
        "peace talks", "talks", HEADLINE + "peace talks", HEADLINE + "talks", "iran",
    }  # fmt: skip
    assert terms_in(automaton, "", "Smalltalks in Iranian") == set()


def test_nothing_beyond_the_lead_is_looked_at() -> None:
    lexicon = Lexicon(automaton_of(["talks"]), {"talks": 4.0}, -1.0)
    assert lexicon.odds("", "x " * (LEAD // 2) + "talks") == -1.0
    assert lexicon.odds("", "talks") == 3.0


def test_a_long_headline_of_one_word_takes_no_time(gate: Gate) -> None:
    assert not gate.verdict(article("a" * 1_000_000, "shares " * 100_000)).passes


def test_first_sentences() -> None:
    text = "GENEVA\n\nThe talks ended. “No deal,” he said.\nThey will meet again. It is late."
    assert first_sentences(text) == ["GENEVA", "The talks ended.", "“No deal,” he said."]
