import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.actors.names import INITIALS, full_name_match, surname_match, typo_match
from dragoman.actors.sounds import skeleton, sound, tokens


@pytest.mark.parametrize(
    ("printed", "known"),
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyi"),
        ("Sergey Lavroff", "Sergey Lavrov"),
        ("Iurii Ushakov", "Yury Ushakov"),
        ("Ahmed el-Sharaa", "Ahmed al-Sharaa"),
        ("Jong-un Kim", "Kim Jong Un"),
        ("A. Blinken", "Antony Blinken"),
        ("Recep Erdogan", "Recep Tayyip Erdoğan"),
        ("Ismail Haniya", "Ismail Haniyeh"),
        ("Vladimir Vladimirovich Putin", "Vladimir Putin"),
    ],
)
def test_spellings_of_one_name_match(kb, printed, known):
    assert full_name_match(printed, known, kb.synonyms) >= INITIALS


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("Igor Ivanov", "Sergei Ivanov"),
        ("Michael Danilack", "Michael D. Higgins"),
        ("Yury Isakov", "Yury Ushakov"),
        ("Breonna Taylor", "William B. Taylor"),
        ("George H.W. Bush", "George W. Bush"),
        ("Kim Jong Il", "Kim Jong Un"),
        ("George Bush", "George Papandreou"),
    ],
)
def test_other_people_do_not_match(kb, printed, other):
    assert full_name_match(printed, other, kb.synonyms) < INITIALS


def test_oleksandr_is_alexander(kb):
    assert full_name_match("Alexander Turchinov", "Oleksandr Turchynov", kb.synonyms) >= INITIALS


def test_the_family_name_comes_first_in_china():
    assert surname_match("Xi", "Xi Jinping", "CHN") > surname_match("Jinping", "Xi Jinping", "CHN")
    assert surname_match("Putin", "Vladimir Putin", "RUS") > surname_match("Vladimir", "Vladimir Putin", "RUS")


def test_a_typing_error_is_no_other_name():
    assert typo_match("Sergei Lavrvo", "Sergei Lavrov")
    assert not typo_match("Sergei Ivanov", "Sergei Lavrov")


@given(st.text(max_size=40))
def test_keys_of_any_text_exist(text):
    for token in tokens(text):
        assert isinstance(sound(token), str)
        assert isinstance(skeleton(token), str)


@given(st.text(max_size=40))
def test_a_name_matches_itself(text):
    if tokens(text):
        assert full_name_match(text, text, {}) == 1.0
