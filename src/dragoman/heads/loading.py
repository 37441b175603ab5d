"""The shipped weights, checked against their hashes before anything is read from them."""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from dragoman.errors import ModelError
from dragoman.heads.calibration import Calibration
from dragoman.heads.layers import Array

MANIFEST = "manifest.json"
ENCODER, WEIGHTS, TOKENIZER, CALIBRATION = "encoder.onnx", "heads.npz", "tokenizer.json", "calibration.json"


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that the heads are made of."""

    session: Any
    weights: Mapping[str, Array]
    tokenizer: Tokenizer
    calibration: Calibration


def load_parts(path: Path | None = None, *, threads: int = 1) -> Parts:
    """The parts in folder ``path``, or those that ship with the package.

    Raises:
        ModelError: if a file is missing, or is not the one that the manifest names.
    """
    folder = path if path is not None else files("dragoman") / "data" / "heads"
    manifest = _json(_read(folder, MANIFEST), MANIFEST)
    blobs = {name: _checked(folder, name, digest) for name, digest in manifest["files"].items()}
    missing = {ENCODER, WEIGHTS, TOKENIZER, CALIBRATION} - blobs.keys()
    if missing:
        raise ModelError(f"the heads' manifest in {folder} names no {sorted(missing)[0]}; reinstall dragoman")
    calibration = _json(blobs[CALIBRATION], CALIBRATION)
    return Parts(
        _session(blobs[ENCODER], threads),
        _matrices(blobs[WEIGHTS]),
        _tokenizer(blobs[TOKENIZER]),
        Calibration({k: (a, b) for k, (a, b) in calibration["scale"].items()}, calibration["thresholds"]),
    )


def _read(folder: Traversable, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise ModelError(f"the heads' file {name} is missing in {folder}; reinstall dragoman") from error


def _checked(folder: Traversable, name: str, digest: str) -> bytes:
    blob = _read(folder, name)
    if hashlib.sha256(blob).hexdigest() != digest:
        raise ModelError(f"the heads' file {name} in {folder} was altered (its hash differs); reinstall dragoman")
    return blob


def _json(blob: bytes, name: str) -> Any:
    try:
        return json.loads(blob)
    except ValueError as error:
        raise ModelError(f"the heads' file {name} is no JSON; reinstall dragoman") from error


def _session(blob: bytes, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # onnxruntime 1.32 takes ten times as long for the fused form of adding and normalising as for the two in turn
    return onnxruntime.InferenceSession(
        blob, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def _matrices(blob: bytes) -> dict[str, Array]:
    with np.load(io.BytesIO(blob), allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def _tokenizer(blob: bytes) -> Tokenizer:
    tokenizer = Tokenizer.from_buffer(blob)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
