"""Structure and decompression bombs: small to send, large to read."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping

import brotli

MEGABYTE = 1_000_000


def html(body: str, head: str = "") -> bytes:
    """A page around a body."""
    return f"<!doctype html><html lang='en'><head><title>x</title>{head}</head><body>{body}</body></html>".encode()


def structure_bombs() -> Mapping[str, bytes]:
    """Pages whose structure keeps a parser busy, by name."""
    words = "The envoys met in the capital and agreed to meet again. "
    return {
        "100,000 nested div": html("<div>" * 100_000 + words * 9),
        "100,000 unclosed span": html(("<span>" + "x ") * 100_000),
        "3,000 nested tables": html("<table><tr><td>" * 3_000 + words * 9),
        "200,000 p": html("<p>a" * 200_000),
        "19 MB of text": html("<p>" + "a " * 9_500_000),
        "colspan of 2^53": html(f"<table><tr><td colspan={2**53} rowspan={2**53}>{words * 30}</table>"),
        "12 MB of JSON-LD": html(words * 9, _json_ld('{"@graph":[' + '{"@type":"NewsArticle"},' * 500_000 + "{}]}")),
        "JSON-LD nested 900,000 deep": html(words, _json_ld("[" * 900_000)),
        "attribute of 10 MB": html(f"<p title='{'x' * 10 * MEGABYTE}'>{words * 9}"),
        "a million attributes": html("<p " + " ".join(f"a{n}" for n in range(MEGABYTE)) + ">"),
        "30,000 misnested b and i": html("<b><i></b>" * 30_000 + words * 9),
        "two million <": html("<" * 2 * MEGABYTE),
        "500,000 comment starts": html("<!--" * 500_000),
        "four million entities": html("<p>" + "&amp;" * 900_000 + "&lt;" * 100_000),
        "100,000 nested lists": html("<ul><li>" * 100_000),
        "200,000 a": html("<a href=x>y</a> " * 200_000),
    }


def feed_bombs() -> Mapping[str, bytes]:
    """Feeds that swell or sink, by name."""
    item = "<item><title>a</title><guid>%d</guid><description>b</description></item>"
    return {
        "60,000 entries": _feed("".join(item % number for number in range(60_000))),
        "an entry of 100,000 nested b": _feed(
            f"<item><title>a</title><description>{'&lt;b&gt;' * 100_000}</description></item>"
        ),
        "100,000 nested elements": _feed("<a>" * 100_000),
        "a title of 5 MB": _feed(f"<item><title>{'x &amp;amp; ' * 400_000}</title></item>"),
    }


def archive_bombs(megabytes: int = 300) -> Mapping[str, bytes]:
    """Packed files whose content is a thousand times as large, by name."""
    zeros = b"\0" * megabytes * MEGABYTE
    return {
        "zip": zipped({"page.html": zeros}),
        "zip of equal files": zipped(
            {f"{number}.html": b"<p>" + b" " * megabytes * (MEGABYTE // 20) for number in range(40)}
        ),
        "zip in zip in zip in zip": zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"d.html": b"x"})})})}),
        "gzip": gzip.compress(zeros),
        "gzip in gzip": gzip.compress(gzip.compress(zeros)),
        "WARC member": gzip.compress(warc_record(zeros)),
        "WARC page packed inside": gzip.compress(warc_record(gzip.compress(zeros), "gzip")),
    }


def packed_bodies(megabytes: int = 300) -> Mapping[str, tuple[str, bytes]]:
    """Bodies as a server would send them: name, ``Content-Encoding`` and bytes."""
    zeros = b"\0" * megabytes * MEGABYTE
    return {
        "gzip": ("gzip", gzip.compress(zeros)),
        "gzip twice": ("gzip, gzip", gzip.compress(gzip.compress(zeros))),
        "deflate": ("deflate", zlib.compress(zeros)),
        "brotli": ("br", brotli.compress(zeros, quality=1)),
        "five encodings": ("gzip, gzip, gzip, gzip, gzip", b"x"),
    }


def warc_record(body: bytes, encoding: str = "", url: str = "https://news.example/1") -> bytes:
    """A response record of a web archive."""
    packed = f"Content-Encoding: {encoding}\r\n" if encoding else ""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{packed}Content-Length: {len(body)}\r\n\r\n".encode()
    fields = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-05-16T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(head) + len(body)}\r\n\r\n"
    )
    return fields.encode() + head + body + b"\r\n\r\n"


def zipped(files: Mapping[str, bytes], change: Callable[[zipfile.ZipInfo], None] = lambda info: None) -> bytes:
    """A ZIP archive of files; ``change`` may make their entries hostile."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            change(info)
            archive.writestr(info, data)
    return out.getvalue()


def _feed(items: str) -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


def _json_ld(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'
