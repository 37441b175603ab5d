from datetime import date

import pytest

from dragoman.actors.batch import FOUND, resolve, resolve_rows
from dragoman.actors.splitting import split_name
from dragoman.errors import SourceError


@pytest.mark.parametrize(
    ("typed", "title", "name"),
    [
        ("former US President Donald Trump", "former US President", "Donald Trump"),
        ("Deputy Foreign Minister Mikhail Galuzin", "Deputy Foreign Minister", "Mikhail Galuzin"),
        ("Iran's Abbas Araghchi", "Iran's", "Abbas Araghchi"),
        ("Israel Katz", "", "Israel Katz"),
        ("the Turkish foreign minister", "", "the Turkish foreign minister"),
        ("Russian Foreign Ministry", "", "Russian Foreign Ministry"),
        ("Kim Jong Un", "", "Kim Jong Un"),
    ],
)
def test_titles_are_split_from_names(kb, typed, title, name):
    parts = split_name(typed, kb)
    assert (parts.title, parts.name) == (title, name)


def test_a_row_comes_back_with_its_actor(kb):
    row = {"mention": "Foreign Minister Lavrov", "date": "2016-05-15", "note": "kept"}
    (out,) = resolve_rows([row], kb)
    assert list(out)[:3] == ["mention", "date", "note"]
    assert set(FOUND) <= set(out)
    assert (out["id"], out["country"], out["office_class"], out["status"], out["sector"]) == (
        "Q58217", "RUS", "foreign_minister", "sitting", "GOV",
    )  # fmt: skip


def test_a_country_hint_decides(kb):
    assert resolve("President Ghani", date(2019, 6, 12), kb, country="AFG")["id"] == "Q172388"
    assert resolve("Kim", date(2019, 6, 12), kb, country="North Korea")["country"] == "PRK"


def test_nobody_stays_nobody(kb):
    found = resolve("Hamm", date(2020, 1, 1), kb)
    assert (found["id"], found["office"]) == ("", "")
    assert resolve("", date(2020, 1, 1), kb) == dict.fromkeys(FOUND, "")


def test_a_place_is_told_as_one(kb):
    assert resolve("Camp David", date(2020, 1, 1), kb)["type"] == "place"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"name": "x"}, "no column 'mention'"),
        ({"mention": "x", "date": "15 May 2025"}, "line 2: '15 May 2025' is no day"),
    ],
)
def test_bad_rows_are_told_with_their_line(kb, row, message):
    with pytest.raises(SourceError, match=message):
        list(resolve_rows([row], kb))
