import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.heads.encoding import PREVIOUS_HEAD, PREVIOUS_TAIL, TEXT_PIECES, TITLE_PIECES, HeadInput, encode
from dragoman.heads.labels import CLOSING_MARKER, MARKERS
from dragoman.heads.model import Heads


@pytest.fixture
def tokenizer(heads: Heads):
    return heads._parts.tokenizer


def words(tokenizer, ids):
    return [tokenizer.id_to_token(i) for i in ids]


def test_parts_stand_in_order_between_separators(tokenizer):
    piece = encode(tokenizer, HeadInput(title="Talks open", previous="They met.", text="He left."))
    assert words(tokenizer, piece.ids) == ["[CLS]", "talks", "open", "[SEP]", "they", "met", ".", "[SEP]", "he", "left", ".", "[SEP]"]  # fmt: skip
    assert words(tokenizer, piece.ids[slice(*piece.text)]) == ["he", "left", "."]


def test_mention_stands_between_the_marker_of_its_kind_and_the_closing_one(tokenizer):
    text = "Putin met Xi"
    piece = encode(
        tokenizer, HeadInput(title="", previous="", text=text, mentions=((0, 5, "person"), (10, 12, "state")))
    )
    body = words(tokenizer, piece.ids[slice(*piece.text)])
    assert body == [MARKERS["person"], "putin", CLOSING_MARKER, "met", MARKERS["state"], "xi", CLOSING_MARKER]
    marker, start, end = piece.mentions[1]
    assert tokenizer.id_to_token(piece.ids[marker]) == MARKERS["state"]
    assert words(tokenizer, piece.ids[start:end]) == ["xi"]


def test_nested_mentions_open_outside_in_and_close_inside_out(tokenizer):
    text = "The Russian delegation left"
    piece = encode(
        tokenizer, HeadInput(title="", previous="", text=text, mentions=((4, 11, "state"), (0, 22, "collective")))
    )
    body = words(tokenizer, piece.ids[slice(*piece.text)])
    assert body[:3] == [MARKERS["organisation"], "the", MARKERS["state"]]
    inner, outer = piece.mentions
    assert outer[1] <= inner[1] < inner[2] <= outer[2]


def test_unknown_kind_takes_the_unknown_marker(tokenizer):
    piece = encode(tokenizer, HeadInput(title="", previous="", text="X came", mentions=((0, 1, "spaceship"),)))
    assert tokenizer.id_to_token(piece.ids[piece.mentions[0][0]]) == MARKERS["unknown"]


def test_mention_beyond_what_is_read_has_no_place(tokenizer):
    text = "peace " * 300 + "Geneva"
    piece = encode(
        tokenizer, HeadInput(title="", previous="", text=text, mentions=((len(text) - 6, len(text), "place"),))
    )
    assert piece.mentions == (None,)


def test_length_is_bounded_whatever_the_context(tokenizer):
    long = "ceasefire talks in Doha " * 2_000
    piece = encode(tokenizer, HeadInput(title=long, previous=long, text=long))
    assert len(piece.ids) == 1 + TITLE_PIECES + 1 + PREVIOUS_HEAD + PREVIOUS_TAIL + 1 + TEXT_PIECES + 1


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=120), marks=st.lists(st.tuples(st.integers(0, 130), st.integers(0, 130)), max_size=5))
def test_any_text_and_any_mentions_give_places_inside_the_sentence(heads, text, marks):
    mentions = tuple((min(m), max(m), "person") for m in marks)
    piece = encode(heads._parts.tokenizer, HeadInput(title=text, previous=text, text=text, mentions=mentions))
    for place in piece.mentions:
        assert place is None or piece.text[0] <= place[0] < place[1] < place[2] <= piece.text[1]
