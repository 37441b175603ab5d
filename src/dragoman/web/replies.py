"""Replies to a request: bytes with a tag by which a client asks whether they have changed."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Literal

from fastapi import Request, Response

from dragoman.export.delimited import cell, guarded
from dragoman.state.answer import Answer
from dragoman.state.plain import plain
from dragoman.views.sheet import Sheet

_ALWAYS = ("sentence", "outlet", "date", "url", "row")


def tagged(request: Request, body: bytes, media_type: str, **headers: str) -> Response:
    """The body with its ETag, or 304 without it when the client has it already."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    told = {"etag": tag, "cache-control": "private, no-cache", **headers}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=told)
    return Response(body, media_type=media_type, headers=told)


def _has(known: str, tag: str) -> bool:
    tags = {one.strip().removeprefix("W/") for one in known.split(",")}
    return tag in tags or "*" in tags


def as_json(request: Request, value: Any, **headers: str) -> Response:
    """A JSON reply."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return tagged(request, body, "application/json", **headers)


def answer_body(answer: Answer[Any], offset: int = 0, limit: int | None = None) -> dict[str, Any]:
    """An answer as JSON values with the lines from ``offset`` on, their number and where the next part begins."""
    body = answer.to_dict()
    lines = body["lines"]
    end = len(lines) if limit is None else offset + limit
    return body | {"lines": lines[offset:end], "total": len(lines), "next": end if end < len(lines) else None}


def as_csv(request: Request, records: Sequence[Mapping[str, Any]], name: str) -> Response:
    """The flat lines of an answer or a table as CSV that a spreadsheet may open without harm."""
    header = list(dict.fromkeys(key for record in records for key in record)) or list(_ALWAYS)
    text = io.StringIO(newline="")
    out = csv.writer(text)
    out.writerow(header)
    out.writerows([_safe(key, record.get(key)) for key in header] for record in records)
    body = text.getvalue().encode("utf-8-sig", "replace")
    return tagged(request, body, "text/csv", **{"content-disposition": f'attachment; filename="{name}.csv"'})


def as_sheet(request: Request, sheet: Sheet, name: str, form: Literal["csv", "json"], **more: Any) -> Response:
    """A table as CSV, or as JSON with what else is told of it."""
    records = sheet.records()
    if form == "csv":
        return as_csv(request, records, name)
    return as_json(request, plain(more) | {"lines": plain(records), "total": len(records)})


def _safe(key: str, value: Any) -> str:
    """A value as a cell: texts of others guarded, our own numbers and days as they are."""
    return guarded(value) if isinstance(value, str) and key != "date" else cell(value)
