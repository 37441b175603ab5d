"""Weights and threshold of each report type's decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scripts.decisions.reads import Read
from scripts.decisions.regression import fit_logistic
from scripts.decisions.tasks import TASKS, Task
from scripts.heads.folds import FOLDS

from dragoman.api import Reader
from dragoman.evaluate.agreement import Coded, Group, agreement, line
from dragoman.evaluate.score import score
from dragoman.extract.decisions import Decision, Decisions

PENALTY = 10.0
THRESHOLDS = tuple(round(0.1 + 0.025 * step, 3) for step in range(19))


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate's features, whether a coder has it, and the fold of its article."""

    features: Mapping[str, float]
    right: bool
    fold: int


def fitted_in_turn(
    reads: Sequence[Read], gold: Sequence[Coded], articles: Sequence[Coded], reader: Reader
) -> dict[str, Any]:
    """The decisions of all types as JSON; those of later types see what the earlier ones decided."""
    shipped: dict[str, Any] = {}
    held_out: list[dict[str, Decision]] = [{} for _ in range(FOLDS)]
    for task in TASKS:
        rows = _rows(task, reads, gold, articles, reader, held_out)
        weights = [_fit([r for r in rows if r.fold != fold]) for fold in range(FOLDS)]
        tries = {t: _f1(task, reads, gold, articles, reader, _at(held_out, task, weights, t)) for t in THRESHOLDS}
        best = max(tries, key=lambda threshold: tries[threshold])
        held_out = _at(held_out, task, weights, best)
        shipped[task.name] = _as_json(_fit(rows), best)
        print(f"# {task.name}: {len(rows)} rows, " + ", ".join(f"{t} {f:.3f}" for t, f in tries.items()), flush=True)
    return shipped


def _rows(
    task: Task, reads: Sequence[Read], gold: Sequence[Coded], articles: Sequence[Coded], reader: Reader,
    held_out: Sequence[Decisions],
) -> list[Row]:  # fmt: skip
    coded, texts = {g["id"]: g for g in gold}, {a["id"]: a for a in articles}
    rows = []
    for read in reads:
        truth = [line(one, texts[read.id]) for one in coded[read.id].get(task.group) or ()]
        for candidate in task.candidates(read.context(reader, held_out[read.fold])):
            claim = line(candidate.claim(), texts[read.id])
            right = any(agreement(task.group, one, claim).strict for one in truth)
            rows.append(Row(candidate.features, right, read.fold))
    return rows


def _fit(rows: Sequence[Row]) -> dict[str, float]:
    return fit_logistic([r.features for r in rows], [r.right for r in rows], penalty=PENALTY)


def _at(
    held_out: Sequence[Decisions], task: Task, weights: Sequence[Mapping[str, float]], threshold: float
) -> list[dict[str, Decision]]:
    """Each fold's decisions with the task's, by the weights of the other folds, at this threshold."""
    return [
        {**others, task.name: Decision(w["bias"], {k: v for k, v in w.items() if k != "bias"}, threshold)}
        for others, w in zip(held_out, weights, strict=True)
    ]


def _f1(
    task: Task, reads: Sequence[Read], gold: Sequence[Coded], articles: Sequence[Coded], reader: Reader,
    held_out: Sequence[Decisions],
) -> float:  # fmt: skip
    group: Group = task.group
    predicted = [{"id": r.id, group: task.records(r.context(reader, held_out[r.fold]))} for r in reads]
    return score(gold, predicted, articles).types[group].strict.f1


def _as_json(weights: Mapping[str, float], threshold: float) -> dict[str, Any]:
    kept = {name: round(value, 4) for name, value in weights.items() if name != "bias" and abs(value) >= 0.0005}
    return {"threshold": threshold, "bias": round(weights["bias"], 4), "weights": kept}
