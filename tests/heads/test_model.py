import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.heads import HeadInput, Heads, best
from dragoman.heads.labels import ATTENDANCE, NONE, PLOVER, RELEVANCE, REPORT_TYPES
from dragoman.heads.model import PAIR_FLOOR


def one(heads: Heads, text: str, *marked: tuple[str, str], title: str | None = None):
    mentions = tuple((text.index(words), text.index(words) + len(words), kind) for words, kind in marked)
    return heads.score([HeadInput(title=title, text=text, mentions=mentions)])[0]


def test_a_sentence_of_a_summit_carries_a_meeting_and_one_of_sport_does_not(heads):
    summit = one(heads, "Nixon and Brezhnev held talks in Moscow on limiting nuclear arms.", title="Summit in Moscow")
    sport = one(heads, "The striker scored twice as the home side won the cup final.", title="Cup final")
    assert summit.types["meetings"] > heads.thresholds["sentence:type:meetings"] > sport.types["meetings"]
    assert sport.types["events"] < 0.1


def test_shelling_goes_from_who_shells_to_who_is_shelled(heads):
    scores = one(heads, "Iraqi forces shelled Iranian towns near Abadan.", ("Iraqi", "state"), ("Iranian", "state"))
    there, back = scores.pairs[0, 1], scores.pairs.get((1, 0))
    assert best(there.plover)[0] == "ASSAULT"
    assert back is None or back.plover["ASSAULT"] < there.plover["ASSAULT"]


def test_the_speaker_is_who_says_it(heads):
    text = '"We will not sign," Arafat told reporters after meeting Clinton.'
    scores = one(heads, text, ("Arafat", "person"), ("Clinton", "person"))
    arafat, clinton = scores.mentions
    assert arafat.speaker[NONE] < clinton.speaker[NONE]


def test_order_and_company_of_articles_change_no_score(heads):
    texts = [
        "Sadat flew to Jerusalem.",
        "The talks at Dayton, Ohio, between the three presidents ended after 21 days.",
        "No.",
    ]
    items = [HeadInput(title=None, text=text) for text in texts]
    together = heads.score(items)
    for item, scores in zip(items, together, strict=True):
        alone = heads.score([item])[0]
        assert alone.types == pytest.approx(scores.types, abs=1e-5)


def test_every_head_speaks_of_every_class(heads):
    scores = one(heads, "Kissinger met Zhou Enlai in Beijing.", ("Kissinger", "person"), ("Zhou Enlai", "person"))
    assert set(scores.types) == set(REPORT_TYPES)
    assert set(scores.events) == set(PLOVER)
    assert set(scores.mentions[0].attendance) == {NONE, *ATTENDANCE}
    for pair in scores.pairs.values():
        assert 1 - pair.plover[NONE] >= PAIR_FLOOR


def test_article_relevance_tells_talks_from_the_rest(heads):
    talks = heads.relevance(
        "Begin and Sadat meet at Camp David",
        [
            "The leaders of Israel and Egypt began peace talks under American mediation on Tuesday.",
            "Carter hosts them.",
        ],
    )
    other = heads.relevance(
        "New museum opens in Lyon", ["The museum shows four centuries of silk.", "Tickets cost 9 euros."]
    )
    assert set(talks) == set(RELEVANCE)
    assert sum(talks.values()) == pytest.approx(1, abs=1e-4)
    assert max(talks, key=talks.__getitem__) == "talks"
    assert max(other, key=other.__getitem__) == "other"


def test_nothing_in_nothing_out(heads):
    assert heads.score([]) == []
    assert heads.relevance("", []) == {"talks": 0.0, "conflict": 0.0, "other": 1.0}


@pytest.mark.parametrize("text", ["", " ", "\ud800 talks", "🕊️" * 50, "a" * 100_000, "\x00\u202e\ufeff", "((((" * 5_000])
def test_odd_text_is_scored_like_any_other(heads, text):
    scores = heads.score([HeadInput(title=text, text=text, mentions=((0, max(1, len(text)), "person"),))])[0]
    assert all(math.isfinite(p) and 0 <= p <= 1 for p in scores.types.values())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=4))
def test_as_many_scores_as_sentences(heads, texts):
    assert len(heads.score([HeadInput(title=None, text=text) for text in texts])) == len(texts)


def test_pair_features_need_two_mentions(heads):
    with pytest.raises(ValueError, match="two mentions"):
        heads.pair_features([HeadInput(title=None, text="Alone", mentions=((0, 5, "person"),))])


def test_best_leaves_none_aside():
    assert best({NONE: 0.9, "declined": 0.3, "attended": 0.2}) == ("declined", 0.3)
