"""Words of others are bounded and hide nothing; what does not fit is left for the next part."""

import json

import pytest

from dragoman.mcp_server.bounds import bounded, part, visible, within


@pytest.mark.parametrize(
    "hidden", ["\x1b", "\x00", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud83d", "\U000e0041", "\U000e007f"]
)
def test_what_no_reader_sees_is_shown(hidden: str) -> None:
    text = f"We come{hidden} on Friday"
    assert visible(text) == "We come\ufffd on Friday"
    assert len(visible(text)) == len(text)


@pytest.mark.parametrize("text", ["line\nline\ttab", "Зеленський", "محمد‌جواد ظریف", "👩‍⚖️ café", ""])
def test_what_a_reader_sees_stays(text: str) -> None:
    assert visible(text) == text


def test_texts_at_any_depth_are_bounded() -> None:
    told = bounded({"a": ["x" * 50, {"b": "y" * 50}], "n": 7, "none": None}, longest=10)
    assert told == {"a": ["xxxxxxxxx…", {"b": "yyyyyyyyy…"}], "n": 7, "none": None}


def test_lines_stop_where_a_result_is_full_and_the_next_part_goes_on_there() -> None:
    lines = [{"words": "w" * 100} for _ in range(10)]
    size = len(json.dumps(lines[0]))
    assert len(within(lines, most=size * 3)) == 3
    assert len(within(lines, most=1)) == 1
    assert part(lines[:4], 2, 10) == {"lines": lines[:4], "total": 10, "next": 6}
    assert part(lines[:4], 6, 10)["next"] is None
    assert part([], 99, 10) == {"lines": [], "total": 10, "next": None}
