"""Workers of Dask and of Ray killed in mid-run: ``python -m scripts.soak.engines [--kills 50]``.

An archive of one article a partition is coded by one process that nobody kills, then by each engine with workers that
kill themselves: before the work, between its two files and after both, by turns. All that is written must be equal.
"""

import json
import os
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.soak.deadly import DeadlyJob

from dragoman.config import Config
from dragoman.engine.archive import Engine, code_archive
from dragoman.engine.on_dask import on_dask
from dragoman.engine.on_local import on_local
from dragoman.engine.on_ray import on_ray
from dragoman.engine.partitions import Partition
from dragoman.engine.parts import Job, Part

_CONFIG = Config(heads=False)


def main() -> None:
    """Code, kill, compare, and print the figures."""
    parser = ArgumentParser(prog="python -m scripts.soak.engines", description=__doc__)
    parser.add_argument("--kills", type=int, default=50, help="workers killed under each engine")
    kills = parser.parse_args().kills
    os.environ["RAY_worker_niceness"] = "0"  # noqa: SIM112 - Ray's own spelling
    with tempfile.TemporaryDirectory() as scratch:
        source = _source(Path(scratch) / "articles.jsonl", kills + 4)
        wanted = _coded(source, Path(scratch) / "alone", on_local())
        for name, engine in (("dask", on_dask(workers=2)), ("ray", on_ray(workers=2))):
            marks = Path(scratch) / f"{name}-deaths"
            marks.mkdir()
            found = _coded(source, Path(scratch) / name, _deadly(engine, marks, kills))
            figures = {"engine": name, "killed": len(list(marks.iterdir())), "files": len(found)}
            print(json.dumps({**figures, "equal": found == wanted}), flush=True)


def _source(path: Path, articles: int) -> str:
    """An archive whose lines are all of one length, so that each is a partition."""
    places = ("Geneva", "Vienna", "Ankara", "Riyadh", "Muscat")
    lines = (
        {
            "id": f"a{n:03}",
            "title": "",
            "text": f"Russia and Ukraine held round {n:03} of their talks in {places[n % 5]}.",
        }
        for n in range(articles)
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(path)


def _coded(source: str, out: Path, engine: Engine) -> dict[str, bytes]:
    with Path(source).open("rb") as lines:
        length = len(lines.readline())
    code_archive([source], str(out), engine, config=_CONFIG, part_bytes=length)
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def _deadly(engine: Engine, marks: Path, kills: int) -> Engine:
    def run(job: Job, partitions: Sequence[Partition]) -> Iterator[Part]:
        deadly = DeadlyJob(out=job.out, config=job.config, run=job.run, marks=str(marks), deaths=kills)
        return engine(deadly, partitions)

    return run


if __name__ == "__main__":
    main()
