"""Writes the built layers: gzip files whose bytes depend on their content alone."""

import csv
import gzip
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from dragoman.actors.entities import Person
from dragoman.actors.people import index_keys, packed


def write_people(people: Sequence[Person], folder: Path) -> None:
    """``people.jsonl.gz``, a person a line, and ``people_index.tsv.gz``, the lines that bear each name part."""
    lines, index = packed_lines(people)
    write_lines(lines, folder / "people.jsonl.gz")
    write_lines(index, folder / "people_index.tsv.gz")


def packed_lines(people: Sequence[Person]) -> tuple[list[str], list[str]]:
    """The persons as lines, and the index of those lines by name parts and offices."""
    lines = [json.dumps(packed(person), ensure_ascii=False, separators=(",", ":")) for person in people]
    postings: dict[str, list[int]] = defaultdict(list)
    for number, person in enumerate(people):
        for key in sorted(index_keys(person)):
            postings[key].append(number)
    return lines, [f"{key}\t{' '.join(map(str, postings[key]))}" for key in sorted(postings) if key]


def write_lines(lines: Iterable[str], path: Path) -> None:
    """A gzip text file without a time stamp."""
    with gzip.GzipFile(filename="", fileobj=path.open("wb"), mode="wb", mtime=0) as target:
        target.write("\n".join(lines).encode("utf-8"))


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]], path: Path) -> None:
    """A CSV table with line feeds."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_text(buffer.getvalue(), encoding="utf-8")
