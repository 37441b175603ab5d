"""What kind of source some bytes are."""

import json
import re
from typing import Literal

from dragoman.read.listings import listing_kind

Kind = Literal[
    "text", "html", "jsonl", "json", "feed", "warc", "gzip", "zip", "csv", "parquet", "addresses", "gdelt", "paths"
]

_HTML_HEAD = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|title|div|p|main)\b", re.I)
_JSONL_NAMES = (".jsonl", ".ndjson")
_HTML_NAMES = (".html", ".htm", ".xhtml")
_CSV_NAMES = (".csv", ".tsv")
_FEED_HEAD = re.compile(rb"<(?:\w{1,10}:)?(?:rss|feed|RDF)[\s>]")
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"WARC/", "warc"), (b"\x1f\x8b\x08", "gzip"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"PAR1", "parquet"),
)  # fmt: skip
_JSON_HEAD = re.compile(rb"(?:\[\s{0,99}\{|\{\s{0,99}\"[^\"\n]{1,60}\"\s{0,9}:)")
_BLANK = b" \t\r\n\xef\xbb\xbf\xff\xfe"


def sniff(head: bytes, *, name: str = "") -> Kind:
    """The kind of a source, from its first bytes and the end of its name; ``json`` is JSON over several lines."""
    if kind := next((kind for magic, kind in _MAGIC if head.startswith(magic)), None):
        return kind
    # UTF-16 markup reads as ASCII when its NULs are left out; whether it is text at all, decoding decides
    start = head.replace(b"\0", b"").lstrip(_BLANK)
    if name.lower().endswith(_JSONL_NAMES) or _first_line_is_object(start):
        return "jsonl"
    if kind := _markup(start):
        return kind
    if name.lower().endswith(_HTML_NAMES):
        return "html"
    if kind := listing_kind(head):
        return kind
    if name.lower().endswith(_CSV_NAMES):
        return "csv"
    return "json" if _JSON_HEAD.match(start) else "text"


def _markup(start: bytes) -> Kind | None:
    if not start.startswith(b"<"):
        return None
    if _FEED_HEAD.search(start[:2048]) and not _HTML_HEAD.match(start):
        return "feed"
    return "html" if _HTML_HEAD.search(start[:2048]) else None


def _first_line_is_object(start: bytes) -> bool:
    if not start.startswith(b"{"):
        return False
    line, newline, _ = start.partition(b"\n")
    if not newline and len(start) > 60_000:  # the first article is longer than the bytes that were read
        return re.match(rb"\{\s{0,9}\"[A-Za-z_]{1,30}\"\s{0,9}:", start) is not None
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
