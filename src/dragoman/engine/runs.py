"""The run that an installed Dragoman makes: named by all that determines the rows."""

from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import as_file, files
from pathlib import Path

from dragoman import __version__
from dragoman.config import Config
from dragoman.language.models import digest, pins
from dragoman.ledger.rows import Run

_READING = ("actors", "codes", "extract", "gate", "heads", "language", "model", "read", "rules")
_DATA = ("actors", "attribution", "codes", "extract", "factuality", "gate", "heads", "language", "read", "timex")


def current_run(config: Config, started_at: datetime) -> Run:
    """The run of this version with its code, rules, data and models, under these settings.

    Args:
        config: the settings.
        started_at: when the ledger first sees it, should it be new there.
    """
    settings = asdict(config)
    named = {name: value for name, value in settings.items() if value != asdict(Config())[name]}
    parts = [__version__, _shipped(), _model(config.language_model), _layer(config.actors_layer), str(settings)]
    words = ", ".join(f"{name} = {value}" for name, value in named.items()) or "default settings"
    total = sha256("\0".join(parts).encode())
    return Run(id=total.hexdigest()[:16], label=f"dragoman {__version__}, {words}", started_at=started_at)


def _shipped() -> str:
    """A digest of the shipped code, rules, data and weights that rows are made with."""
    with as_file(files("dragoman")) as root:
        folders = [root / name for name in _READING] + [root / "data" / name for name in _DATA]
        return " ".join(digest(folder) for folder in folders)


def _model(name: str) -> str:
    """What tells one language model from another of its name: its pinned hash, its version, its files."""
    if name in pins():
        return pins()[name]["sha256"]
    if Path(name).is_dir():
        return digest(Path(name))
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def _layer(path: str | None) -> str:
    if path is None:
        return ""
    layer = Path(path)
    if layer.is_dir():
        return digest(layer)
    return sha256(layer.read_bytes()).hexdigest() if layer.is_file() else ""
