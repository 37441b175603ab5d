"""Folders and ZIP archives: the files in them, none of which can lead out of them or swell beyond measure."""

import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.read.inflate import PIECE, refuse_bomb

MAX_MEMBERS = 100_000
_READ_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


class Budget(io.RawIOBase):
    """A stream that ends with an error once more comes out of it than ``packed`` bytes can plausibly hold."""

    def __init__(self, stream: BinaryIO, *, packed: int, source: str) -> None:
        super().__init__()
        self._stream = stream
        self._packed = packed
        self._source = source
        self._given = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill ``buffer`` from the stream.

        Raises:
            SourceError: if the stream expands like a bomb or is damaged.
        """
        try:
            part = self._stream.read(min(len(buffer), PIECE))
        except (zipfile.BadZipFile, EOFError, OSError, ValueError) as problem:
            raise SourceError(self._source, f"is damaged ({str(problem)[:80]})") from None
        except Exception:
            # zlib raises an error class of its own
            raise SourceError(self._source, "is damaged") from None
        self._given += len(part)
        refuse_bomb(self._packed, self._given, source=self._source)
        buffer[: len(part)] = part
        return len(part)


def zip_members(stream: BinaryIO, *, source: str) -> Iterator[tuple[str, io.BufferedReader] | SourceError]:
    """Name and content of each file of an archive in its order, or why the file is not read.

    Nothing is written anywhere; a name is only ever shown. A content must be read before the next is asked for.
    Files with names that lead out of a folder, links, devices and encrypted files are refused.

    Raises:
        SourceError: if the archive cannot be opened, or holds too many files.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise SourceError(source, f"is no whole ZIP archive ({str(problem)[:80]})") from None
    with archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            raise SourceError(source, f"holds more than {MAX_MEMBERS:,} files")
        if any(member.filename == "[Content_Types].xml" for member in members):
            raise SourceError(source, "is an office document; save it as text or HTML")
        for member in members:
            if not member.is_dir():
                yield _opened(archive, member, source)


def folder_files(folder: Path) -> Iterator[Path]:
    """The files of a folder and of its folders, in the order of their paths; hidden ones and links are passed over."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from folder_files(path)
        elif path.is_file():
            yield path


def _opened(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: str
) -> tuple[str, io.BufferedReader] | SourceError:
    name = f"{source}/{ascii(member.filename)[1:-1][:300]}"
    if refusal := _refusal(member):
        return SourceError(name, refusal)
    try:
        content = archive.open(member)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as problem:
        return SourceError(name, f"is damaged ({str(problem)[:80]})")
    return name, io.BufferedReader(Budget(content, packed=member.compress_size, source=name), 1 << 16)  # type: ignore[arg-type]


def _refusal(member: zipfile.ZipInfo) -> str | None:
    """Why a member of an archive is not read; None when it may be."""
    mode = member.external_attr >> 16
    if _leads_out(member.orig_filename):
        return "has a name that leads out of its archive; it is not read"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "is a link or a device, not a file; it is not read"
    if member.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if member.compress_type not in _READ_METHODS:
        return "is packed in a way that is not read; pack it with deflate"
    return None


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not name or ".." in parts or parts[0] == "" or ":" in parts[0] or "\0" in name
