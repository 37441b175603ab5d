"""A file of names and passwords, a line each: ``ana:scrypt$…``; the passwords themselves are nowhere."""

import hashlib
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from hmac import compare_digest
from pathlib import Path
from typing import Final

from dragoman.errors import UsageError

_COST: Final = (2**15, 8, 3)
"""scrypt's n, r and p as OWASP's Password Storage Cheat Sheet asks: 32 MiB and about a third of a second."""
_MEMORY: Final = 64 * 2**20
SHORTEST: Final = 12
LONGEST: Final = 1000
"""Characters of a password."""
_NAME: Final = 64


def hashed(password: str) -> str:
    """What is kept of a password: scrypt's cost, salt and hash."""
    salt = secrets.token_bytes(16)
    told = (b64encode(part).decode() for part in (salt, _scrypt(password, salt, *_COST)))
    return "$".join(("scrypt", *map(str, _COST), *told))


def verified(password: str, kept: str | None) -> bool:
    """Whether a password is the one of which ``kept`` was kept; as slow when nothing was."""
    _, n, r, p, salt, known = (kept or _NONE).split("$")
    found = _scrypt(password, b64decode(salt), int(n), int(r), int(p))
    return compare_digest(found, b64decode(known)) and kept is not None


_NONE: Final = "$".join(("scrypt", *map(str, _COST), "AAAAAAAAAAAAAAAAAAAAAA==", "AAAA"))


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    given = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(given, salt=salt, n=n, r=r, p=p, maxmem=_MEMORY, dklen=32)


def read_users(path: Path) -> dict[str, str]:
    """The names in a file, each with what is kept of the password.

    Raises:
        UsageError: if it cannot be read, or a line is none of ours.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        raise UsageError(f"{path}: cannot be read; `dragoman users add NAME --users {path}` makes one") from None
    users = dict(line.rpartition(":")[::2] for line in lines if line.strip() and not line.startswith("#"))
    broken = sorted(name for name, kept in users.items() if not name or not _is_ours(kept))
    if broken:
        raise UsageError(f"{path}: the line of {broken[0]!r} is none that `dragoman users add` wrote")
    return users


def _is_ours(kept: str) -> bool:
    try:
        scheme, n, r, p, salt, known = kept.split("$")
        sound = len(b64decode(salt, validate=True)) >= 16 and len(b64decode(known, validate=True)) == 32
        return scheme == "scrypt" and sound and 128 * int(n) * int(r) < _MEMORY and 0 < int(p) <= 16
    except ValueError:
        return False


def add_user(path: Path, name: str, password: str) -> None:
    """Write a name with its password into a file, or give a name there a new one; makes the file when there is none.

    Raises:
        UsageError: if the name or the password cannot be one, or the file is none of ours.
    """
    if not name.isprintable() or not 0 < len(name.strip()) == len(name) <= _NAME or set(name) & set(":#"):
        raise UsageError(f"{name!r} is no name; give up to {_NAME} letters, digits, spaces, dots or @")
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST} to {LONGEST} characters")
    _write(path, (read_users(path) if path.exists() else {}) | {name: hashed(password)})


def remove_user(path: Path, name: str) -> None:
    """Take a name out of a file.

    Raises:
        UsageError: if it is not there.
    """
    users = read_users(path)
    if name not in users:
        raise UsageError(f"{path}: has no {name!r}")
    _write(path, {known: kept for known, kept in users.items() if known != name})


def _write(path: Path, users: Mapping[str, str]) -> None:
    """Put the file there whole, readable by nobody but its owner."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.writelines(f"{name}:{kept}\n" for name, kept in sorted(users.items()))
    part.rename(path)
