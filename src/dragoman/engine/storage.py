"""Folders and files wherever fsspec finds them: on a disk, on S3, behind HTTP or SSH."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from dragoman.errors import SourceError, UsageError
from dragoman.extras import library

_COMPRESSED = (".gz", ".bz2", ".xz", ".zst", ".zip")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to write parts to, by its URL; each file appears whole or not at all."""

    url: str

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, None if there is none."""
        system, root = _opened(self.url)
        try:
            data: bytes = system.cat_file(f"{root}/{name}")
        except FileNotFoundError:
            return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Puts a file in the folder: on a disk by renaming, elsewhere in the one request that object stores take."""
        system, root = _opened(self.url)
        system.makedirs(root, exist_ok=True)
        if _on_disk(system):
            passing = f"{root}/.{name}.{uuid4().hex}"
            with open(passing, "wb") as sink:  # noqa: PTH123 - fsspec's root is a string
                sink.write(data)
                sink.flush()
                os.fsync(sink.fileno())
            os.replace(passing, f"{root}/{name}")  # noqa: PTH105
        else:
            system.pipe_file(f"{root}/{name}", data)

    def names(self) -> list[str]:
        """The names of the files in the folder, in order; none if there is no such folder."""
        system, root = _opened(self.url)
        system.invalidate_cache()
        try:
            found = system.ls(root, detail=True)
        except FileNotFoundError:
            return []
        return sorted(PurePosixPath(item["name"]).name for item in found if item["type"] == "file")

    def remove(self, name: str) -> None:
        """Takes a file away; one that is gone already is no error."""
        system, root = _opened(self.url)
        try:
            system.rm_file(f"{root}/{name}")
        except FileNotFoundError:
            return


def sizes_of(sources: Sequence[str]) -> list[tuple[str, int]]:
    """The files that URLs and patterns name, each with its bytes; those of a pattern in order of name.

    Raises:
        SourceError: if a URL or pattern names no file.
        UsageError: if fsspec lacks what a URL's scheme needs.
    """
    found = []
    for source in sources:
        system, path = _opened(source)
        named = [(_url(source, system, one), size) for one, size in _sizes(system, path, source)]
        if not named:
            raise SourceError(source, "matches no file")
        found += named
    return found


def is_compressed(url: str) -> bool:
    """Whether a file must be read from its beginning, by its name."""
    return url.endswith(_COMPRESSED)


def lines_between(url: str, start: int, end: int) -> bytes:
    """The lines of a file that begin at or after byte ``start`` and before ``end``, whole; of a compressed file all.

    Raises:
        SourceError: if the file cannot be read.
    """
    try:
        if is_compressed(url):
            with library("fsspec", "data").open(url, "rb", compression="infer") as stream:
                data: bytes = stream.read()
                return data
        return _lines_between(url, start, end)
    except (OSError, EOFError) as problem:
        raise SourceError(url, str(getattr(problem, "strerror", None) or problem).lower()) from None


def _lines_between(url: str, start: int, end: int) -> bytes:
    with library("fsspec", "data").open(url, "rb") as stream:
        # The line that began before belongs to the part before, as does one that begins just where it ends.
        stream.seek(max(0, start - 1))
        if start:
            _rest_of_line(stream)
        if stream.tell() >= end:
            return b""
        data: bytes = stream.read(end - stream.tell())
        return data if data.endswith(b"\n") else data + _rest_of_line(stream)


def _rest_of_line(stream: Any) -> bytes:
    line: bytes = stream.readline()
    return line


def _opened(url: str) -> tuple[Any, str]:
    core = library("fsspec.core", "data")
    try:
        system, path = core.url_to_fs(url)
    except (ValueError, ImportError) as problem:
        raise UsageError(f"{url}: {problem}") from None
    return system, path.rstrip("/")


def _on_disk(system: Any) -> bool:
    return "file" in ((system.protocol,) if isinstance(system.protocol, str) else system.protocol)


def _url(source: str, system: Any, path: str) -> str:
    return path if _on_disk(system) or "://" not in source else f"{source.split('://', 1)[0]}://{path.split('://')[-1]}"


def _sizes(system: Any, path: str, source: str) -> list[tuple[str, int]]:
    """The files of a path or pattern with their bytes."""
    try:
        paths = sorted(system.glob(path)) if any(mark in path for mark in "*?[") else [path]
        return [(one, int(system.size(one) or 0)) for one in paths]
    except OSError as problem:
        raise SourceError(source, (problem.strerror or "cannot be opened").lower()) from None
    except Exception as problem:  # each store's library has errors of its own: no credentials, no such host
        raise SourceError(source, str(problem).partition("\n")[0] or type(problem).__name__) from None
