"""Records survive JSON, and the published schema is the one in force."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from dragoman.api import Reader
from dragoman.serial import from_json, schema, to_json
from tests.conftest import article_of

PUBLISHED = Path(__file__).parent.parent / "docs" / "reference" / "record.schema.json"


def test_published_schema_is_current() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema()


def test_record_survives_json(reader: Reader) -> None:
    record = reader.read(
        article_of("Sergei Lavrov met Antony Blinken in Geneva on Monday. He said talks would continue.")
    )
    assert from_json(to_json(record)) == record


def test_unknown_status_is_refused() -> None:
    with pytest.raises(ValidationError):
        from_json(b'{"article": {"id": "a", "title": "", "text": "t"}, "relevance": "gossip"}')
