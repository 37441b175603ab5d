"""PLV by fine-tuning: encoder and pair head trained on four fifths of the pairs, judged on the last, five times.

``dragoman evaluate plover`` does without torch; this shows what fine-tuning the encoder itself would reach.
"""

import copy
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from scripts.heads.batches import padded
from scripts.heads.network import WIDTH, Encoder, HeadNetwork, Places
from tokenizers import Tokenizer
from torch import Tensor, nn

from dragoman.evaluate.plover import macro_f1
from dragoman.evaluate.plover_folds import FOLDS, folds_of, head_input, read_pairs
from dragoman.heads.encoding import Window, encode, windows

EPOCHS, BATCH, RATE, HEAD_RATE, SEED = 8, 16, 1.5e-4, 1e-3, 7


class PairClassifier(nn.Module):  # type: ignore[misc]
    """Encoder and pair representation with a fresh output layer."""

    def __init__(self, encoder: Encoder, heads: HeadNetwork, classes: int) -> None:
        super().__init__()
        self.encoder, self.heads = encoder, heads
        self.out = nn.Linear(256 + 2 * WIDTH, classes)
        self.dropout = nn.Dropout(0.2)

    def forward(self, ids: Tensor, mask: Tensor, places: Places) -> Tensor:
        """Logits of each sentence's first mention towards its second."""
        with torch.autocast("cpu", torch.bfloat16):
            states = self.encoder(ids, mask).float()
        pair, summary = self.heads.pair_hidden(states, places)
        logits: Tensor = self.out(self.dropout(torch.cat([pair, summary], 1)))
        return logits


def collate(found: Sequence[Window]) -> tuple[Tensor, Tensor, Places]:
    """Tensors of sentences with two marked mentions each."""
    ids, mask = padded(found)
    text: list[tuple[int, ...]] = []
    mention: list[tuple[int, ...]] = []
    pair: list[tuple[int, ...]] = []
    for row, window in enumerate(found):
        (place,) = window.places
        words = (place.start, place.start + 1, place.end)
        text.append((row, *words))
        mention.extend((row, *(at or words)) for at in place.mentions)
        pair.append((row, 2 * row, 2 * row + 1))
    return ids, mask, Places(torch.tensor(text), torch.tensor(mention), torch.tensor(pair))


def cross_validate(start: tuple[Encoder, HeadNetwork], path: Path, tokenizer: Tokenizer) -> float:
    """Macro F1 over five folds, each fine-tuned from ``start``."""
    pairs = read_pairs(path)
    roots = [pair.root for pair in pairs]
    classes = sorted(set(roots))
    truth = [classes.index(root) for root in roots]
    pieces = list(windows(tokenizer, encode(tokenizer, map(head_input, pairs))))
    said = np.zeros(len(pairs), int)
    fold = np.array(folds_of(roots, FOLDS))
    for held in range(FOLDS):
        inside = np.flatnonzero(fold == held).tolist()
        model = tuned(start, pieces, truth, np.flatnonzero(fold != held).tolist())
        with torch.inference_mode():
            for at in range(0, len(inside), 64):
                batch = inside[at : at + 64]
                said[batch] = model(*collate([pieces[n] for n in batch])).argmax(1).numpy()
        print(f"fold {held}: {np.mean(said[inside] == np.array(truth)[inside]):.3f} right", flush=True)
    score = macro_f1(roots, [classes[n] for n in said])
    print(f"macro F1 {score:.4f}, accuracy {np.mean(said == truth):.4f}")
    return score


def tuned(
    start: tuple[Encoder, HeadNetwork], pieces: Sequence[Window], truth: Sequence[int], numbers: Sequence[int]
) -> PairClassifier:
    """A classifier fine-tuned on the pairs that ``numbers`` name."""
    torch.manual_seed(SEED)
    shuffler = random.Random(SEED)
    classes = max(truth) + 1
    model = PairClassifier(copy.deepcopy(start[0]), copy.deepcopy(start[1]), classes)
    model.encoder.freeze(2)
    loss = nn.CrossEntropyLoss(weight=_class_weights([truth[n] for n in numbers], classes), label_smoothing=0.05)
    optimizer = _optimizer(model)
    steps = EPOCHS * -(-len(numbers) // BATCH)
    rates = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / (steps / 10), (steps - n) / steps))
    model.train()
    for _ in range(EPOCHS):
        order = list(numbers)
        shuffler.shuffle(order)
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            loss(model(*collate([pieces[n] for n in batch])), torch.tensor([truth[n] for n in batch])).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            rates.step()
    model.eval()
    return model


def _class_weights(truth: Sequence[int], classes: int) -> Tensor:
    """Rarer classes weigh more, by the square root of their rarity."""
    count = torch.bincount(torch.tensor(truth), minlength=classes).float().clamp(min=1)
    return (count.mean() / count).sqrt()


def _optimizer(model: PairClassifier) -> torch.optim.Optimizer:
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    rest = [*model.heads.parameters(), *model.out.parameters()]
    return torch.optim.AdamW([{"params": encoder, "lr": RATE}, {"params": rest, "lr": HEAD_RATE}], weight_decay=0.01)
