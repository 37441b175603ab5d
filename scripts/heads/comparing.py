"""How far the shipped int8 heads are from the trained ones, and how fast they are."""

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from scripts.heads.batches import Cut, collate
from scripts.heads.network import Encoder, HeadNetwork
from scripts.heads.samples import Sample

from dragoman.heads import Heads
from dragoman.heads.calibration import Calibration
from dragoman.heads.labels import REPORT_TYPES


def compared(
    shipped: Heads,
    calibration: Calibration,
    trained: tuple[Encoder, HeadNetwork],
    cuts: Sequence[Cut],
) -> dict[str, Any]:
    """Cosine of the encoder's first vectors, and distance and changed decisions of the report types' probabilities."""
    encoder, heads = trained
    encoder.eval()
    heads.eval()
    cosines: list[float] = []
    ours: list[Any] = []
    theirs: list[Any] = []
    labels = [f"sentence:type:{name}" for name in REPORT_TYPES]
    with torch.inference_mode():
        for one in cuts:
            batch = collate([one])
            exact = encoder(batch.ids, batch.mask)
            logits = heads(exact, batch.places).sentence[:, : len(REPORT_TYPES)].numpy()
            theirs.extend(calibration.probabilities(labels, logits))
            cosines.append(_cosine(shipped.states(one.window)[0], exact[0, 0].numpy()))
    for scores in shipped.score([sample.item for one in cuts for sample in one.samples]):
        ours.append([scores.types[name] for name in REPORT_TYPES])
    a, b = np.array(ours), np.array(theirs)
    threshold = np.array([shipped.thresholds[name] for name in labels])
    return {
        "cosine_mean": round(float(np.mean(cosines)), 4),
        "cosine_least": round(float(np.min(cosines)), 4),
        "probability_distance_mean": round(float(np.abs(a - b).mean()), 4),
        "decisions_changed": round(float(((a >= threshold) != (b >= threshold)).mean()), 4),
    }


def _cosine(a: Any, b: Any) -> float:
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def speed(shipped: Heads, samples: Sequence[Sample]) -> dict[str, float]:
    """Sentences and words a second of ``Heads.score``, with all mentions and pairs, on one thread."""
    items = [sample.item for sample in samples]
    shipped.score(items[:16])
    started = time.process_time()
    shipped.score(items)
    took = time.process_time() - started
    words = sum(len(item.text.split()) for item in items)
    return {"sentences_per_cpu_second": round(len(items) / took, 1), "words_per_cpu_second": round(words / took)}
