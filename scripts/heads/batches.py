"""Samples as tensors: batches of windows of like length with the targets of every head."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import torch
from scripts.heads.alignment import NULL
from scripts.heads.network import Places
from scripts.heads.samples import Sample
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.heads.encoding import WINDOW_PIECES, Encoded, Place, Window, encode, windows
from dragoman.heads.labels import (
    AUX,
    MENTION_CLASSES,
    MENTION_LABELS,
    NONE,
    PAIR_CLASSES,
    RELEVANCE,
    SENTENCE_LABELS,
)
from dragoman.heads.layers import sight

LEFT_OUT = 0.2
"""Share of the sentences without a label that an epoch leaves out."""


@dataclass(slots=True)
class Bags:
    """Targets of one head: each bag's classes hold of at least one member.

    Attributes:
        member: rows of the head's logits.
        bag: for each member the number of its bag.
        target: (bags, classes) a distribution over classes, or 0 and 1 for a yes-or-no label.
    """

    member: Tensor
    bag: Tensor
    target: Tensor


@dataclass(slots=True)
class Batch:
    """Sentences with their places and targets."""

    samples: list[Sample]
    ids: Tensor
    mask: Tensor
    places: Places
    sentence: Tensor
    relevance: Tensor
    heads: dict[str, Bags]
    mention_rows: list[list[int | None]]


@dataclass(frozen=True, slots=True)
class Cut:
    """A window with the samples of its sentences."""

    window: Window
    samples: list[Sample]


def encoded(tokenizer: Tokenizer, samples: Sequence[Sample]) -> list[Encoded]:
    """The word pieces of every sample."""
    return encode(tokenizer, (sample.item for sample in samples))


def cut(tokenizer: Tokenizer, samples: Sequence[Sample], pieces: Sequence[Encoded]) -> list[Cut]:
    """The windows in which the samples are read."""
    following = iter(samples)
    return [Cut(w, [next(following) for _ in w.places]) for w in windows(tokenizer, pieces)]


def varied(tokenizer: Tokenizer, samples: Sequence[Sample], pieces: Sequence[Encoded], seed: int) -> list[Cut]:
    """The same cut otherwise at each ``seed``, with some sentences that bear nothing left out.

    So no sentence always has the same company, as when sentences are not asked of.
    """
    shuffler = random.Random(seed)
    kept = [n for n, s in enumerate(samples) if s.labels.sentence or shuffler.random() >= LEFT_OUT]
    out = []
    for _, numbers in groupby(kept, key=lambda n: samples[n].article):
        here = list(numbers)
        most = shuffler.randint(WINDOW_PIECES // 2, WINDOW_PIECES)
        following = iter(here)
        for w in windows(tokenizer, [pieces[n] for n in here], most=most):
            out.append(Cut(w, [samples[next(following)] for _ in w.places]))
    return out


def batches(cuts: Sequence[Cut], *, budget: int, seed: int | None) -> Iterator[Batch]:
    """Batches of at most ``budget`` pieces, padding included; shuffled when a ``seed`` is given."""
    shuffler = random.Random(seed)
    order = list(range(len(cuts)))
    noise = {n: shuffler.uniform(-8, 8) if seed is not None else 0.0 for n in order}
    order.sort(key=lambda n: len(cuts[n].window.ids) + noise[n])
    groups: list[list[int]] = [[]]
    longest = 0
    for n in order:
        longest = max(longest, len(cuts[n].window.ids))
        if groups[-1] and longest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            longest = len(cuts[n].window.ids)
        groups[-1].append(n)
    if seed is not None:
        shuffler.shuffle(groups)
    for group in groups:
        yield collate([cuts[n] for n in group])


def collate(cuts: Sequence[Cut]) -> Batch:
    """One batch."""
    samples = [sample for one in cuts for sample in one.samples]
    ids, mask = padded([one.window for one in cuts])
    text = [(row, p.start, p.start + 1, p.end) for row, one in enumerate(cuts) for p in one.window.places]
    mention_rows, mention = _mentions([place for one in cuts for place in one.window.places])
    pair, pair_rows = _pairs(mention_rows)
    places = Places(
        torch.tensor(text),
        torch.tensor(mention, dtype=torch.long).view(-1, 4),
        torch.tensor(pair, dtype=torch.long).view(-1, 3),
    )
    sentence = torch.tensor([[float(name in s.labels.sentence) for name in SENTENCE_LABELS] for s in samples])
    relevance = torch.tensor([RELEVANCE.index(s.relevance) for s in samples])
    return Batch(
        samples, ids, mask, places, sentence, relevance, _targets(samples, mention_rows, pair_rows), mention_rows
    )


def padded(found: Sequence[Window]) -> tuple[Tensor, Tensor]:
    """Ids of windows of unlike length, and which pieces see which."""
    length = max(len(window.ids) for window in found)
    ids, mask = torch.zeros(len(found), length, dtype=torch.long), torch.zeros(len(found), length, length)
    for row, window in enumerate(found):
        size = len(window.ids)
        ids[row, :size] = torch.tensor(window.ids)
        mask[row, :size, :size] = torch.from_numpy(sight(window.parts))
    return ids, mask


def _mentions(places: list[Place]) -> tuple[list[list[int | None]], list[tuple[int, int, int, int]]]:
    rows: list[list[int | None]] = []
    flat: list[tuple[int, int, int, int]] = []
    for sentence, place in enumerate(places):
        rows.append([])
        for at in place.mentions:
            rows[-1].append(None if at is None else len(flat))
            if at is not None:
                flat.append((sentence, *at))
    return rows, flat


def _pairs(mention_rows: list[list[int | None]]) -> tuple[list[tuple[int, int, int]], list[dict[tuple[int, int], int]]]:
    """All ordered pairs within a sentence, and those with nobody on one side; for each sentence their rows."""
    flat: list[tuple[int, int, int]] = []
    rows: list[dict[tuple[int, int], int]] = []
    for sentence, mentions in enumerate(mention_rows):
        rows.append({})
        there = [(NULL, -1), *((n, row) for n, row in enumerate(mentions) if row is not None)]
        for i, left in there:
            for j, right in there:
                if i != j:
                    rows[-1][i, j] = len(flat)
                    flat.append((sentence, left, right))
    return flat, rows


class _Collector:
    """Gathers the bags of one head over a batch."""

    def __init__(self, classes: Sequence[str], *, soft: bool = True) -> None:
        self.classes, self.soft = classes, soft
        self.member: list[int] = []
        self.bag: list[int] = []
        self.target: list[list[float]] = []

    def add(self, rows: Sequence[int], held: set[str]) -> None:
        if rows:
            self.member.extend(rows)
            self.bag.extend([len(self.target)] * len(rows))
            share = 1 / len(held) if self.soft and held else 1.0
            self.target.append([share * (name in held) for name in self.classes])

    def done(self) -> Bags:
        target = torch.tensor(self.target).view(-1, len(self.classes))
        return Bags(torch.tensor(self.member, dtype=torch.long), torch.tensor(self.bag, dtype=torch.long), target)


def _targets(
    samples: list[Sample], mention_rows: list[list[int | None]], pair_rows: list[dict[tuple[int, int], int]]
) -> dict[str, Bags]:
    out = {}
    for name, classes in MENTION_CLASSES.items():
        out[name] = _mention_bags(name, samples, mention_rows, _Collector(classes), {NONE} if NONE in classes else None)
    for name in MENTION_LABELS:
        out[name] = _mention_bags(name, samples, mention_rows, _Collector([name], soft=False), set())
    plover, aux = _Collector(PAIR_CLASSES["plover"]), _Collector(AUX)
    for sample, rows in zip(samples, pair_rows, strict=True):
        taken = set(sample.labels.unsure_pairs)
        for bag, codes in sample.labels.pairs.items():
            taken |= bag
            here = [rows[pair] for pair in sorted(bag) if pair in rows]
            plover.add(here, {code for code, _ in codes})
            aux.add(here, {mode for _, mode in codes})
        for pair, row in rows.items():
            if pair not in taken:
                plover.add([row], {NONE})
    return {**out, "plover": plover.done(), "aux": aux.done()}


def _mention_bags(
    head: str,
    samples: list[Sample],
    mention_rows: list[list[int | None]],
    collector: _Collector,
    otherwise: set[str] | None,
) -> Bags:
    for sample, rows in zip(samples, mention_rows, strict=True):
        taken = {m for name, m in sample.labels.unsure if name == head}
        for (name, bag), held in sample.labels.bags.items():
            if name == head:
                taken |= bag
                collector.add([r for m in sorted(bag) if (r := rows[m]) is not None], held)
        if otherwise is not None:
            for m, row in enumerate(rows):
                if m not in taken and row is not None:
                    collector.add([row], otherwise)
    return collector.done()
