"""An archive on S3: read from a bucket and written to it, against a server of this machine that speaks S3."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.config import Config
from dragoman.engine.archive import MANIFEST, code_archive
from dragoman.engine.on_local import on_local
from dragoman.engine.storage import Folder

moto = pytest.importorskip("moto.server", reason="needs moto and flask")
s3fs = pytest.importorskip("s3fs", reason="needs the extra s3")
pytest.importorskip("pyarrow", reason="needs the extra data")

CONFIG = Config(heads=False)
LINES = [
    json.dumps(
        {"id": "a", "title": "", "text": "Russia and Ukraine held talks in Istanbul on Friday.", "date": "2025-05-16"}
    ),
    json.dumps(
        {
            "id": "b",
            "title": "",
            "text": "Israel rejected the proposal of Egypt. Hamas accepted it.",
            "date": "2024-05-06",
        }
    ),
]


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=port)
    server.start()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    s3fs.S3FileSystem().mkdir(f"archive-{port}")  # moto keeps its buckets for as long as this process lives
    yield f"s3://archive-{port}"
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


def test_the_same_parts_on_s3_as_on_a_disk(bucket: str, tmp_path: Path) -> None:
    data = "\n".join(LINES).encode()
    Folder(f"{bucket}/in").write("articles.jsonl", data)
    (tmp_path / "articles.jsonl").write_bytes(data)
    there = code_archive([f"{bucket}/in/*.jsonl"], f"{bucket}/out", on_local(), config=CONFIG, part_bytes=60)
    here = code_archive([f"{tmp_path}/*.jsonl"], str(tmp_path / "out"), on_local(), config=CONFIG, part_bytes=60)
    assert [part.sha256 for part in there.parts] == [part.sha256 for part in here.parts]
    assert there.articles == len(LINES)
    assert Folder(f"{bucket}/out").names() == Folder(str(tmp_path / "out")).names()
    stored = Folder(f"{bucket}/out").read(MANIFEST)
    assert stored is not None
    assert [part["source"] for part in json.loads(stored)["parts"]] == [f"{bucket}/in/articles.jsonl"] * len(
        there.parts
    )


def test_run_again_on_s3_makes_nothing_anew(bucket: str) -> None:
    Folder(f"{bucket}/in").write("articles.jsonl", "\n".join(LINES).encode())
    first = code_archive([f"{bucket}/in/articles.jsonl"], f"{bucket}/out", on_local(), config=CONFIG)
    made = {item["Key"]: item["LastModified"] for item in s3fs.S3FileSystem().ls(f"{bucket}/out", detail=True)}
    assert code_archive([f"{bucket}/in/articles.jsonl"], f"{bucket}/out", on_local(), config=CONFIG) == first
    s3fs.S3FileSystem.clear_instance_cache()
    again = {item["Key"]: item["LastModified"] for item in s3fs.S3FileSystem().ls(f"{bucket}/out", detail=True)}
    assert {k: v for k, v in again.items() if "part-" in k} == {k: v for k, v in made.items() if "part-" in k}
