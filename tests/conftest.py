"""Fixtures that load a model once for the whole run."""

from datetime import date

import pytest

from dragoman.api import Reader, load_reader
from dragoman.config import Config
from dragoman.language.pipeline import Layer, Resources, analyse
from dragoman.model import Article, DocumentDate


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader with the shipped models, rules and heads."""
    return load_reader(Config())


@pytest.fixture(scope="session")
def rules_reader() -> Reader:
    """A reader that uses the rules alone."""
    return load_reader(Config(heads=False))


@pytest.fixture(scope="session")
def resources(rules_reader: Reader) -> Resources:
    """What the language layer needs."""
    return rules_reader.resources


def article_of(text: str, *, title: str = "", on: date | None = date(2025, 5, 15)) -> Article:
    """An article of the given words, published on the given day."""
    known = DocumentDate(best=on, earliest=on, latest=on, basis="given") if on else DocumentDate()
    return Article(id="test", title=title, text=text, date=known)


def layer_of(text: str, resources: Resources) -> Layer:
    """The language layer of a text without a headline or a day."""
    return analyse(Article(id="test", title="", text=text), resources).layer("text")
