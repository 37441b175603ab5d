"""Evaluations as tables and lines for people to read."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.table import Column, Table
from rich.text import Text

from dragoman.evaluate.agreement import GROUPS, Coded, Group
from dragoman.evaluate.bootstrap import MEAN, Interval
from dragoman.evaluate.compare import Change, Difference
from dragoman.evaluate.measures import Counts, Ratio
from dragoman.evaluate.score import Run, Scores, TypeScore

_SIGNS: Final[Mapping[Change, tuple[str, str]]] = MappingProxyType(
    {
        "gained": ("+ gained", "green"),
        "lost": ("- lost", "red"),
        "new_extra": ("! new extra", "yellow"),
        "gone_extra": ("~ gone extra", "cyan"),
    }
)


def scores_table(scores: Scores, intervals: Mapping[str, Interval]) -> Table:
    """One row a report type: strict with its 95 % interval, and loose; the means below."""
    table = Table(
        Column("type", no_wrap=True),
        *_right("gold", "given", "P", "R", "F1", "95 %", "loose P", "R", "F1"),
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        show_edge=False,
    )
    for group, one in scores.types.items():
        table.add_row(*_row(group, one, intervals.get(group)))
    table.add_section()
    mean = f"{scores.mean_strict_f1:.3f}"
    table.add_row("mean*", "", "", "", "", mean, _span(intervals.get(MEAN)), "", "", "", style="bold")
    return table


def accuracy_line(scores: Scores) -> str:
    """What the mean leaves out; accuracy of the events' aux (over strict pairs) and of the articles' relevance."""
    return (
        f"* without statements; event aux accuracy {_share(scores.aux)}, relevance accuracy {_share(scores.relevance)}"
    )


def shown(run: Run, group: Group) -> Iterator[Text]:
    """One line for every missed gold record and every extra record of a report type."""
    for article in run.articles:
        outcome = article.groups[group]
        yield from (_line("MISSED", "red", article.id, one.record) for one in outcome.missed)
        yield from (_line("EXTRA ", "yellow", article.id, one.record) for one in outcome.extra)


def differences_table(differences: Iterable[Difference]) -> Table:
    """How many records each report type gained and lost."""
    found = list(differences)
    table = Table("type", *_right(*(label for label, _ in _SIGNS.values())))
    for group in GROUPS:
        table.add_row(group, *(str(sum(d.group == group and d.change == c for d in found)) for c in _SIGNS))
    return table


def difference_lines(differences: Iterable[Difference]) -> Iterator[Text]:
    """One line for every record in which two runs differ."""
    for one in differences:
        label, style = _SIGNS[one.change]
        yield _line(f"{label:12} {one.group:11}", style, one.article, one.record)


def measures(result: object, prefix: str = "") -> dict[str, Any]:
    """The measures of any evaluation's result dataclass, flat: dotted name -> figure.

    `Counts` become precision, recall and F1, a `Ratio` its value, a nested dataclass or mapping its own
    measures; what is none of these stays as it is. A result that knows its figures says them by ``as_json``.
    """
    flat: dict[str, Any] = {}
    for name, value in _parts(result.as_json() if hasattr(result, "as_json") else result):
        if is_dataclass(value) or isinstance(value, Mapping):
            flat |= measures(value, f"{prefix}{name}.")
        else:
            flat[f"{prefix}{name}"] = value
    return flat


def measures_table(result: object) -> Table:
    """The measures of an evaluation's result dataclass, one row each."""
    table = Table("measure", *_right("figure"))
    for name, value in measures(result).items():
        table.add_row(name, f"{value:.3f}" if isinstance(value, float) else str(value))
    return table


def _parts(result: object) -> Iterable[tuple[str, Any]]:
    if isinstance(result, Counts):
        return [(name, getattr(result, name)) for name in ("gold", "predicted", "precision", "recall", "f1")]
    if isinstance(result, Ratio):
        return [("share", result.value), ("of", result.total)]
    if isinstance(result, Mapping):
        return [(str(key), value) for key, value in result.items()]
    if is_dataclass(result):
        return [(one.name, getattr(result, one.name)) for one in fields(result)]
    raise TypeError(f"an evaluation returns a dataclass or a mapping, not {type(result).__name__}")


def _right(*names: str) -> list[Any]:
    return [Column(name, justify="right", no_wrap=True) for name in names]


def _row(group: str, one: TypeScore, interval: Interval | None) -> list[str]:
    strict, loose = one.strict, one.loose
    figures = [f"{value:.3f}" for value in (strict.precision, strict.recall, strict.f1)]
    return [
        group, str(strict.gold), str(strict.predicted), *figures, _span(interval),
        *(f"{value:.3f}" for value in (loose.precision, loose.recall, loose.f1)),
    ]  # fmt: skip


def _span(interval: Interval | None) -> str:
    return f"{interval.low:.2f}-{interval.high:.2f}" if interval else ""


def _share(ratio: Ratio) -> str:
    return "n/a" if ratio.value is None else f"{ratio.value:.3f} of {ratio.total}"


def _line(label: str, style: str, article: str, record: Coded) -> Text:
    said = {key: value for key, value in record.items() if key != "evidence"}
    return Text.assemble((label, style), " ", (article, "dim"), " ", json.dumps(said, ensure_ascii=False))
