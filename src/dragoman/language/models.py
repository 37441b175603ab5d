"""The spaCy pipeline by name, checked against its pinned hash: the one place that loads language models."""

import hashlib
import importlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypedDict

import spacy
import yaml
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from thinc.api import Model, NumpyOps

from dragoman.errors import ModelError
from dragoman.language.ruler import quickened

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
    """The pipeline without components that nobody reads, and the others set up to run fast on a processor."""
    for name in nlp.pipe_names:
        if name not in USED_PIPES:
            nlp.disable_pipe(name)
    # numpy's BLAS multiplies about three times as fast as the one that thinc brings along; the annotations are the same
    plain = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, AttributeRuler):
            quickened(pipe, nlp.vocab)
        for node in _nodes(pipe):
            node.ops = plain
    return nlp


def _nodes(pipe: object) -> Iterable[Model[Any, Any]]:
    """The parts of a component's network, where it has one that runs on the processor."""
    model = getattr(pipe, "model", None)
    return (node for node in model.walk() if isinstance(node.ops, NumpyOps)) if isinstance(model, Model) else ()


def digest(folder: Path) -> str:
    """SHA-256 over the relative names and contents of all files below ``folder``, in name order."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(path.read_bytes())
    return total.hexdigest()
