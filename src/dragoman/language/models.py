"""The spaCy pipeline by name, checked against its pinned hash: the one place that loads language models."""

import hashlib
import importlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

import spacy
import yaml
from spacy.language import Language

from dragoman.errors import ModelError

USED_PIPES = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner")


class Pin(TypedDict):
    """Where a pinned pipeline lies inside its package, and the SHA-256 of its files."""

    package: str
    folder: str
    sha256: str


@cache
def pins() -> dict[str, Pin]:
    """The pinned pipelines by name, from ``data/models.yml``."""
    text = files("dragoman").joinpath("data/models.yml").read_text(encoding="utf-8")
    loaded: dict[str, Pin] = yaml.safe_load(text)
    return loaded


def load_pipeline(name: str) -> Language:
    """The spaCy pipeline ``name`` with only the components that are read.

    Raises:
        ModelError: if it is not installed, or is pinned and its files are not the pinned ones.
    """
    pin = pins().get(name)
    return _load_pinned(name, pin) if pin else _load_installed(name)


def _load_installed(name: str) -> Language:
    try:
        nlp = spacy.load(name)
    except OSError as problem:
        known = ", ".join(sorted(pins()))
        raise ModelError(
            f"language model {name!r} is not installed; install it, or set language_model to one of: {known}"
        ) from problem
    return _trimmed(nlp)


def _load_pinned(name: str, pin: Pin) -> Language:
    folder = _folder_of(name, pin)
    found = digest(folder)
    if found != pin["sha256"]:
        raise ModelError(
            f"language model {name!r} in {folder} is not the file it should be "
            f"(sha256 {found[:12]}…, expected {pin['sha256'][:12]}…); reinstall it with `make setup`"
        )
    return _trimmed(spacy.load(folder))


def _folder_of(name: str, pin: Pin) -> Path:
    try:
        package = importlib.import_module(pin["package"])
    except ImportError as problem:
        raise ModelError(f"language model {name!r} is not installed; run `make setup`") from problem
    return Path(str(package.__file__)).parent / pin["folder"]


def _trimmed(nlp: Language) -> Language:
    for pipe in nlp.pipe_names:
        if pipe not in USED_PIPES:
            nlp.disable_pipe(pipe)
    return nlp


def digest(folder: Path) -> str:
    """SHA-256 over the relative names and contents of all files below ``folder``, in name order."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(path.read_bytes())
    return total.hexdigest()
