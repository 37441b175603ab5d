"""Lists of addresses, GDELT tables and Common Crawl paths; and what a source may fetch."""

import gzip

import pytest
from benchmarks.hostile.bombs import warc_record, zipped

from dragoman.errors import SourceError
from dragoman.read import iterate_source, iterate_sources
from dragoman.read.listings import listed_pages, listing_kind

TEXT = "The envoys of both sides met in Muscat on Tuesday, and they agreed that they would meet there again. "
PAGE = f"<html lang=en><head><title>Envoys meet</title></head><article><p>{TEXT * 5}</p></article></html>".encode()


def row(columns, **cells):
    values = [""] * columns
    for at, value in cells.items():
        values[int(at[1:])] = value
    return "\t".join(values).encode() + b"\n"


@pytest.mark.parametrize(
    ("line", "url", "seen"),
    [
        (row(58, c56="20250603", c57="https://news.example/1"), "https://news.example/1", "2025-06-03"),
        (row(61, c59="20250603101500", c60="https://news.example/1"), "https://news.example/1", "2025-06-03"),
        (row(16, c2="20250603101500", c3="1", c5="https://news.example/1"), "https://news.example/1", "2025-06-03"),
        (row(27, c1="20250603101500", c2="1", c4="https://news.example/1"), "https://news.example/1", "2025-06-03"),
    ],
)
def test_gdelt_tables(line, url, seen):
    assert listing_kind(line * 3) == "gdelt"
    (found,) = listed_pages([line, line], "gdelt")
    assert (found.url, found.seen) == (url, seen)


def test_rows_that_are_no_web_pages_are_passed_over():
    assert list(listed_pages([row(27, c2="2", c4="BBC Monitoring"), row(9), b"\n"], "gdelt")) == []


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"https://a.example/1\nhttps://a.example/2\n", "addresses"),
        (b"# ours\n\nhttps://a.example/1\r\n", "addresses"),
        (b"crawl-data/CC-NEWS/2025/06/CC-NEWS-20250603-1.warc.gz\n", "paths"),
        (b"https://a.example/1\nEnvoys met.\n", None),
        (b"Envoys met at https://a.example/1\n", None),
        (b"", None),
    ],
)
def test_kinds_of_listings(head, kind):
    assert listing_kind(head) == kind


def test_a_common_crawl_listing_reads_the_archives_beside_it(tmp_path):
    (tmp_path / "CC-NEWS-1.warc.gz").write_bytes(gzip.compress(warc_record(PAGE)))
    listing = tmp_path / "warc.paths.gz"
    lines = b"crawl-data/CC-NEWS/2025/06/CC-NEWS-1.warc.gz\ncrawl-data/CC-NEWS/2025/06/CC-NEWS-2.warc.gz\n"
    (tmp_path / "warc.paths").write_bytes(lines)
    article, told = iterate_source(str(tmp_path / "warc.paths"))
    assert article.url == "https://news.example/1"
    assert "CC-NEWS-2.warc.gz, which does not lie beside it" in str(told)
    listing.write_bytes(gzip.compress(lines))
    assert next(iter(iterate_source(str(listing)))).url == "https://news.example/1"


@pytest.mark.parametrize("where", ["folder", "zip", "not named"])
def test_a_list_that_was_not_named_is_not_followed(tmp_path, server, where):
    server["/a"] = (200, {}, PAGE)
    lines = f"{server.url}/a\n".encode()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "list.txt").write_bytes(lines)
    (tmp_path / "list.zip").write_bytes(zipped({"list.txt": lines}))
    source = {"folder": tmp_path / "in", "zip": tmp_path / "list.zip", "not named": tmp_path / "in" / "list.txt"}[where]
    (told,) = iterate_sources([str(source)], follow=() if where == "not named" else None)
    assert "name the list itself to have them fetched" in str(told)
    assert server.requests == []


def test_a_list_that_was_named_is_followed_but_not_inwards(tmp_path, server):
    path = tmp_path / "list.txt"
    path.write_text(f"{server.url}/a\nhttp://[::1]/\n")
    one, two = iterate_source(str(path))
    assert "leads to 127.0.0.1, which is no public address" in str(one)
    assert isinstance(two, SourceError)
    assert server.requests == []
