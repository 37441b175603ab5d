import pytest
from scripts.heads.alignment import NULL, Aligner, agrees, find, find_side, grouped, names_of


def mention(text, *actors, country=None):
    return {"text": text, "actors": [list(a) for a in actors], "country": country}


PUTIN = ("Vladimir Putin", "person", "RUS", "RUS")
RUSSIA = ("RUS", "state", "RUS", "RUS")
UKRAINE = ("UKR", "state", "UKR", "UKR")
EMPTY = {"meetings": [], "attendance": [], "delegations": [], "positions": [], "statements": [], "events": []}


def aligned(mentions, **gold):
    groups = {1: grouped(mentions)}
    return Aligner(groups).article({**EMPTY, **gold})[1]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Kim Jong-un", "Kim Jong Un", True),
        ("Zelensky", "Volodymyr Zelenskyy", True),
        ("Putin", "Vladimir Putin", True),
        ("Kim Jong Un", "UN", False),
        ("US diplomats", "EU diplomats", False),
        ("Tony Blair", "Cherie Blair", False),
        ("", "Vladimir Putin", False),
        ("RUS", "RUS", True),
    ],
)
def test_names_that_mean_one_actor(a, b, same):
    assert agrees(a, b) is same
    assert agrees(b, a) is same


def test_names_of_lists_and_comma_strings():
    assert names_of(["QAT, EGY", "USA"]) == ["QAT", "EGY", "USA"]
    assert names_of("Obama and Merkel") == ["Obama", "Merkel"]
    assert names_of(None) == []


def test_pronoun_and_name_of_one_actor_share_a_bag():
    labels = aligned(
        [mention("Putin", PUTIN), mention("he", PUTIN)],
        attendance=[{"who": "Vladimir Putin", "status": "declined", "s": [1]}],
    )
    assert labels.bags == {("attendance", frozenset({0, 1})): {"declined"}}
    assert labels.sentence == {"type:attendance", "attendance:declined"}


def test_a_person_is_preferred_to_his_state_where_the_person_is_named():
    exact, side = find(grouped([mention("Putin", PUTIN), mention("Moscow", RUSSIA)]), ["Vladimir Putin"], ["RUS"])
    assert (exact, side) == (frozenset({0}), frozenset({1}))


def test_the_side_stands_in_for_a_person_who_is_not_named():
    assert find(grouped([mention("Moscow", RUSSIA)]), ["Dmitry Peskov"], ["RUS"]) == (frozenset({0}), frozenset())


def test_a_leader_counts_as_his_state_in_events():
    exact, _ = find_side(grouped([mention("Putin", PUTIN), mention("Moscow", RUSSIA)]), "RUS")
    assert exact == frozenset({0, 1})


def test_a_directed_event_is_a_pair_one_way_only():
    event = {"actor": ["RUS"], "recipient": ["UKR"], "plover": "ASSAULT", "aux": "actual", "s": [1]}
    labels = aligned([mention("Moscow", RUSSIA), mention("Ukraine", UKRAINE)], events=[event])
    assert labels.pairs == {frozenset({(0, 1)}): {("ASSAULT", "actual")}}
    assert (1, 0) not in labels.unsure_pairs


def test_a_mutual_event_is_a_pair_both_ways():
    event = {"actor": ["RUS", "UKR"], "recipient": [], "plover": "CONSULT", "aux": "actual", "s": [1]}
    labels = aligned([mention("Moscow", RUSSIA), mention("Kyiv", UKRAINE)], events=[event])
    assert set(labels.pairs) == {frozenset({(0, 1)}), frozenset({(1, 0)})}


def test_a_side_that_the_sentence_does_not_name_is_nobody():
    event = {"actor": ["USA"], "recipient": ["UKR"], "plover": "AID", "aux": "actual", "s": [1]}
    labels = aligned([mention("Ukraine", UKRAINE)], events=[event])
    assert labels.pairs == {frozenset({(NULL, 0)}): {("AID", "actual")}}


def test_a_place_stands_for_its_country():
    event = {"actor": ["RUS"], "recipient": ["UKR"], "plover": "ASSAULT", "aux": "actual", "s": [1]}
    labels = aligned([mention("Russian jets", RUSSIA), mention("Kharkiv", country="UKR")], events=[event])
    assert labels.pairs == {frozenset({(0, 1)}): {("ASSAULT", "actual")}}


def test_an_unknown_mention_is_left_out_where_the_holder_is_not_found():
    position = {"holder": "John Kerry", "party": "USA", "kind": "demand", "issue": "nuclear", "s": [1]}
    labels = aligned([mention("the envoy")], positions=[position])
    assert labels.bags == {}
    assert ("holder", 0) in labels.unsure


def test_sentences_that_the_article_lacks_are_passed_over():
    statement = {"speaker": "Vladimir Putin", "kind": "quote", "s": [9]}
    assert aligned([mention("Putin", PUTIN)], statements=[statement]).sentence == set()
