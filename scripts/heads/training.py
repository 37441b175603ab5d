"""Fitting the network: multi-task loss with bags, one pass over the data per epoch, fixed seeds."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from scripts.heads.batches import Bags, Batch, batches, encoded, varied
from scripts.heads.network import Encoder, HeadNetwork, Logits
from scripts.heads.samples import Sample
from tokenizers import Tokenizer
from torch import Tensor, nn

from dragoman.heads.labels import MENTION_LABELS


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to train.

    Attributes:
        epochs: passes over all data.
        closing: passes over the gold alone after them.
        frozen: lowest layers of the encoder that stay as they are, with the embeddings.
        budget: word pieces in a batch, padding included.
        encoder_rate: highest learning rate of the encoder's uppermost layer.
        decay: factor on the rate from each layer to the one below.
        head_rate: highest learning rate of the heads.
        positive: how much more a positive bag weighs than a negative one.
        spread: share of a bag's mean loss beside its lowest one.
        seed: of the order of the batches and of dropout.
    """

    epochs: int = 3
    closing: int = 1
    frozen: int = 2
    budget: int = 1024
    encoder_rate: float = 3e-4
    decay: float = 0.9
    head_rate: float = 1e-3
    positive: float = 2.0
    spread: float = 0.3
    seed: int = 20261125


def fit(
    encoder: Encoder, heads: HeadNetwork, tokenizer: Tokenizer, gold: Sequence[Sample], more: Sequence[Sample],
    settings: Settings,
) -> None:  # fmt: skip
    """Trains ``encoder`` and ``heads`` in place, on gold and more together, then on gold alone, whose habits count."""
    torch.manual_seed(settings.seed)
    encoder.freeze(settings.frozen)
    epochs = list(_epochs(tokenizer, [*gold, *more], settings.epochs, settings.seed, settings.budget))
    epochs += _epochs(tokenizer, gold, settings.closing, settings.seed + settings.epochs, settings.budget)
    optimizer = torch.optim.AdamW(_parameter_groups(encoder, heads, settings), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, sum(map(len, epochs))))
    encoder.train(), heads.train()
    for epoch, found in enumerate(epochs):
        started, total, count = time.monotonic(), 0.0, 0
        for batch in found:
            loss = _loss(forward(encoder, heads, batch), batch, settings)
            loss.backward()
            nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], 1.0)
            optimizer.step(), optimizer.zero_grad(), schedule.step()
            total, count = total + float(loss.detach()), count + 1
        print(f"epoch {epoch + 1}: loss {total / count:.3f}, {time.monotonic() - started:.0f} s", flush=True)


def _epochs(
    tokenizer: Tokenizer, samples: Sequence[Sample], count: int, seed: int, budget: int
) -> Iterator[list[Batch]]:
    pieces = encoded(tokenizer, samples)
    for number in range(seed, seed + count):
        yield list(batches(varied(tokenizer, samples, pieces, number), budget=budget, seed=number))


def forward(encoder: Encoder, heads: HeadNetwork, batch: Batch) -> Logits:
    """The logits of a batch; the encoder runs in bfloat16, which this CPU multiplies faster."""
    with torch.autocast("cpu", torch.bfloat16):
        states = encoder(batch.ids, batch.mask)
    out: Logits = heads(states.float(), batch.places)
    return out


def _parameter_groups(encoder: Encoder, heads: HeadNetwork, settings: Settings) -> list[dict[str, object]]:
    groups: list[dict[str, object]] = [{"params": list(heads.parameters()), "lr": settings.head_rate}]
    rate = settings.encoder_rate
    for layer in list(encoder.layers)[: settings.frozen - 1 if settings.frozen else None : -1]:
        groups.append({"params": list(layer.parameters()), "lr": rate})
        rate *= settings.decay
    return groups


def _rate(step: int, steps: int) -> float:
    warm = max(1, steps // 12)
    return min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))


def _loss(logits: Logits, batch: Batch, settings: Settings) -> Tensor:
    count = len(batch.samples)
    sentence = nn.functional.binary_cross_entropy_with_logits(logits.sentence, batch.sentence, reduction="none")
    weight = 1 + (settings.positive - 1) * batch.sentence
    total = 0.5 * (sentence * weight).sum() / count
    total = total + 0.3 * nn.functional.cross_entropy(logits.relevance, batch.relevance)
    for name, bags in batch.heads.items():
        if len(bags.target):
            total = total + _bag_loss(head_logits(logits, name), bags, settings) / count
    return total


def head_logits(logits: Logits, name: str) -> Tensor:
    """The logits of the head ``name``, one row for each mention or pair; a yes-or-no label has one column."""
    if name in logits.pair:
        return logits.pair[name]
    if name in MENTION_LABELS:
        column = MENTION_LABELS.index(name)
        return logits.mention["labels"][:, column : column + 1]
    return logits.mention[name]


def _bag_loss(logits: Tensor, bags: Bags, settings: Settings) -> Tensor:
    """The sum over bags of the lowest loss of a member, mixed with the mean so that early choices are not final."""
    target = bags.target[bags.bag]
    chosen = logits[bags.member]
    if target.shape[1] == 1:
        loss = nn.functional.binary_cross_entropy_with_logits(chosen, target, reduction="none").squeeze(1)
        positive = bags.target[:, 0] > 0
    else:
        loss = nn.functional.cross_entropy(chosen, target, reduction="none")
        positive = bags.target[:, 0] == 0
    count = len(bags.target)
    best = torch.full((count,), torch.inf).scatter_reduce(0, bags.bag, loss, "amin")
    size = torch.zeros(count).index_add(0, bags.bag, torch.ones_like(loss))
    mean = torch.zeros(count).index_add(0, bags.bag, loss) / size
    mixed = (1 - settings.spread) * best + settings.spread * mean
    return (mixed * (1 + (settings.positive - 1) * positive.float())).sum()
