"""How an utterance stands among those of its article: which share its sentence, how it ranks, who spoke last."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LONG_AGO = 3.0  # as a logarithm: nobody has spoken so far


@dataclass(frozen=True, slots=True)
class Utterance:
    """Who speaks in which sentences, by their numbers, and the heads' log-odds that there is a statement."""

    speaker: str
    sentences: frozenset[int]
    score: float


def standings(utterances: Sequence[Utterance]) -> Iterator[dict[str, float]]:
    """For each utterance of an article what tells whether it is among the main ones: coders keep 3 to 8 of many."""
    mean = sum(one.score for one in utterances) / max(1, len(utterances))
    for number, one in enumerate(utterances):
        own = [u for u in utterances if u.speaker == one.speaker and u is not one]
        others = [u for u in utterances if u.speaker != one.speaker]
        yield {
            "others beside": math.log1p(_beside(one, others)),
            "own beside": math.log1p(_beside(one, own)),
            "rank": math.log1p(sum(u.score > one.score for u in utterances)),
            "over the mean": one.score - mean,
            "since own": _since(one, [u for u in utterances[:number] if u.speaker == one.speaker]),
            "since any": _since(one, [u for u in utterances if max(u.sentences) < min(one.sentences)]),
            "first of his": float(all(u.speaker != one.speaker for u in utterances[:number])),
        }


def _beside(one: Utterance, others: Sequence[Utterance]) -> int:
    """How many utterances share a sentence with one."""
    return sum(not one.sentences.isdisjoint(other.sentences) for other in others)


def _since(one: Utterance, before: Sequence[Utterance]) -> float:
    """How many sentences ago the last of some utterances ended, as a logarithm."""
    if not before:
        return _LONG_AGO
    return math.log1p(max(0, min(one.sentences) - max(max(u.sentences) for u in before)))
