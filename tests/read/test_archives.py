"""Folders, ZIP archives and packed files: nothing leads out of them, nothing swells, bad members cost themselves."""

import gzip
import io
import stat
import zipfile

import pytest
from benchmarks.hostile.bombs import archive_bombs, zipped

from dragoman.errors import SourceError
from dragoman.model import Article
from dragoman.read import iterate_source

TEXT = b"Oman hosts envoys\n\nEnvoys of both sides met in Muscat on Tuesday and agreed to meet there again soon.\n"
LINES = b'{"id": "a", "text": "Envoys met."}\n{"id": "b", "text": "Envoys left."}\n'


def read(path):
    return list(iterate_source(str(path)))


def written(folder, data, name="source.zip"):
    path = folder / name
    path.write_bytes(data)
    return path


def test_files_of_an_archive_in_their_order(tmp_path):
    items = read(written(tmp_path, zipped({"b/one.txt": TEXT, "a.jsonl": LINES, "empty.txt": b""})))
    assert [item.id if isinstance(item, Article) else str(item) for item in items[1:]] == [
        "a", "b", f"{tmp_path}/source.zip/empty.txt: is empty",
    ]  # fmt: skip
    assert items[0].title == "Oman hosts envoys"


def test_archives_in_archives(tmp_path):
    inner = zipped({"lines.jsonl.gz": gzip.compress(LINES)})
    assert [item.id for item in read(written(tmp_path, zipped({"inner.zip": inner})))] == ["a", "b"]
    for _ in range(3):
        inner = zipped({"inner.zip": inner})
    assert "archives deep" in str(read(written(tmp_path, inner))[0])


@pytest.mark.parametrize(
    "name",
    [
        "../out.txt", "a/../../out.txt", "/etc/out.txt", "C:/out.txt", "c:out.txt", "\\\\host\\out.txt", "..\\out.txt", "a\\..\\b",
        "..", "../", "./../x", "a/b/../../../x", "//x", "\\x", "file:x",
    ],
)  # fmt: skip
def test_names_that_lead_out_are_refused(tmp_path, name):
    items = read(written(tmp_path, zipped({name: TEXT, "good.txt": TEXT})))
    assert [type(item) for item in items][-1] is Article
    assert len(items) == 1 if name.endswith("/") else "leads out of its archive" in str(items[0])
    assert {path.name for path in tmp_path.iterdir()} == {"source.zip"}


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK])
def test_links_and_devices_are_refused(tmp_path, kind):
    def change(info):
        info.external_attr = (kind | 0o777) << 16

    (told,) = read(written(tmp_path, zipped({"x": b"/etc/passwd"}, change)))
    assert "is a link or a device" in str(told)


def test_other_ways_of_packing_are_refused(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.txt", TEXT)
    assert "is packed in a way that is not read" in str(read(written(tmp_path, out.getvalue()))[0])


def test_encrypted_members_are_told(tmp_path):
    data = bytearray(zipped({"a.txt": TEXT}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "is encrypted" in str(read(written(tmp_path, bytes(data)))[0])


def test_an_office_document_is_told(tmp_path):
    assert "is an office document" in str(read(written(tmp_path, zipped({"[Content_Types].xml": b"x"})))[0])


@pytest.mark.parametrize("at", range(0, 300, 7))
def test_damaged_archives(tmp_path, at):
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    data[at % len(data)] ^= 0x55
    for item in read(written(tmp_path, bytes(data))):
        assert isinstance(item, Article | SourceError)


def test_bombs(tmp_path):
    for name, data in archive_bombs(30).items():
        told = read(written(tmp_path, data))
        assert told, name
        assert all(isinstance(item, SourceError) for item in told), name


def test_a_folder(tmp_path):
    for name in ("b.txt", "a/c.txt", ".hidden/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        written(tmp_path, TEXT, name)
    written(tmp_path, b"", "empty.txt")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    items = read(tmp_path)
    assert [type(item) for item in items] == [Article, Article, SourceError]


def test_a_packed_source(tmp_path):
    assert [item.id for item in read(written(tmp_path, gzip.compress(LINES), "lines.jsonl.gz"))] == ["a", "b"]
    (told,) = read(written(tmp_path, gzip.compress(LINES)[:-9], "cut.jsonl.gz"))
    assert "ends in the middle" in str(told)
