"""Scores of coded articles against the gold, and what two runs differ in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.errors import UsageError
from dragoman.evaluate.agreement import GROUPS, Agreement, Coded, Group, Line, agreement, line
from dragoman.evaluate.matching import max_matching
from dragoman.evaluate.measures import Counts, Ratio, sum_counts


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOutcome:
    """What became of one article's records of one report type.

    Attributes:
        gold: the gold records.
        predicted: the records given.
        pairs: strict pairs, as index in ``predicted`` -> index in ``gold``.
        loose_hits: how many gold records are met by the loose rule.
    """

    gold: tuple[Line, ...]
    predicted: tuple[Line, ...]
    pairs: Mapping[int, int]
    loose_hits: int

    @property
    def strict(self) -> Counts:
        """Counts under the strict rule."""
        return Counts(len(self.gold), len(self.predicted), len(self.pairs))

    @property
    def loose(self) -> Counts:
        """Counts under the loose rule."""
        return Counts(len(self.gold), len(self.predicted), self.loose_hits)

    @property
    def found(self) -> tuple[Line, ...]:
        """The gold records that were found."""
        return tuple(self.gold[i] for i in sorted(self.pairs.values()))

    @property
    def missed(self) -> tuple[Line, ...]:
        """The gold records that no predicted record meets."""
        found = set(self.pairs.values())
        return tuple(one for i, one in enumerate(self.gold) if i not in found)

    @property
    def extra(self) -> tuple[Line, ...]:
        """The predicted records that meet no gold record."""
        return tuple(one for i, one in enumerate(self.predicted) if i not in self.pairs)

    @property
    def aux(self) -> Ratio:
        """How often a strict pair agrees in ``aux`` (events only carry it)."""
        right = sum(self.gold[g].get("aux") == self.predicted[p].get("aux") for p, g in self.pairs.items())
        return Ratio(right, len(self.pairs))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleOutcome:
    """What became of one article."""

    id: str
    groups: Mapping[Group, GroupOutcome]
    relevance_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScore:
    """Scores of one report type under both rules."""

    strict: Counts
    loose: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Scores over all articles, in the measures of the gold data's scorer."""

    types: Mapping[Group, TypeScore]
    aux: Ratio
    relevance: Ratio

    @property
    def mean_strict_f1(self) -> float:
        """Mean of the strict F1 figures as printed (three decimals).

        Statements are left out: the gold holds only the main ones, so that precision says nothing there.
        """
        figures = [round(one.strict.f1, 3) for group, one in self.types.items() if group != "statements"]
        return round(sum(figures) / len(figures), 3)

    def as_dict(self) -> dict[str, Any]:
        """The scores as the gold data's scorer prints them, rounded to three decimals."""
        return {
            **{group: _type_dict(one) for group, one in self.types.items()},
            "mean_strict_f1": self.mean_strict_f1,
            "event_aux_accuracy": _rounded(self.aux.value),
            "relevance_accuracy": _rounded(self.relevance.value),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One coder's output judged against the gold, article by article."""

    articles: tuple[ArticleOutcome, ...]

    @property
    def scores(self) -> Scores:
        """The scores over all articles of the run."""
        return total(self.articles)


def judge(gold: Iterable[Coded], predicted: Iterable[Coded], articles: Iterable[Coded]) -> Run:
    """A run: for every gold article which records were found, missed and extra.

    Args:
        gold: coded articles in the codebook's form; of several with one id the last counts.
        predicted: coded articles; one that is missing counts as coded empty.
        articles: the articles with ``id`` and ``sentences`` (offsets into ``text``, half-open code points).

    Raises:
        UsageError: if a gold article is not among ``articles``.
    """
    given, texts = _by_id(predicted), _by_id(articles)
    missing = [key for key in _by_id(gold) if key not in texts]
    if missing:
        raise UsageError(f"no article for gold record {missing[0]!r}; give the articles file that belongs to the gold")
    return Run(articles=tuple(_judge_one(one, given.get(key, {}), texts[key]) for key, one in _by_id(gold).items()))


def score(gold: Iterable[Coded], predicted: Iterable[Coded], articles: Iterable[Coded]) -> Scores:
    """The scores of ``predicted`` against ``gold``; arguments as in `judge`."""
    return judge(gold, predicted, articles).scores


def total(articles: Sequence[ArticleOutcome]) -> Scores:
    """The scores over the given articles together."""
    return Scores(
        types={group: _type_score([one.groups[group] for one in articles]) for group in GROUPS},
        aux=sum((one.groups["events"].aux for one in articles), Ratio()),
        relevance=Ratio(sum(one.relevance_right for one in articles), len(articles)),
    )


def _by_id(rows: Iterable[Coded]) -> dict[str, Coded]:
    return {row["id"]: row for row in rows}


def _judge_one(gold: Coded, predicted: Coded, article: Coded) -> ArticleOutcome:
    return ArticleOutcome(
        id=gold["id"],
        groups={group: _judge_group(group, gold, predicted, article) for group in GROUPS},
        relevance_right=gold.get("relevance") == predicted.get("relevance"),
    )


def _judge_group(group: Group, gold: Coded, predicted: Coded, article: Coded) -> GroupOutcome:
    golds, given = (tuple(line(one, article) for one in side.get(group) or ()) for side in (gold, predicted))
    table = [[agreement(group, one, other) for other in given] for one in golds]
    return GroupOutcome(
        gold=golds,
        predicted=given,
        pairs=max_matching(_edges(table, "strict")),
        loose_hits=len(max_matching(_edges(table, "loose"))),
    )


def _edges(table: list[list[Agreement]], level: str) -> list[list[int]]:
    return [[j for j, one in enumerate(row) if getattr(one, level)] for row in table]


def _type_score(outcomes: Iterable[GroupOutcome]) -> TypeScore:
    kept = list(outcomes)
    return TypeScore(strict=sum_counts(o.strict for o in kept), loose=sum_counts(o.loose for o in kept))


def _type_dict(one: TypeScore) -> dict[str, Any]:
    levels = {"strict": one.strict, "loose": one.loose}
    return {"gold": one.strict.gold, "predicted": one.strict.predicted} | {k: _figures(v) for k, v in levels.items()}


def _figures(counts: Counts) -> dict[str, float]:
    return {name: round(getattr(counts, name), 3) for name in ("precision", "recall", "f1")}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
