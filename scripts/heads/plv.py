"""PLV by fine-tuning: encoder and pair head trained on four fifths of the pairs, judged on the last, five times.

``dragoman evaluate plover`` does without torch; this shows what fine-tuning the encoder itself would reach.
"""

import argparse
import random
import time
from collections.abc import Sequence

import numpy as np
import torch
from scripts.heads.network import WIDTH, Encoder, HeadNetwork, Places
from tokenizers import Tokenizer
from torch import Tensor, nn

from dragoman.evaluate.plover import macro_f1
from dragoman.evaluate.plover_folds import Pair, folds_of, head_input
from dragoman.heads.encoding import Encoded, encode

EPOCHS, BATCH, RATE = 8, 16, 1.5e-4


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


def collate(pieces: Sequence[Encoded]) -> tuple[Tensor, Tensor, Places]:
    """Tensors of sentences with two marked mentions each."""
    length = max(len(p.ids) for p in pieces)
    ids = torch.zeros(len(pieces), length, dtype=torch.long)
    mask = torch.zeros(len(pieces), length)
    mention, pair = [], []
    for row, piece in enumerate(pieces):
        ids[row, : len(piece.ids)] = torch.tensor(piece.ids)
        mask[row, : len(piece.ids)] = 1
        for place in piece.mentions:
            mention.append((row, *(place or (piece.text[0], piece.text[0], piece.text[1]))))
        pair.append((row, 2 * row, 2 * row + 1))
    return ids, mask, Places(torch.tensor([p.text for p in pieces]), torch.tensor(mention), torch.tensor(pair))


def cross_validate(
    start: tuple[dict[str, Tensor], dict[str, Tensor]],
    pairs: Sequence[Pair],
    tokenizer: Tokenizer,
    options: argparse.Namespace,
) -> float:
    """Macro F1 over five folds, each fine-tuned from ``start``."""
    classes = sorted({pair.root for pair in pairs})
    pieces = [encode(tokenizer, head_input(pair)) for pair in pairs]
    truth = [classes.index(pair.root) for pair in pairs]
    said = np.zeros(len(pairs), int)
    fold = folds_of([pair.root for pair in pairs], 5)
    for held in range(5):
        started = time.monotonic()
        inside = [n for n in range(len(pairs)) if fold[n] == held]
        outside = [n for n in range(len(pairs)) if fold[n] != held]
        model = tuned(start, pieces, truth, outside, len(classes), options)
        with torch.inference_mode():
            for at in range(0, len(inside), 64):
                batch = inside[at : at + 64]
                said[batch] = model(*collate([pieces[n] for n in batch])).argmax(1).numpy()
        print(
            f"fold {held}: {np.mean(said[inside] == np.array(truth)[inside]):.3f}, {time.monotonic() - started:.0f} s",
            flush=True,
        )
    return macro_f1([pair.root for pair in pairs], [classes[n] for n in said])


def tuned(
    start: tuple[dict[str, Tensor], dict[str, Tensor]], pieces: Sequence[Encoded], truth: Sequence[int],
    numbers: Sequence[int], classes: int, options: argparse.Namespace,
) -> PairClassifier:  # fmt: skip
    """A classifier fine-tuned on the pairs that ``numbers`` name."""
    torch.manual_seed(7)
    shuffler = random.Random(7)
    encoder, heads = Encoder(), HeadNetwork()
    encoder.load_state_dict(start[0])
    heads.load_state_dict(start[1])
    encoder.freeze(2)
    model = PairClassifier(encoder, heads, classes)
    count = torch.bincount(torch.tensor([truth[n] for n in numbers]), minlength=classes).float().clamp(min=1)
    weight = (count.mean() / count) ** 0.5
    optimizer = torch.optim.AdamW(
        [{"params": [p for p in encoder.parameters() if p.requires_grad], "lr": options.rate},
         {"params": [*heads.parameters(), *model.out.parameters()], "lr": 1e-3}], weight_decay=0.01,
    )  # fmt: skip
    steps = options.epochs * -(-len(numbers) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (steps / 10), (steps - step) / steps)
    )
    model.train()
    for _ in range(options.epochs):
        order = list(numbers)
        shuffler.shuffle(order)
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            logits = model(*collate([pieces[n] for n in batch]))
            loss = nn.functional.cross_entropy(
                logits, torch.tensor([truth[n] for n in batch]), weight=weight, label_smoothing=0.05
            )
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step(), optimizer.zero_grad(), schedule.step()
    model.eval()
    return model
