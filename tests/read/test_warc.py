"""Web archives: whole records come out, damaged ones cost themselves and are counted."""

import gzip
import io
import zlib

import brotli
import pytest
from benchmarks.hostile.bombs import archive_bombs, warc_record
from benchmarks.hostile.damage import Damaged, damaged, kept, members

from dragoman.errors import SourceError
from dragoman.model import Article
from dragoman.read import iterate_source
from dragoman.read.page import Page
from dragoman.read.warc import Lost, warc_pages, warc_records

PAGE = b"<html lang=en><p>Envoys met in Muscat.</p></html>"


def pages(data):
    return list(warc_pages(io.BytesIO(data), source="x.warc"))


def chunked(body):
    return b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_pages_of_an_archive(pack):
    (page,) = pages(pack(warc_record(PAGE)))
    assert isinstance(page, Page)
    assert (page.data, page.url, page.today.isoformat()) == (PAGE, "https://news.example/1", "2025-05-16")


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE)), ("deflate", zlib.compress(PAGE)), ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("br", brotli.compress(PAGE)), ("gzip", PAGE), ("gzip, br", brotli.compress(gzip.compress(PAGE))),
    ],
)  # fmt: skip
def test_packed_pages(encoding, body):
    assert pages(warc_record(body, encoding))[0].data == PAGE


def test_chunked_pages():
    record = warc_record(chunked(PAGE)).replace(b"Content-Type: text/html\r\n", b"Transfer-Encoding: chunked\r\n", 1)
    # the head has become four bytes longer than the record says
    record = record.replace(b"Content-Length: ", b"X-Old: ", 1)
    length = len(record.partition(b"\r\n\r\n")[2]) - 4
    record = record.replace(b"X-Old: ", b"Content-Length: %d\r\nX-Old: " % length, 1)
    assert pages(record)[0].data == PAGE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"WARC-Type: response", b"WARC-Type:  request"),
        (b"200 OK", b"404 No"),
        (b"text/html", b"image/png"),
        (b"HTTP/1.1 200 OK", b"nonsense! words"),
    ],
)
def test_what_is_no_page_is_passed_over(old, new):
    assert pages(warc_record(PAGE).replace(old, new, 1)) == []


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("seed", range(40))
def test_flipped_bits_cost_only_their_members(seed, packed):
    archive = damaged(members(50, packed=packed), 3, seed=seed)
    good, _, lost = kept(archive)
    assert good == len(archive.whole)
    assert lost <= 3 * 8_000


def test_lost_bytes_are_told():
    parts = members(3)
    data = parts[0] + b"\0" * 100 + parts[2]
    found = list(warc_records(io.BytesIO(data)))
    assert [type(part) for part in found][1] is Lost
    (told,) = (item for item in pages(data) if isinstance(item, SourceError))
    assert f"100 bytes at offset {len(parts[0]):,} are passed over" in str(told)


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_archive_keeps_all_that_is_whole(packed):
    parts = members(6, packed=packed, words=40)
    data = b"".join(parts)
    for at in range(0, len(data), 97):
        whole = frozenset(n for n in range(6) if sum(map(len, parts[: n + 1])) <= at)
        assert kept(Damaged(data=data[:at], whole=whole))[0] == len(whole)


def test_a_damaged_record_is_never_taken_for_whole():
    parts = members(20)
    for seed in range(60):
        archive = damaged(parts, 1, seed=seed)
        for record in warc_records(io.BytesIO(archive.data)):
            if not isinstance(record, Lost):
                number = int(record.headers["warc-target-uri"].rpartition("/")[2])
                assert record.block in gzip.decompress(parts[number])


def test_all_in_one_member():
    data = gzip.compress(b"".join(members(5, packed=False)))
    assert len(list(warc_records(io.BytesIO(data)))) == 5


@pytest.mark.parametrize("name", ["WARC member", "WARC page packed inside"])
def test_bombs_in_archives_cost_themselves(name):
    data = gzip.compress(warc_record(PAGE)) + archive_bombs(20)[name] + gzip.compress(warc_record(PAGE))
    first, bomb, last = pages(data)
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert "like a decompression bomb" in str(bomb)


@pytest.mark.parametrize("length", [b"-1", b"9" * 30, b"x", b"", b"99999999999"])
def test_lengths_that_lie(length):
    record = warc_record(PAGE)
    lying = record.replace(b"Content-Length: ", b"Content-Length: " + length + b"\r\nX: ", 1)
    found = pages(lying + record)
    assert [type(item) for item in found] == [SourceError, Page]


def test_the_same_as_fastwarc():
    warc = pytest.importorskip("fastwarc.warc")
    data = b"".join(members(30))
    theirs = [(r.headers["WARC-Target-URI"], r.reader.read()) for r in warc.ArchiveIterator(io.BytesIO(data))]
    assert [(page.url, page.data) for page in pages(data)] == theirs


def test_an_archive_as_a_source(tmp_path):
    text = "The envoys of both sides met in Muscat on Tuesday, and they agreed that they would meet there again. "
    body = f"<html lang=en><head><title>Envoys meet</title></head><article><p>{text * 5}</p></article></html>".encode()
    path = tmp_path / "news.warc.gz"
    path.write_bytes(gzip.compress(warc_record(body)) + gzip.compress(warc_record(b"<html></html>")))
    article, told = iterate_source(str(path))
    assert isinstance(article, Article)
    assert article.url == "https://news.example/1"
    assert "the page holds no article" in str(told)
