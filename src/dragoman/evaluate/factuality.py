"""Scores factuality against human scores from -3 (certainly not) to 3 (certainly so), in the layout of the UW set.

The UW event factuality set is that of Lee, Artzi, Choi and Zettlemoyer (2015): mean scores of five readers for the
events of news sentences. It has no bins of its own; ours cut the scale into equal thirds, ends to the outer bins:
negative at or below -1, positive at or above 1, uncertain between. `Scores.macro_f1_at` gives the figure for other
cuts, so that nobody has to trust ours.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any, Final, Literal, get_args

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.config import load_config
from dragoman.errors import SourceError
from dragoman.language.factuality import FactualityLexicon, Judgement, judge_tokens, load_lexicon
from dragoman.language.models import load_pipeline
from dragoman.model import Factuality

Bin = Literal["negative", "uncertain", "positive"]
BINS: Final[tuple[Bin, ...]] = get_args(Bin)
CUT: Final = 1.0
OTHER_CUTS: Final = (0.5, 1.5)

_SCALE: Final[Mapping[Factuality, float]] = {
    "CT+": 3.0, "PR+": 2.0, "PS+": 1.6, "CT-": -2.4, "PR-": -1.2, "PS-": -0.9, "CTu": 0.5, "Uu": 0.7,
}  # fmt: skip
_PLANNED: Final = 2.6
_POSSIBLE: Final = 0.9
_SUPPOSED: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredEvent:
    """One event of a sentence with its human score; ``token`` counts from 0."""

    token: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredSentence:
    """A tokenised sentence with its scored events."""

    id: str
    tokens: tuple[str, ...]
    events: tuple[ScoredEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A human score and ours for one event of the sentence ``id``."""

    id: str
    token: int
    wanted: float
    got: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BinScore:
    """Precision, recall and F1 of one bin; each is 0 where it is not defined."""

    precision: float
    recall: float
    f1: float
    wanted: int
    got: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How well events were scored.

    Attributes:
        events: how many events.
        macro_f1: mean F1 of the three bins, cut at -1 and 1.
        bins: the score of each bin.
        confusion: wanted bin to got bin to number of events.
        macro_f1_at: the same mean for other cuts, by the positive cut.
        mae: mean absolute difference from the human score.
        pearson: correlation with the human score, 0 where it is not defined.
    """

    events: int
    macro_f1: float
    bins: Mapping[Bin, BinScore]
    confusion: Mapping[Bin, Mapping[Bin, int]]
    macro_f1_at: Mapping[str, float]
    mae: float
    pearson: float


def read_sentences(path: Path) -> list[ScoredSentence]:
    """The sentences of a JSON Lines file ``{"id", "tokens": [..], "events": [{"token", "factuality"}, ..]}``.

    Raises:
        SourceError: if the file can't be read, or a line is not in that form; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(path), f"can't be read as UTF-8 text ({error})") from error
    return [_sentence(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def _sentence(line: str, source: str) -> ScoredSentence:
    try:
        row: Any = json.loads(line)
        tokens = tuple(str(word) for word in row["tokens"])
        events = tuple(ScoredEvent(token=int(e["token"]), score=float(e["factuality"])) for e in row["events"])
        identity = str(row["id"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise SourceError(source, f"is no sentence with tokens and scored events ({error!r})") from error
    if not all(0 <= event.token < len(tokens) for event in events):
        raise SourceError(source, "scores a token that the sentence does not have")
    return ScoredSentence(id=identity, tokens=tokens, events=events)


def scale(judgement: Judgement) -> float:
    """Our score, -3 to 3, for a judgement.

    FactBank's values are ordinal, the set's scores are not: the numbers are rounded medians of the human scores of each
    kind of judgement on the UW development set, kept inside the bin that the value means.
    """
    if judgement.antecedent:
        return _SUPPOSED
    if judgement.factuality == "CT+" and judgement.planned:
        return _PLANNED
    if judgement.factuality == "PS+" and judgement.possible:
        return _POSSIBLE
    return _SCALE[judgement.factuality]


def evaluate_file(path: Path) -> Scores:
    """The scores on a file of scored sentences, with the configured language model.

    Raises:
        SourceError: if the file can't be read or is not in the form.
    """
    nlp = load_pipeline(load_config().language_model)
    return score(list(pairs(read_sentences(path), nlp, load_lexicon())))


def pairs(sentences: Iterable[ScoredSentence], nlp: Language, lexicon: FactualityLexicon) -> Iterator[Pair]:
    """Human and own scores of every event, in order; ``nlp`` parses the tokens as they are given."""
    for sentence in sentences:
        doc = _parsed(Doc(nlp.vocab, words=list(sentence.tokens)), nlp)
        judged = judge_tokens(doc, [event.token for event in sentence.events], lexicon)
        for event, judgement in zip(sentence.events, judged, strict=True):
            yield Pair(id=sentence.id, token=event.token, wanted=event.score, got=scale(judgement))


def _parsed(doc: Doc, nlp: Language) -> Doc:
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def bin_of(score: float, *, cut: float = CUT) -> Bin:
    """The bin of a score: negative at or below ``-cut``, positive at or above ``cut``."""
    if score <= -cut:
        return "negative"
    return "positive" if score >= cut else "uncertain"


def score(events: Sequence[Pair]) -> Scores:
    """Macro F1 over three bins, mean absolute error and Pearson's r of our scores against the human ones."""
    confusion = _confusion(events, CUT)
    bins = {name: _bin_score(name, confusion) for name in BINS}
    return Scores(
        events=len(events),
        macro_f1=_macro(bins),
        bins=bins,
        confusion=confusion,
        macro_f1_at={str(cut): _macro_at(events, cut) for cut in OTHER_CUTS},
        mae=_mean([abs(pair.wanted - pair.got) for pair in events]),
        pearson=_pearson([pair.wanted for pair in events], [pair.got for pair in events]),
    )


def _confusion(events: Sequence[Pair], cut: float) -> dict[Bin, dict[Bin, int]]:
    table: dict[Bin, dict[Bin, int]] = {wanted: dict.fromkeys(BINS, 0) for wanted in BINS}
    for pair in events:
        table[bin_of(pair.wanted, cut=cut)][bin_of(pair.got, cut=cut)] += 1
    return table


def _bin_score(name: Bin, confusion: Mapping[Bin, Mapping[Bin, int]]) -> BinScore:
    right = confusion[name][name]
    wanted, got = sum(confusion[name].values()), sum(row[name] for row in confusion.values())
    return BinScore(
        precision=right / got if got else 0.0,
        recall=right / wanted if wanted else 0.0,
        f1=2 * right / (wanted + got) if wanted + got else 0.0,
        wanted=wanted,
        got=got,
    )


def _macro(bins: Mapping[Bin, BinScore]) -> float:
    return _mean([one.f1 for one in bins.values()])


def _macro_at(events: Sequence[Pair], cut: float) -> float:
    confusion = _confusion(events, cut)
    return _macro({name: _bin_score(name, confusion) for name in BINS})


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _pearson(one: Sequence[float], other: Sequence[float]) -> float:
    middle, center = _mean(one), _mean(other)
    shared = sum((a - middle) * (b - center) for a, b in zip(one, other, strict=True))
    product = sum((a - middle) ** 2 for a in one) * sum((b - center) ** 2 for b in other)
    return shared / sqrt(product) if product else 0.0
