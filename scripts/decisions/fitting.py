"""Weights and threshold of each report type's decision, and the weights of each choice between classes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scripts.decisions.reads import Read
from scripts.decisions.regression import fit_logistic
from scripts.decisions.tasks import STEPS, Choice, Task, Truth, claimed
from scripts.heads.folds import FOLDS

from dragoman.api import Reader
from dragoman.evaluate.agreement import Coded, agreement
from dragoman.evaluate.score import TypeScore, score
from dragoman.extract.decisions import Decision

PENALTY = 10.0
THRESHOLDS = (0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2, 0.225, 0.25, 0.275, 0.3, 0.35)
_TIE = 0.01  # thresholds that differ by less are equal: that much is chance
_BEHIND = 0.03  # by how much a type's precision may lie under its recall: the project's mark is 0.05, less for chance
_FAINT = 0.0005  # a smaller weight moves no decision

Weights = Mapping[str, float]
Held = Sequence[dict[str, Decision]]


@dataclass(frozen=True, slots=True)
class Row:
    """Features of something that is right or wrong, and the fold of its article."""

    features: Weights
    right: bool
    fold: int


@dataclass(slots=True)
class Fitting:
    """The training articles, and what has been fitted so far; later decisions see what earlier ones decided.

    Attributes:
        reads: the articles, each read by heads that never saw it.
        gold: their coded records.
        articles: their texts with sentence offsets.
        reader: what reading needs.
        held_out: for each fold the decisions by the weights of the other folds.
        shipped: the decisions by the weights of all, as JSON.
    """

    reads: Sequence[Read]
    gold: Sequence[Coded]
    articles: Sequence[Coded]
    reader: Reader
    held_out: Held = field(default_factory=lambda: [{} for _ in range(FOLDS)])
    shipped: dict[str, Any] = field(default_factory=dict)

    def run(self) -> dict[str, Any]:
        """The decisions of all types and choices as JSON."""
        for step in STEPS:
            self._decide(step) if isinstance(step, Task) else self._choose(step)
        return self.shipped

    def _choose(self, choice: Choice) -> None:
        """Fits one class against the others for each class."""
        found = [
            (features, label, read.fold)
            for read in self.reads
            for features, label in choice.examples(
                read.context(self.reader, self.held_out[read.fold]), self._truth(read)
            )
        ]
        for one in choice.classes:
            rows = [Row(features, label == one, fold) for features, label, fold in found]
            self.held_out = _with(self.held_out, f"{choice.name} {one}", list(_by_fold(rows)), 0.0)
            self.shipped[f"{choice.name} {one}"] = _as_json(_fit(rows), 0.0)
        right = sum(_chosen(choice, features, self.held_out[fold]) == label for features, label, fold in found)
        print(f"# {choice.name}: {len(found)} examples, {right / len(found):.3f} right", flush=True)

    def _decide(self, task: Task) -> None:
        rows = list(self._rows(task))
        weights = list(_by_fold(rows))
        thresholds = [t for t in THRESHOLDS if t >= task.least]
        tries = {t: self._counts(task, _with(self.held_out, task.group, weights, t)) for t in thresholds}
        best = _balanced(tries) if task.recall is None else _reaching(task.recall, tries)
        self.held_out = _with(self.held_out, task.group, weights, best)
        self.shipped[task.group] = _as_json(_fit(rows), best)
        print(
            f"# {task.group}: {len(rows)} rows, " + ", ".join(f"{t} {c.strict.f1:.3f}" for t, c in tries.items()),
            flush=True,
        )

    def _rows(self, task: Task) -> Iterator[Row]:
        for read in self.reads:
            truth = self._truth(read).lines(task.group)
            context = read.context(self.reader, self.held_out[read.fold])
            for candidate in task.candidates(context):
                claim = claimed(candidate, context)
                right = any(agreement(task.group, one, claim).strict for one in truth)
                yield Row(candidate.features, right, read.fold)

    def _truth(self, read: Read) -> Truth:
        coded = next(one for one in self.gold if one["id"] == read.id)
        return Truth(coded, next(one for one in self.articles if one["id"] == read.id))

    def _counts(self, task: Task, held_out: Held) -> TypeScore:
        predicted = [
            {"id": read.id, task.group: task.records(read.context(self.reader, held_out[read.fold]))}
            for read in self.reads
        ]
        return score(self.gold, predicted, self.articles).types[task.group]


def _balanced(tries: Mapping[float, TypeScore]) -> float:
    """The threshold with the best F1 of those whose precision keeps up with the recall; of equals the most even."""
    counts = {t: one.strict for t, one in tries.items()}
    keeping = [t for t, c in counts.items() if c.precision >= c.recall - _BEHIND] or [max(counts)]
    least = max(counts[t].f1 for t in keeping) - _TIE
    return min((t for t in keeping if counts[t].f1 >= least), key=lambda t: abs(counts[t].precision - counts[t].recall))


def _reaching(recall: float, tries: Mapping[float, TypeScore]) -> float:
    """The highest threshold with that loose recall, else the lowest."""
    return max((t for t, one in tries.items() if one.loose.recall >= recall), default=min(tries))


def _by_fold(rows: Sequence[Row]) -> Iterator[Weights]:
    """For each fold the weights fitted on the others."""
    return (_fit([r for r in rows if r.fold != fold]) for fold in range(FOLDS))


def _fit(rows: Sequence[Row]) -> Weights:
    return fit_logistic([r.features for r in rows], [r.right for r in rows], penalty=PENALTY)


def _with(held_out: Held, name: str, weights: Sequence[Weights], threshold: float) -> Held:
    """Each fold's decisions with one more, by the weights of the other folds."""
    return [
        {**others, name: Decision(w["bias"], {k: v for k, v in w.items() if k != "bias"}, threshold)}
        for others, w in zip(held_out, weights, strict=True)
    ]


def _chosen(choice: Choice, features: Weights, decisions: Mapping[str, Decision]) -> str:
    return max(choice.classes, key=lambda one: decisions[f"{choice.name} {one}"].probability(features))


def _as_json(weights: Weights, threshold: float) -> dict[str, Any]:
    kept = {name: round(value, 4) for name, value in weights.items() if name != "bias" and abs(value) >= _FAINT}
    return {"threshold": threshold, "bias": round(weights["bias"], 4), "weights": kept}
