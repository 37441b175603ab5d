"""The sources that names stand for: files, the files of folders, matches of patterns."""

import glob
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path


def find_sources(names: Iterable[str]) -> Iterator[str]:
    """Each source once, in the order named; within a folder or pattern in the order of names.

    A folder stands for all files below it but hidden ones. A name that matches nothing is given as it
    is, so that reading it tells what is wrong.
    """
    seen: set[str] = set()
    for name in names:
        for source in _sources(name):
            if source not in seen:
                seen.add(source)
                yield source


def is_there(name: str) -> bool:
    """Whether there is a file or folder of that name; none is of a name that no file can have (too long, a NUL)."""
    with suppress(OSError, ValueError):
        return Path(name).exists()
    return False


def count_items(names: Iterable[str]) -> int:
    """About how many articles the sources hold, for a progress bar: lines of JSONL files, and other files."""
    return sum(_lines(Path(source)) if source.endswith((".jsonl", ".ndjson")) else 1 for source in find_sources(names))


def _sources(name: str) -> Iterator[str]:
    path = Path(name)
    if is_there(name) and path.is_dir():
        yield from (str(file) for file in sorted(path.rglob("*")) if file.is_file() and not _is_hidden(file, path))
    elif matches := _matches(name):
        for match in matches:
            yield from _sources(match)
    else:
        yield name


def _matches(pattern: str) -> list[str]:
    """What a pattern matches; a file of which the name looks like a pattern is no pattern."""
    if not glob.has_magic(pattern) or is_there(pattern):
        return []
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _lines(path: Path) -> int:
    with suppress(OSError), path.open("rb") as lines:
        return sum(1 for line in lines if line.strip())
    return 1
