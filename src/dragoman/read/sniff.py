"""What kind of source some bytes are."""

import json
import re
from typing import Literal

Kind = Literal["text", "html", "jsonl", "json"]

_HTML_HEAD = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|meta|title|div|p|main)\b", re.I)
_JSONL_NAMES = (".jsonl", ".ndjson")
_HTML_NAMES = (".html", ".htm", ".xhtml")
_JSON_HEAD = re.compile(rb"(?:\[\s{0,99}\{|\{\s{0,99}\"[^\"\n]{1,60}\"\s{0,9}:)")
_BLANK = b" \t\r\n\xef\xbb\xbf\xff\xfe"


def sniff(head: bytes, *, name: str = "") -> Kind:
    """The kind of a source, from its first bytes and the end of its name; ``json`` is JSON over several lines."""
    # UTF-16 markup reads as ASCII when its NULs are left out; whether it is text at all, decoding decides
    start = head.replace(b"\0", b"").lstrip(_BLANK)
    if name.lower().endswith(_JSONL_NAMES) or _first_line_is_object(start):
        return "jsonl"
    if name.lower().endswith(_HTML_NAMES) or (start.startswith(b"<") and _HTML_HEAD.search(start[:2048])):
        return "html"
    return "json" if _JSON_HEAD.match(start) else "text"


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
