import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.heads.encoding import TEXT_PIECES, TITLE_PIECES, WINDOW_PIECES, HeadInput, Window, encode, windows
from dragoman.heads.labels import MARKERS
from dragoman.heads.layers import sight
from dragoman.heads.model import Heads


@pytest.fixture
def tokenizer(heads: Heads):
    return heads._parts.tokenizer


def read(tokenizer, *items: HeadInput, **limits: int) -> list[Window]:
    return list(windows(tokenizer, encode(tokenizer, items), **limits))


def words(tokenizer, ids):
    return [tokenizer.id_to_token(i) for i in ids]


def article(title: str, *texts: str) -> list[HeadInput]:
    return [HeadInput(title=None, text=title), *(HeadInput(title=title, text=text) for text in texts)]


def test_the_headline_and_its_sentences_are_read_together(tokenizer):
    (window,) = read(tokenizer, *article("Talks open", "They met.", "He left."))
    assert words(tokenizer, window.ids) == ["[CLS]", "talks", "open", "[CLS]", "they", "met", ".", "[CLS]", "he", "left", ".", "[SEP]"]  # fmt: skip
    assert [words(tokenizer, window.ids[p.start + 1 : p.end]) for p in window.places] == [
        ["talks", "open"], ["they", "met", "."], ["he", "left", "."],
    ]  # fmt: skip


def test_a_sentence_whose_headline_was_not_asked_of_still_has_it_before_it(tokenizer):
    (window,) = read(tokenizer, HeadInput(title="Talks open", text="He left."))
    assert words(tokenizer, window.ids) == ["[CLS]", "talks", "open", "[CLS]", "he", "left", ".", "[SEP]"]
    assert len(window.places) == 1


def test_articles_are_kept_apart(tokenizer):
    found = read(tokenizer, *article("Talks open", "They met."), *article("Cup final", "Two goals."))
    assert [len(window.places) for window in found] == [2, 2]


def test_sentences_of_no_article_are_each_read_alone(tokenizer):
    assert len(read(tokenizer, HeadInput(title=None, text="One."), HeadInput(title=None, text="One."))) == 2


def test_a_long_article_is_cut_into_windows_that_each_begin_with_its_headline(tokenizer):
    texts = [f"The two sides met for the {n}th time in Geneva." for n in range(40)]
    first, *later = read(tokenizer, *article("Talks open", *texts))
    assert len(later) > 1
    for window in (first, *later):
        assert words(tokenizer, window.ids[:3]) == ["[CLS]", "talks", "open"]
        assert len(window.ids) <= WINDOW_PIECES
    assert sum(len(window.places) for window in (first, *later)) == 41


def test_a_sentence_sees_the_headline_itself_and_the_one_before(tokenizer):
    (window,) = read(tokenizer, *article("Talks", "They met.", "He left.", "Fine."))
    seen = sight(window.parts)
    headline, first, second, third = (slice(place.start, place.end) for place in window.places)
    for there in (second, first, headline):
        assert seen[second, there].all()
    for there, hidden in ((second, third), (third, first), (headline, first)):
        assert not seen[there, hidden].any()


def test_mention_follows_the_marker_of_its_kind(tokenizer):
    text = "Putin met Xi"
    mentions = ((0, 5, "person"), (10, 12, "state"))
    (window,) = read(tokenizer, HeadInput(title="Visit", text=text, mentions=mentions))
    (place,) = window.places
    body = words(tokenizer, window.ids[place.start + 1 : place.end])
    assert body == [MARKERS["person"], "putin", "met", MARKERS["state"], "xi"]
    marker, start, end = place.mentions[1]
    assert tokenizer.id_to_token(window.ids[marker]) == MARKERS["state"]
    assert words(tokenizer, window.ids[start:end]) == ["xi"]


def test_of_nested_mentions_the_outer_opens_first(tokenizer):
    text = "The Russian delegation left"
    mentions = ((4, 11, "state"), (0, 22, "collective"))
    (window,) = read(tokenizer, HeadInput(title=None, text=text, mentions=mentions))
    (place,) = window.places
    body = words(tokenizer, window.ids[place.start + 1 : place.end])
    assert body[:3] == [MARKERS["organisation"], "the", MARKERS["state"]]
    inner, outer = place.mentions
    assert outer[1] <= inner[1] < inner[2] <= outer[2]


def test_unknown_kind_takes_the_unknown_marker(tokenizer):
    (piece,) = encode(tokenizer, [HeadInput(title=None, text="X came", mentions=((0, 1, "spaceship"),))])
    assert tokenizer.id_to_token(piece.ids[piece.mentions[0][0]]) == MARKERS["unknown"]


def test_mention_beyond_what_is_read_has_no_place(tokenizer):
    text = "peace " * 300 + "Geneva"
    item = HeadInput(title=None, text=text, mentions=((len(text) - 6, len(text), "place"),))
    assert encode(tokenizer, [item])[0].mentions == (None,)


def test_length_is_bounded_whatever_the_text(tokenizer):
    long = "ceasefire talks in Doha " * 2_000
    (window,) = read(tokenizer, HeadInput(title=long, text=long))
    assert len(window.ids) == 1 + TITLE_PIECES + 1 + TEXT_PIECES + 1


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(st.text(max_size=120), min_size=1, max_size=6),
    marks=st.lists(st.tuples(st.integers(0, 130), st.integers(0, 130)), max_size=5),
    most=st.integers(1, 200),
)
def test_any_text_and_any_mentions_give_places_inside_their_sentence(heads, texts, marks, most):
    mentions = tuple((min(m), max(m), "person") for m in marks)
    items = [HeadInput(title="Talks", text=text, mentions=mentions) for text in texts]
    places = [p for window in read(heads._parts.tokenizer, *items, most=most) for p in window.places]
    assert len(places) == len(texts)
    for place in places:
        assert len(place.mentions) == len(mentions)
        for at in place.mentions:
            assert at is None or place.start < at[0] < at[1] < at[2] <= place.end
