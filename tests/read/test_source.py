"""Paths and standard input: what they are told to be, and one clear line for what cannot be read."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.read import read_source
from dragoman.read.decode import decode
from dragoman.read.sniff import sniff

PAGES = Path(__file__).parent / "pages"
TEXT = "Oman hosts envoys\n\nEnvoys of both sides met in Muscat on Tuesday – and agreed to meet again, one “close” aide said.\n"


def read(path):
    return list(read_source(str(path)))


def written(folder, data, name="source"):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"Oman hosts envoys\n", "a.txt", "text"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><html>", "", "html"),
        (b"<?xml version='1.0'?>\n<html lang=en>", "", "html"),
        (b"<p>Envoys met</p>", "", "html"),
        ("<html>".encode("utf-16"), "", "html"),
        (b'{"text": "x"}\n{"text": "y"}\n', "", "jsonl"),
        (b"{bad", "a.jsonl", "jsonl"),
        (b'{\n "text": "x"}', "", "json"),
        (b'[\n {"text": "x"}]', "", "json"),
        (b"[TEXT] THE DIALOGUE ENDED", "", "text"),
        (b"<3 wins, he said", "", "text"),
    ],
)
def test_sniffing(head, name, kind):
    assert sniff(head, name=name) == kind


def test_each_kind_is_read(tmp_path):
    assert read(PAGES / "report.txt")[0].publisher == "Example News"
    assert read(PAGES / "amp.html")[0].publisher == "Example Wire"
    lines = written(tmp_path, b'{"text": "One."}\n{"text": "Two."}\n')
    assert [article.text for article in read(lines)] == ["One.", "Two."]


def test_standard_input_is_read_and_left_open():
    stream = io.BytesIO(TEXT.encode())
    assert next(iter(read_source("-", stdin=stream))).title == "Oman hosts envoys"
    assert not stream.closed


def test_json_lines_from_standard_input_may_be_longer_than_the_first_look():
    data = b"".join(b'{"id": "%d", "text": "%s"}\n' % (number, b"x " * 20_000) for number in range(5))
    assert [article.id for article in read_source("-", stdin=io.BytesIO(data))] == list("01234")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_told(tmp_path, encoding):
    (article,) = read(written(tmp_path, TEXT.encode(encoding)))
    assert article.title == "Oman hosts envoys"
    assert "– and agreed to meet again, one “close” aide" in article.text


def test_line_ends_are_folded():
    assert decode(b"a\r\nb\rc\n", source="x") == "a\nb\nc\n"


def test_a_few_damaged_bytes_are_replaced(tmp_path):
    (article,) = read(written(tmp_path, (TEXT * 40).encode() + "–".encode()[:2]))
    assert article.text.endswith("\ufffd")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "is a PNG image"),
        (b"%PDF-1.7 ...", "is a PDF file"),
        (b"PK\x03\x04....", "archive"),
        (bytes(range(256)) * 20, "is a binary file"),
        ("Переговоры в Стамбуле завершились".encode("cp1251") * 20, "is not UTF-8 and names no encoding"),
        (b"<html><meta charset=ascii><p>" + b"Envoys met \x81\x8d " * 99, "cannot be decoded as cp1252"),
        (b"x" * 20_000_001, "is larger than 20 MB"),
        (b'{\n"text": "Envoys met."\n}', "give one article on each line"),
        (b'{"text": "Envoys met."}\n{"title": "x"}', "source:2: has no text"),
    ],
)
def test_one_clear_line_for_what_cannot_be_read(tmp_path, data, problem):
    with pytest.raises(SourceError, match=problem) as caught:
        read(written(tmp_path, data))
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("missing.txt", "no such file"),
        ("", "is a folder"),
        ("a\0b", "no possible file name"),
        ("x" * 5_000, "name too long"),
    ],
)
def test_paths_that_cannot_be_opened(tmp_path, path, problem):
    with pytest.raises(SourceError, match=problem):
        read(f"{tmp_path}/{path}")


def test_importing_and_reading_a_text_loads_no_parser_and_no_model():
    code = f"""
import sys
from dragoman.read import read_source
list(read_source({str(PAGES / "report.txt")!r}))
print(sorted({{"trafilatura", "py3langid", "lxml", "htmldate", "numpy", "spacy"}} & set(sys.modules)))
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
