import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors import KnowledgeBase
from dragoman.actors.fold import fold, keep_places


@pytest.fixture(scope="module")
def kb():
    return KnowledgeBase.load()


def names(kb, text):
    return [(hit.text, hit.kind, hit.ids[0]) for hit in kb.scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks between the US and AU mediators", [("US", "state", "USA"), ("AU", "organisation", "x:au")]),
        ("they told us in Hamm", []),
        ("TELL US WHO IS RIGHT", []),
        ("Guinea-Bissau’s envoy left N’Djamena", [("Guinea-Bissau", "state", "GNB"), ("N’Djamena", "capital", "TCD")]),
        (
            "South Sudanese delegates met SPLM-IO",
            [("South Sudanese", "demonym", "SSD"), ("SPLM-IO", "armed_group", "x:splm-io")],
        ),
        ("The Élysée and Türkiye", [("Élysée", "metonym", "x:elysee-fra"), ("Türkiye", "state", "TUR")]),
        ("Jordan Peterson spoke", []),
        ("Jordan King Abdullah spoke in Jordan", [("Jordan", "state", "JOR"), ("Jordan", "state", "JOR")]),
        ("UKRAINE AND HAMAS AGREE", [("UKRAINE", "state", "UKR"), ("HAMAS", "armed_group", "x:hamas")]),
    ],
)
def test_names_are_found_at_word_boundaries(kb, text, expected):
    assert names(kb, text) == expected


def test_an_ambiguous_name_keeps_its_bearers(kb):
    assert [hit.ids for hit in kb.scan("Georgia voted; Korean envoys came")] == [
        ("GEO", "x:georgia-usa"),
        ("PRK", "KOR"),
    ]


@given(st.text(alphabet=st.characters(), max_size=200))
def test_scan_never_raises_and_its_offsets_hold(kb, text):
    for hit in kb.scan(text):
        assert text[hit.start : hit.end] == hit.text


def test_hostile_texts_pass_quickly(kb):
    for text in ("U" * 100_000, "U.S." * 25_000, "\ud800 US \udfff", "Jordan " * 20_000):
        kb.scan(text)


@given(st.text(alphabet=st.characters(), max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(), max_size=60))
def test_place_keeping_fold_keeps_places(text):
    assert len(keep_places(text)) == len(text)
