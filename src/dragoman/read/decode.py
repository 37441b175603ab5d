"""Bytes to text, and what to say when they are no text."""

import codecs
import re

from dragoman.errors import SourceError

MAX_REPLACED_SHARE = 0.002
"""Above this share of unreadable characters the encoding is taken to be wrong, not the file to be damaged."""
MAX_ODD_SHARE = 0.06
"""Above this share of bytes outside ASCII a text is not English in a Western code page."""
_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP, DOCX or similar archive",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a SQLite database",
}
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CONTROL = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 27}) + b"\x7f"
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.-]{2,40})", re.I)


def decode(data: bytes, *, source: str) -> str:
    """The text of ``data``, with line ends folded to line feeds and a byte-order mark dropped.

    The encoding is told by the byte-order mark, by validity as UTF-8, by the page's own declaration, and
    last by being mostly ASCII (then Windows-1252, as the WHATWG encoding standard does for English).

    Raises:
        SourceError: if the bytes are a known binary format, or no encoding gives readable text.
    """
    _refuse_binary(data, source)
    told = _bom(data) or _utf16_without_bom(data)
    text = None if told else _utf8(data)
    if text is None:
        text = _guarded(data, told or _encoding(data, source), source)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_binary(data: bytes, source: str) -> None:
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError(source, f"is {name}, not a text, an HTML page or JSON lines")
    if _bom(data) in (None, "utf-8-sig") and _utf16_without_bom(data) is None and _looks_binary(data):
        raise SourceError(source, "is a binary file, not a text, an HTML page or JSON lines")


def _looks_binary(data: bytes) -> bool:
    control = len(data) - len(data.translate(None, _CONTROL))
    return b"\0" in data[:4096] or control > len(data) * 0.02


def _bom(data: bytes) -> str | None:
    return next((name for mark, name in _BOMS.items() if data.startswith(mark)), None)


def _utf8(data: bytes) -> str | None:
    """``data`` as UTF-8, with a few damaged bytes replaced, or None when it is another encoding."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    # a truncated or spliced UTF-8 page keeps far more good multi-byte characters than broken ones
    good = sum(1 for character in text if character > "\x7f") - damaged
    return text if damaged <= len(text) * MAX_REPLACED_SHARE and good > damaged else None


def _utf16_without_bom(data: bytes) -> str | None:
    head = data[:2048]
    pairs = max(1, len(head) // 2)
    if head[1::2].count(0) > 0.7 * pairs and head[0::2].count(0) < 0.1 * pairs:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * pairs and head[1::2].count(0) < 0.1 * pairs:
        return "utf-16-be"
    return None


def _encoding(data: bytes, source: str) -> str:
    declared = _declared(data)
    if declared is not None:
        return declared
    if len(data) - len(data.translate(None, bytes(range(128, 256)))) > MAX_ODD_SHARE * len(data):
        raise SourceError(source, "is not UTF-8 and names no encoding; save it as UTF-8")
    return "cp1252"


def _declared(data: bytes) -> str | None:
    """The encoding that a page's head declares, when Python knows it and it is not UTF-8 (tried before)."""
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match.group(1).decode("ascii")).name
        "".encode(name)
    except (LookupError, UnicodeError):
        return None
    # WHATWG: pages that say Latin-1 mean Windows-1252
    return {"utf-8": None, "iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)


def _guarded(data: bytes, encoding: str, source: str) -> str:
    try:
        text = data.decode(encoding, errors="replace")
    except (UnicodeError, LookupError, ValueError) as problem:
        raise SourceError(source, f"cannot be decoded as {encoding}: {problem}; save it as UTF-8") from None
    share = text.count("\ufffd") / max(1, len(text))
    if share > MAX_REPLACED_SHARE:
        raise SourceError(source, f"{share:.1%} of its characters cannot be decoded as {encoding}; save it as UTF-8")
    return text
