import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors.fold import fold, keep_places


def found(kb, text):
    """Words, kind and codebook name of every name found."""
    hits = kb.scan(text)
    return [(hit.text, hit.kind, (kb.entity(hit.ids[0]) or kb.person(hit.ids[0])).name) for hit in hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks between the US and AU mediators", [("US", "state", "USA"), ("AU", "organisation", "AU")]),
        ("they told us in Hamm", []),
        ("TELL US WHO IS RIGHT", []),
        ("Guinea-Bissau’s envoy left N’Djamena", [("Guinea-Bissau", "state", "GNB"), ("N’Djamena", "capital", "TCD")]),
        (
            "South Sudanese delegates met SPLM-IO",
            [("South Sudanese", "demonym", "SSD"), ("SPLM-IO", "armed_group", "SPLM-IO")],
        ),
        ("The Élysée and Türkiye", [("Élysée", "metonym", "Élysée"), ("Türkiye", "state", "TUR")]),
        ("Jordan Peterson spoke", []),
        ("Jordan King Abdullah spoke in Jordan", [("Jordan", "state", "JOR"), ("Jordan", "state", "JOR")]),
        ("UKRAINE AND HAMAS AGREE", [("UKRAINE", "state", "UKR"), ("HAMAS", "armed_group", "Hamas")]),
        (
            "the Washington Post wrote from Washington",
            [("Washington Post", "organisation", "Washington Post"), ("Washington", "capital", "USA")],
        ),
        (
            "Yesterday Sergei Lavrov flew to Riyadh",
            [("Sergei Lavrov", "person", "Sergei Lavrov"), ("Riyadh", "capital", "SAU")],
        ),
        ("As President Trump said", []),
        ("Ursula von der Leyen spoke", [("Ursula von der Leyen", "person", "Ursula von der Leyen")]),
    ],
)
def test_names_are_found_at_word_boundaries(kb, text, expected):
    assert found(kb, text) == expected


def test_an_ambiguous_name_keeps_its_bearers(kb):
    georgia, korean = kb.scan("Georgia voted; Korean envoys came")
    assert [kb.entity(key).country for key in georgia.ids] == ["GEO", "USA"]
    assert set(korean.ids) == {"PRK", "KOR"}


def test_a_metonym_stands_for_its_state(kb):
    hit = kb.scan("The Kremlin declined to comment")[0]
    assert kb.sides_of(hit) == ("RUS",)


@given(st.text(alphabet=st.characters(), max_size=200))
def test_scan_never_raises_and_its_offsets_hold(kb, text):
    reach = 0
    for hit in kb.scan(text):
        assert text[hit.start : hit.end] == hit.text
        assert hit.start >= reach
        reach = hit.end


@pytest.mark.parametrize(
    "text", ["U" * 100_000, "U.S." * 25_000, "\ud800 US \udfff", "Jordan " * 15_000, "Al Al " * 16_000]
)
def test_hostile_texts_pass(kb, text):
    assert isinstance(kb.scan(text), list)


@given(st.text(alphabet=st.characters(), max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(), max_size=60))
def test_place_keeping_fold_keeps_places(text):
    assert len(keep_places(text)) == len(text)
