"""The reference page is the column lists."""

from scripts.build_export_reference import LISTS, PAGE, reference

from dragoman.export import FORMATS


def test_the_page_is_as_the_lists_make_it() -> None:
    assert set(LISTS) == set(FORMATS)
    assert PAGE.read_text(encoding="utf-8") == reference()
