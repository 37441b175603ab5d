"""What the pages tell to install, looked up in pyproject.toml."""

import re
import tomllib

from tests.docs.place import ROOT

_EXTRA = re.compile(r"dragoman(?:\[([\w,-]+)\])?")


def pip(arguments: list[str]) -> str | int:
    """0 when each package is Dragoman with extras that it has, else what is wrong."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    if arguments[:1] != ["install"]:
        return f"pip {arguments}: not known here"
    for package in arguments[1:]:
        named = _EXTRA.fullmatch(package)
        unknown = set(named.group(1).split(",")) - set(extras) if named and named.group(1) else set()
        if named is None or unknown:
            return f"pip install {package}: no such extra"
    return 0
