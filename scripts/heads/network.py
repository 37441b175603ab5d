"""MiniLM with Dragoman's heads, in torch: what is trained and then exported for ``dragoman.heads``."""

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from dragoman.heads.labels import MENTION_CLASSES, MENTION_LABELS, NONE, PAIR_CLASSES, RELEVANCE, SENTENCE_LABELS

WIDTH = 384
HIDDEN = 256
_LAYERS, _ATTENTION_HEADS, _INNER = 6, 12, 1536


class Layer(nn.Module):  # type: ignore[misc]  # torch is not in the project's venv
    """One post-norm transformer layer as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.widen, self.narrow = nn.Linear(WIDTH, _INNER), nn.Linear(_INNER, WIDTH)
        self.attention_norm, self.norm = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """The layer's output; ``bias`` is added to the attention scores (0 where a piece is seen, else very low)."""
        batch, length, _ = x.shape
        q, k, v = (
            part(x).view(batch, length, _ATTENTION_HEADS, -1).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(-1, -2) * (WIDTH // _ATTENTION_HEADS) ** -0.5 + bias.to(q.dtype)
        seen = (scores.float().softmax(-1).to(q.dtype) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attention_norm(x + self.output(seen))
        return self.norm(x + self.narrow(nn.functional.gelu(self.widen(x))))


class Encoder(nn.Module):  # type: ignore[misc]
    """Word-piece ids to one vector per piece."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(_LAYERS))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Vectors (batch, length, width) of ``ids``.

        ``mask`` (batch, length, length) is 1 where a piece (second axis) sees another (third).
        """
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.kind
        x = self.norm(x)
        bias = (mask[:, None].to(x.dtype) - 1.0) * 10_000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def freeze(self, layers: int) -> None:
        """Keeps embeddings and the lowest ``layers`` as they are: they cost a third of the time and learn little."""
        for part in (self.words, self.positions, self.norm, *self.layers[:layers]):
            part.requires_grad_(False)
        self.kind.requires_grad_(False)


def pretrained(folder: Path) -> Encoder:
    """The encoder with the weights of all-MiniLM-L6-v2 (``model.safetensors`` in ``folder``)."""
    weights = load_file(folder / "model.safetensors")
    encoder = Encoder()
    encoder.load_state_dict(_renamed(weights))
    return encoder


def _renamed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "output": "attention.output.dense", "attention_norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense", "narrow": "output.dense", "norm": "output.LayerNorm",
    }  # fmt: skip
    for layer in range(_LAYERS):
        for ours, theirs in parts.items():
            for end in ("weight", "bias"):
                names[f"layers.{layer}.{ours}.{end}"] = f"encoder.layer.{layer}.{theirs}.{end}"
    out = {ours: weights[theirs] for ours, theirs in names.items()}
    out["kind"] = weights["embeddings.token_type_embeddings.weight"][0]
    return out


@dataclass(slots=True)
class Places:
    """Where sentences, mentions and pairs lie in a batch.

    Attributes:
        text: (sentences, 4) window, ``[CLS]``, first and one past the last position of the words of each sentence.
        mention: (mentions, 4) sentence, marker, first and one past the last position of its words.
        pair: (pairs, 3) sentence, left and right mention; -1 stands for nobody.
    """

    text: Tensor
    mention: Tensor
    pair: Tensor


@dataclass(slots=True)
class Logits:
    """Scores before the softmax or logistic function."""

    sentence: Tensor
    relevance: Tensor
    mention: dict[str, Tensor]
    pair: dict[str, Tensor]


class HeadNetwork(nn.Module):  # type: ignore[misc]
    """The heads: linear layers over one hidden layer for sentences, mentions and pairs each."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = nn.Linear(2 * WIDTH, HIDDEN)
        self.mention = nn.Linear(2 * WIDTH + HIDDEN, HIDDEN)
        self.pair_left, self.pair_right = nn.Linear(2 * WIDTH, HIDDEN), nn.Linear(2 * WIDTH, HIDDEN, bias=False)
        self.pair_product = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.pair_sentence = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.reduce = nn.Linear(2 * WIDTH, HIDDEN, bias=False)
        self.nobody = nn.Parameter(torch.randn(2, 2 * WIDTH) * 0.02)
        self.sentence_out = nn.Linear(HIDDEN, len(SENTENCE_LABELS))
        self.relevance_out = nn.Linear(HIDDEN, len(RELEVANCE))
        self.mention_out = nn.ModuleDict({n: nn.Linear(HIDDEN, len(c)) for n, c in MENTION_CLASSES.items()})
        self.mention_out["labels"] = nn.Linear(HIDDEN, len(MENTION_LABELS))
        self.pair_out = nn.ModuleDict({n: nn.Linear(HIDDEN, len(c)) for n, c in PAIR_CLASSES.items()})
        self.dropout = nn.Dropout(0.1)
        for name, head in [*self.mention_out.items(), *self.pair_out.items()]:
            if {**MENTION_CLASSES, **PAIR_CLASSES}.get(name, ("",))[0] == NONE:
                nn.init.constant_(head.bias[:1], 3.0)
        for bias in (self.sentence_out.bias, self.mention_out["labels"].bias):
            nn.init.constant_(bias, -2.5)

    def forward(self, states: Tensor, places: Places) -> Logits:
        """The logits of every head for the encoder's ``states``."""
        summary, spans = pooled(states, places)
        sentence = self._hidden(self.sentence(summary))
        mention = self._hidden(self.mention(torch.cat([spans, sentence[places.mention[:, 0]]], -1)))
        pair = self._pair(spans, sentence, places.pair)
        return Logits(
            self.sentence_out(sentence),
            self.relevance_out(sentence),
            {name: head(mention) for name, head in self.mention_out.items()},
            {name: head(pair) for name, head in self.pair_out.items()},
        )

    def pair_hidden(self, states: Tensor, places: Places) -> tuple[Tensor, Tensor]:
        """The hidden layer of every pair, and what each sentence was pooled to."""
        summary, spans = pooled(states, places)
        return self._pair(spans, self._hidden(self.sentence(summary)), places.pair), summary

    def _pair(self, spans: Tensor, sentence: Tensor, pair: Tensor) -> Tensor:
        left, right = torch.cat([spans, self.nobody[:1]]), torch.cat([spans, self.nobody[1:]])
        where, i, j = pair.unbind(1)
        both = self.reduce(left)[i] * self.reduce(right)[j]
        parts = self.pair_left(left)[i] + self.pair_right(right)[j] + self.pair_product(both)
        return self._hidden(parts + self.pair_sentence(sentence)[where])

    def _hidden(self, x: Tensor) -> Tensor:
        out: Tensor = self.dropout(nn.functional.gelu(x))
        return out


def pooled(states: Tensor, places: Places) -> tuple[Tensor, Tensor]:
    """Each sentence as its ``[CLS]`` and the mean of its words, each mention as its marker and the mean of its own."""
    sums = nn.functional.pad(states.cumsum(1), (0, 0, 1, 0))
    sentence, *mention = places.mention.unbind(1)
    summary = _first_and_mean(states, sums, *places.text.unbind(1))
    return summary, _first_and_mean(states, sums, places.text[sentence, 0], *mention)


def _first_and_mean(states: Tensor, sums: Tensor, row: Tensor, first: Tensor, start: Tensor, end: Tensor) -> Tensor:
    mean = (sums[row, end] - sums[row, start]) / (end - start).clamp(min=1)[:, None]
    return torch.cat([states[row, first], mean], -1)
