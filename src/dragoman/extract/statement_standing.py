"""How an utterance stands among those of its article: which share its sentence, how it ranks, who spoke last."""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
    scores = sorted(one.score for one in utterances)
    ends = sorted(max(one.sentences) for one in utterances)
    speakers = _speakers_by_sentence(utterances)
    spoken: dict[str, int] = {}
    for number, one in enumerate(utterances):
        start, before = min(one.sentences), spoken.get(one.speaker)
        beside = {u: who for sentence in one.sentences for u, who in speakers[sentence].items() if u != number}
        own = sum(who == one.speaker for who in beside.values())
        ended = bisect_left(ends, start)
        yield {
            "others beside": math.log1p(len(beside) - own),
            "own beside": math.log1p(own),
            "rank": math.log1p(len(scores) - bisect_right(scores, one.score)),
            "over the mean": one.score - mean,
            "since own": _since(start, before),
            "since any": _since(start, ends[ended - 1] if ended else None),
            "first of his": float(before is None),
        }
        spoken[one.speaker] = max(before or 0, *one.sentences)


def _speakers_by_sentence(utterances: Sequence[Utterance]) -> Mapping[int, dict[int, str]]:
    """For each sentence the utterances in it by number, with who speaks."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for number, one in enumerate(utterances):
        for sentence in one.sentences:
            found[sentence][number] = one.speaker
    return found


def _since(start: int, last: int | None) -> float:
    """How many sentences before ``start`` the last of some utterances ended, as a logarithm."""
    return _LONG_AGO if last is None else math.log1p(max(0, start - last))
