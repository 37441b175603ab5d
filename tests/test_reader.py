"""A reader gives records one by one and leaves Python's own settings as they were."""

import gc
from collections.abc import Iterator

from dragoman.api import Reader
from dragoman.model import Article
from tests.conftest import article_of


def test_the_search_for_cycles_rests_only_while_an_article_is_read(rules_reader: Reader) -> None:
    searching: list[bool] = []

    def articles() -> Iterator[Article]:
        for _ in range(2):
            searching.append(gc.isenabled())
            yield article_of("The envoys met in Geneva on Friday.")

    for _ in rules_reader.read_all(articles()):
        assert gc.isenabled()
    assert searching == [False, False]
    assert gc.isenabled()
