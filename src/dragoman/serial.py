"""Records and reports as JSON, and the JSON schema that is published of records."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, Literal

from pydantic import TypeAdapter

from dragoman.model import (
    Article,
    Assessment,
    Attendance,
    Delegation,
    Event,
    Flag,
    MeetingReport,
    Position,
    Record,
    Report,
    Statement,
)

SCHEMA_VERSION = "1"

ReportType = Literal["meeting", "attendance", "delegation", "position", "statement", "event", "assessment", "flag"]
REPORT_TYPES: Final[Mapping[str, type[Report]]] = {
    "meeting": MeetingReport, "attendance": Attendance, "delegation": Delegation, "position": Position,
    "statement": Statement, "event": Event, "assessment": Assessment, "flag": Flag,
}  # fmt: skip


@cache
def _adapter() -> TypeAdapter[Record]:
    return TypeAdapter(Record)


@cache
def _article_adapter() -> TypeAdapter[Article]:
    return TypeAdapter(Article)


@cache
def _report_adapters() -> dict[str, TypeAdapter[Any]]:
    return {name: TypeAdapter(type_) for name, type_ in REPORT_TYPES.items()}


def to_json(record: Record, *, indent: int | None = None) -> str:
    """The record as JSON, of the published schema."""
    return _adapter().dump_json(record, indent=indent).decode()


def from_json(text: str | bytes) -> Record:
    """The record in a JSON text.

    Raises:
        pydantic.ValidationError: if the text breaks the schema.
    """
    return _adapter().validate_json(text)


def report_to_json(type_: ReportType, report: Report) -> str:
    """One report as JSON; fields that are None are left out, which is what a missing field means."""
    return _report_adapters()[type_].dump_json(report, exclude_none=True).decode()


def report_from_json(type_: ReportType, text: str | bytes) -> Report:
    """The report in a JSON text.

    Raises:
        pydantic.ValidationError: if the text is no report of that type.
    """
    report: Report = _report_adapters()[type_].validate_json(text)
    return report


def article_to_json(article: Article) -> str:
    """The article as JSON; fields that are None are left out."""
    return _article_adapter().dump_json(article, exclude_none=True).decode()


def article_from_json(text: str | bytes) -> Article:
    """The article in a JSON text.

    Raises:
        pydantic.ValidationError: if the text is no article.
    """
    return _article_adapter().validate_json(text)


def schema() -> dict[str, Any]:
    """The JSON schema of a record."""
    return {"$id": f"https://dragoman.invalid/schema/record-{SCHEMA_VERSION}.json", **_adapter().json_schema()}
