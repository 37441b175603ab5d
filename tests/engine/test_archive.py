"""An archive coded on each engine: the same bytes, whoever works, however often, and whoever is killed over it."""

import gzip
import importlib.util
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from scripts.soak.deadly import DeadlyJob

from dragoman.codebook import coded
from dragoman.config import Config
from dragoman.engine.archive import MANIFEST, Engine, code_archive
from dragoman.engine.on_dask import on_dask
from dragoman.engine.on_local import on_local
from dragoman.engine.on_ray import on_ray
from dragoman.engine.partitions import Partition, partitions_of
from dragoman.engine.parts import Job, Part
from dragoman.engine.schema import LISTS, arrow_schema, parquet_bytes
from dragoman.engine.storage import Folder, sizes_of
from dragoman.errors import SourceError, UsageError

pyarrow = pytest.importorskip("pyarrow", reason="needs the extra data")
pytest.importorskip("fsspec", reason="needs the extra data")

CONFIG = Config(heads=False, gate=True)
PART_BYTES = 200
ARTICLES = [
    ("Talks in Istanbul", "Russia and Ukraine held talks in Istanbul on Friday. Turkey hosted them.", "2025-05-16"),
    ("Cup final", "The home side won the cup final after extra time, and the fans sang.", "2025-05-17"),
    ("Truce plan refused", "Israel rejected the proposal of Egypt. Hamas accepted it.", "2024-05-06"),
    ("Lavrov stays away", "Sergei Lavrov will not attend the summit in Bali, his ministry said.", "2022-11-01"),
    ("Sanctions", "Washington imposed sanctions on Iranian banks over the nuclear programme.", "2019-09-20"),
    ("Envoys in Doha", "Qatar’s envoys met Taliban negotiators in Doha. They agreed to meet again.", "2021-08-10"),
    ("Shelling", "Russian forces shelled Kharkiv on Monday, Ukraine's defence ministry said.", "2023-02-06"),
    ("Geneva", "The foreign ministers of Iran and France will meet in Geneva on Tuesday.", "2025-06-16"),
]


def engine_of(name: str) -> Engine:
    if name == "dask" and importlib.util.find_spec("distributed") is None:
        pytest.skip("needs the extra dask")
    if name == "ray" and importlib.util.find_spec("ray") is None:
        pytest.skip("needs the extra ray")
    makers: dict[str, Callable[[], Engine]] = {
        "local": lambda: on_local(workers=2),
        "dask": lambda: on_dask(workers=2),
        "ray": lambda: on_ray(workers=2),
    }
    return makers[name]()


@pytest.fixture(autouse=True)
def as_quick_as_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ray starts its workers at the lowest priority, where a busy machine lets them starve."""
    monkeypatch.setenv("RAY_worker_niceness", "0")


def line(number: int, title: str, text: str, date: str) -> str:
    return json.dumps({"id": f"a{number}", "title": title, "text": text, "date": date}, ensure_ascii=False)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("in") / "articles.jsonl"
    lines = [line(n, *article) for n, article in enumerate(ARTICLES)]
    path.write_text("\n".join([*lines[:3], "{broken", "", *lines[3:]]), encoding="utf-8")
    return str(path)


def run(source: str, out: Path, engine: Engine) -> dict[str, bytes]:
    code_archive([source], str(out), engine, config=CONFIG, part_bytes=PART_BYTES)
    return contents(out)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def wanted(source: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes of the archive."""
    return run(source, tmp_path_factory.mktemp("wanted"), on_local())


def rows_of(files: dict[str, bytes]) -> list[dict[str, object]]:
    parquet = pytest.importorskip("pyarrow.parquet")
    names = [name for name in files if name.endswith(".parquet")]
    return [row for name in names for row in parquet.read_table(pyarrow.BufferReader(files[name])).to_pylist()]


def test_every_line_is_a_row_in_order(wanted: dict[str, bytes]) -> None:
    rows = rows_of(wanted)
    ids = [str(row["id"]) for row in rows]
    assert [i for i in ids if i.startswith("a")] == [f"a{n}" for n in range(len(ARTICLES))]
    assert len(rows) == len(ARTICLES) + 1
    assert [i for i, row in zip(ids, rows, strict=True) if row["gated"]] == ["a1"]
    assert rows[0]["relevance"] == "talks"
    assert rows[0]["meetings"][0]["place"] == "Istanbul"  # type: ignore[index]
    manifest = json.loads(wanted[MANIFEST])
    assert (manifest["articles"], manifest["gated"], manifest["failed"]) == (len(rows), 1, 1)
    assert manifest["records"]["meetings"] == sum(len(row["meetings"] or ()) for row in rows)  # type: ignore[arg-type]
    assert len(manifest["parts"]) > 3


@pytest.mark.parametrize("name", ["local", "dask", "ray"])
def test_engines_give_the_same_bytes(name: str, source: str, wanted: dict[str, bytes], tmp_path: Path) -> None:
    assert run(source, tmp_path / "out", engine_of(name)) == wanted


@pytest.mark.parametrize("name", ["local", "dask", "ray"])
def test_workers_killed_in_mid_run_change_nothing(
    name: str, source: str, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    engine, marks = engine_of(name), tmp_path / "marks"
    marks.mkdir()

    def deadly(job: Job, partitions: Sequence[Partition]) -> Iterator[Part]:
        return engine(DeadlyJob(out=job.out, config=job.config, run=job.run, marks=str(marks), deaths=3), partitions)

    assert run(source, tmp_path / "out", deadly) == wanted
    assert len(list(marks.iterdir())) == 3


def test_run_again_makes_nothing_anew(source: str, wanted: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(source, out, on_local())
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("part-*")}
    assert run(source, out, on_local()) == wanted
    assert {path.name: path.stat().st_mtime_ns for path in out.glob("part-*")} == before


def test_goes_on_where_it_was_stopped(source: str, wanted: dict[str, bytes], tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stopping(job: Job, partitions: Sequence[Partition]) -> Iterator[Part]:
        yield job(partitions[0])
        raise StoppedError

    out = tmp_path / "out"
    with pytest.raises(StoppedError):
        run(source, out, stopping)
    assert MANIFEST not in contents(out)
    (out / ".part-000001-0123456789abcdef.parquet.0123456789abcdef0123456789abcdef").write_bytes(b"half")
    assert run(source, out, on_local()) == wanted


def test_parts_of_what_has_changed_are_made_anew(source: str, wanted: dict[str, bytes], tmp_path: Path) -> None:
    out, changed = tmp_path / "out", tmp_path / "articles.jsonl"
    changed.write_text(Path(source).read_text(encoding="utf-8").replace("Bali", "Baku"), encoding="utf-8")
    first = run(str(changed), out, on_local())
    changed.write_text(Path(source).read_text(encoding="utf-8"), encoding="utf-8")
    second = run(str(changed), out, on_local())
    parts = [{name for name in files if name.endswith(".parquet")} for files in (first, second)]
    assert len(parts[0] & parts[1]) == len(parts[0]) - 1
    assert parts[1] == {name for name in wanted if name.endswith(".parquet")}


def test_other_settings_are_another_run(source: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(source, out, on_local())
    whole = code_archive([source], str(out), on_local(), config=replace(CONFIG, gate=False), part_bytes=PART_BYTES)
    assert whole.gated == 0
    assert len(list(out.glob("*.parquet"))) == len(whole.parts)


@pytest.mark.parametrize("size", [1, 7, 100, 419, 5000])
def test_partitions_hold_each_line_once(source: str, size: int) -> None:
    parts = partitions_of([source], part_bytes=size)
    assert b"".join(part.read() for part in parts) == Path(source).read_bytes()


def test_a_compressed_file_is_one_partition(source: str, tmp_path: Path) -> None:
    packed = tmp_path / "articles.jsonl.gz"
    packed.write_bytes(gzip.compress(Path(source).read_bytes()))
    (part,) = partitions_of([str(packed)], part_bytes=50)
    assert part.read() == Path(source).read_bytes()


def test_patterns_name_files_in_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.jsonl").write_text("{}\n")
    assert [Path(p.source).name for p in partitions_of([f"{tmp_path}/*.jsonl"])] == ["a.jsonl", "b.jsonl"]
    with pytest.raises(SourceError, match="matches no file"):
        partitions_of([f"{tmp_path}/*.json"])
    with pytest.raises(SourceError):
        partitions_of([f"{tmp_path}/none.jsonl"])


def test_a_folder_of_other_things_is_left_alone(source: str, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(UsageError, match=r"thesis\.docx"):
        run(source, tmp_path, on_local())


def test_the_schema_holds_all_that_is_coded(rules_reader: object) -> None:
    from dragoman.api import Reader
    from dragoman.model import Article

    assert isinstance(rules_reader, Reader)
    text = " ".join(text for _, text, _ in ARTICLES) + (
        " President Vladimir Putin appointed Vladimir Medinsky as head of the delegation to the talks in Istanbul."
        " “We will not stop,” Putin said. Ukraine demanded a ceasefire."
    )
    row = coded(rules_reader.read(Article(id="all", title="Talks", text=text)))
    assert set(row) == {"id", "relevance", *LISTS}
    for name, fields in LISTS.items():
        assert row[name], name
        assert {tuple(record) for record in row[name]} == {tuple(field.rstrip("*") for field in fields)}
    table = pyarrow.parquet.read_table(pyarrow.BufferReader(parquet_bytes([row])))
    assert table.schema.equals(arrow_schema())
    (back,) = table.to_pylist()
    assert {name: back[name] for name in LISTS} == {name: row[name] for name in LISTS}


def test_writing_is_atomic_and_reading_of_nothing_is_none(tmp_path: Path) -> None:
    folder = Folder(f"file://{tmp_path}/new")
    assert folder.names() == []
    assert folder.read("a") is None
    folder.write("a", b"1")
    folder.write("a", b"2")
    assert folder.read("a") == b"2"
    assert folder.names() == ["a"]
    folder.remove("a")
    folder.remove("a")
    assert folder.names() == []


def test_a_store_that_refuses_gives_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class RefusalError(Exception):
        """What a store's own library raises."""

    def refuse(*_: object) -> int:
        raise RefusalError("unable to locate credentials\nsee its manual")

    monkeypatch.setattr("fsspec.implementations.memory.MemoryFileSystem.size", refuse)
    with pytest.raises(SourceError, match=r"unable to locate credentials$"):
        sizes_of(["memory://news/a.jsonl"])
