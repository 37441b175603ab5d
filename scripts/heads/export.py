"""Trained weights as the files that ``dragoman.heads`` reads: int8 encoder, half-precision heads, hashes."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from scripts.heads.network import Encoder, HeadNetwork

from dragoman.heads.loading import CALIBRATION, ENCODER, MANIFEST, TOKENIZER, WEIGHTS


def export_encoder(folder: Path, encoder: Encoder) -> None:
    """Writes the encoder as int8 ONNX: weights per channel, seven bits, so that no 16-bit sum overflows on old CPUs."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder.eval()
    with tempfile.TemporaryDirectory() as scratch:
        plain, shaped = Path(scratch) / "plain.onnx", Path(scratch) / "shaped.onnx"
        write_onnx(encoder, plain)
        quant_pre_process(str(plain), str(shaped), skip_symbolic_shape=True)
        quantize_dynamic(
            str(shaped), str(folder / ENCODER), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )


def export_heads(
    folder: Path,
    heads: HeadNetwork,
    *,
    tokenizer: Path,
    calibration: Mapping[str, Any],
    article: Mapping[str, Any],
    about: Mapping[str, Any],
) -> None:
    """Writes heads, tokenizer, calibration and the manifest beside an encoder that is there already.

    Args:
        folder: where to; files of the same names are replaced.
        heads: the trained heads.
        tokenizer: the ``tokenizer.json`` that the encoder was trained with.
        calibration: ``scale`` and ``thresholds`` by label.
        article: ``weight`` and ``bias`` of the article's relevance.
        about: what the manifest says of the training (data, folds, seed).
    """
    weights = {name: value.detach().numpy().astype(np.float16) for name, value in heads.state_dict().items()}
    weights.update({f"article.{name}": np.asarray(value, np.float16) for name, value in article.items()})
    np.savez_compressed(folder / WEIGHTS, **weights)
    shutil.copyfile(tokenizer, folder / TOKENIZER)
    (folder / CALIBRATION).write_text(json.dumps(calibration, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    names = (ENCODER, WEIGHTS, TOKENIZER, CALIBRATION)
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    manifest = {"files": hashes, **about}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def write_onnx(encoder: Encoder, path: Path) -> None:
    """The encoder as an fp32 ONNX graph: ``ids`` (batch, pieces) and ``mask`` (batch, pieces, pieces) to ``states``."""
    ids = torch.randint(5, 1000, (2, 9))
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        encoder,
        (ids, torch.ones(2, 9, 9, dtype=torch.long)),
        str(path),
        input_names=["ids", "mask"],
        output_names=["states"],
        dynamic_axes={"ids": axes, "mask": {**axes, 2: "seen"}, "states": axes},
        opset_version=17,
        dynamo=False,
    )
