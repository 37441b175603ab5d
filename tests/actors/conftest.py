import pytest

from dragoman.actors import KnowledgeBase, RawMention, link_document


@pytest.fixture(scope="session")
def kb():
    return KnowledgeBase.load()


@pytest.fixture(scope="session")
def link(kb):
    """Links mentions in their order: ``link(day, "Putin", named("Ankara", "GPE"), ...)``."""

    def linked(on, *mentions):
        given = [named(mention) if isinstance(mention, str) else mention for mention in mentions]
        raws = [
            RawMention(**{**fields, "start": 100 * n, "end": 100 * n + len(fields["text"])})
            for n, fields in enumerate(given)
        ]
        return link_document(raws, kb=kb, date=on)

    return linked


def named(text, label="PERSON", title="", *, after="", place=False, field="text"):
    """The fields of a raw mention, its place in the text left to the order."""
    return {"text": text, "label": label, "title": title, "apposition": after, "place": place, "field": field}
