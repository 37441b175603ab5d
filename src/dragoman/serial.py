"""Records as JSON, and the JSON schema that is published of them."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from dragoman.model import Record

SCHEMA_VERSION = "1"


@cache
def _adapter() -> TypeAdapter[Record]:
    return TypeAdapter(Record)


def to_json(record: Record, *, indent: int | None = None) -> str:
    """The record as JSON, of the published schema."""
    return _adapter().dump_json(record, indent=indent).decode()


def from_json(text: str | bytes) -> Record:
    """The record in a JSON text.

    Raises:
        pydantic.ValidationError: if the text breaks the schema.
    """
    return _adapter().validate_json(text)


def schema() -> dict[str, Any]:
    """The JSON schema of a record."""
    return {"$id": f"https://dragoman.invalid/schema/record-{SCHEMA_VERSION}.json", **_adapter().json_schema()}
