"""Measures the record of our own reports in ``evaluation/cases`` against ``evaluation/floors.json``.

    python scripts/check_floors.py                                    # exit 1 where a figure is below its floor
    python scripts/check_floors.py --raise                            # pin the floors anew, upward only
    python scripts/check_floors.py --lower events --why "the reason"  # lower one type's floors, the reason is kept

A floor lies `MARGIN` below the figure that it was pinned at. Figures are strict F1 and precision of each report
type and the accuracy of relevance. The floors hold for the very cases that they were pinned on, by their digest.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from dragoman.api import code_articles, load_reader
from dragoman.config import Config
from dragoman.errors import DragomanError, UsageError
from dragoman.evaluate import Counts, Scores, read_coded, score
from dragoman.evaluate.agreement import GROUPS
from dragoman.model import Article
from dragoman.read import iterate_jsonl

EVALUATION: Final = Path(__file__).resolve().parents[1] / "evaluation"
MARGIN: Final = 0.03
"""Room below a measured figure: a few records of sixteen articles may move without a fault."""

Figures = Mapping[str, Mapping[str, float]]
"""Report type (or ``relevance``) -> measure -> figure, rounded to three decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """What the record must reach.

    Attributes:
        digest: SHA-256 of the cases that the floors were pinned on.
        floors: the least figure of each type and measure.
        lowered: every lowering with its type, reason, and the floors before and after.
    """

    digest: str = ""
    floors: Figures = field(default_factory=dict)
    lowered: tuple[Mapping[str, Any], ...] = ()


def main(arguments: Sequence[str] | None = None, *, evaluation: Path = EVALUATION) -> int:
    """Checks, raises or lowers the floors in folder ``evaluation``; the exit code, 0 when all figures hold."""
    try:
        return _run(_parser().parse_args(arguments), evaluation)
    except DragomanError as problem:
        print(f"check_floors: {problem}", file=sys.stderr)
        return problem.exit_code


def figures_of(scores: Scores) -> Figures:
    """The figures that have floors."""
    types: dict[str, dict[str, float]] = {group: _rounded(one.strict) for group, one in scores.types.items()}
    return {**types, "relevance": {"accuracy": round(scores.relevance.value or 0.0, 3)}}


def failures(figures: Figures, floors: Floors) -> Iterator[str]:
    """One line for each figure below its floor, and for each floor whose figure is gone."""
    for kind, measures in floors.floors.items():
        for measure, least in measures.items():
            figure = figures.get(kind, {}).get(measure)
            if figure is None or figure < least:
                yield f"{kind} {measure} is {figure}, below its floor {least}"


def raised(floors: Floors, figures: Figures, digest: str) -> Floors:
    """The floors pinned at ``figures``, none lower than before, for the cases of ``digest``."""
    pinned = {kind: _pinned(measures, floors.floors.get(kind, {})) for kind, measures in figures.items()}
    return replace(floors, digest=digest, floors=pinned)


def lowered(floors: Floors, figures: Figures, kind: str, why: str) -> Floors:
    """The floors with those of ``kind`` brought down to its figures, and the reason written beside them.

    Raises:
        UsageError: if no figure of ``kind`` is below its floor.
    """
    before = floors.floors.get(kind, {})
    after = {m: _below(figures[kind][m]) if figures[kind][m] < least else least for m, least in before.items()}
    if after == before:
        raise UsageError(f"no figure of {kind} is below its floor; nothing to lower")
    entry = {"type": kind, "why": why, "from": before, "to": after}
    return replace(floors, floors={**floors.floors, kind: after}, lowered=(*floors.lowered, entry))


def digest_of(cases: Path) -> str:
    """SHA-256 over the cases and their codings, in hexadecimal digits."""
    return hashlib.sha256(b"\0".join((cases / f).read_bytes() for f in ("articles.jsonl", "gold.jsonl"))).hexdigest()


def measure(cases: Path) -> Scores:
    """The scores of the record that Dragoman reads from the cases, with default settings whatever the user's are.

    Raises:
        SourceError: if a case can't be read.
    """
    coded = code_articles(_articles(cases / "articles.jsonl"), load_reader(Config()))
    return score(read_coded(cases / "gold.jsonl"), coded, read_coded(cases / "articles.jsonl", fields=["sentences"]))


def read_floors(path: Path) -> Floors:
    """The floors in a file; none when there is no file yet.

    Raises:
        UsageError: if the file is no floors file.
    """
    if not path.is_file():
        return Floors()
    try:
        value = json.loads(path.read_text("utf-8"))
        return Floors(digest=value["digest"], floors=value["floors"], lowered=tuple(value["lowered"]))
    except (ValueError, KeyError, TypeError) as problem:
        raise UsageError(f"{path} is no floors file ({problem!r}); restore it from git") from problem


def _run(options: argparse.Namespace, evaluation: Path) -> int:
    path, digest = evaluation / "floors.json", digest_of(evaluation / "cases")
    floors = read_floors(path)
    if options.lower and not options.why.strip():
        raise UsageError(f'floors of {options.lower} are lowered for a reason only; say it with --why "..."')
    scores = measure(evaluation / "cases")
    figures = figures_of(scores)
    if options.lower:
        floors = lowered(floors, figures, options.lower, options.why)
        _write(path, floors)
    faults = list(failures(figures, floors))
    if options.raise_ and not faults:
        floors = raised(floors, figures, digest)
        _write(path, floors)
    Console().print(floors_table(scores, floors))
    return _verdict([*faults, *_strangeness(floors, digest)])


def _strangeness(floors: Floors, digest: str) -> Iterator[str]:
    if not floors.floors:
        yield "no floors are pinned yet; pin them with --raise"
    elif floors.digest != digest:
        yield "evaluation/cases is not what the floors were pinned on; pin them on the new cases with --raise"


def _verdict(faults: Sequence[str]) -> int:
    for fault in faults:
        print(f"check_floors: {fault}", file=sys.stderr)
    return 1 if faults else 0


def floors_table(scores: Scores, floors: Floors) -> Table:
    """One row a report type: how many, and each figure with its floor."""
    table = Table("type", "gold", "given", "precision (floor)", "F1 (floor)", title="Our own reports, strict")
    for group, one in scores.types.items():
        shown = [_shown(getattr(one.strict, m), floors, group, m) for m in ("precision", "f1")]
        table.add_row(group, str(one.strict.gold), str(one.strict.predicted), *shown)
    relevance = _shown(scores.relevance.value or 0.0, floors, "relevance", "accuracy")
    table.add_row("relevance", str(scores.relevance.total), "", "", f"accuracy {relevance}")
    return table


def _shown(figure: float, floors: Floors, kind: str, measure: str) -> str:
    least = floors.floors.get(kind, {}).get(measure)
    return f"{figure:.3f}" if least is None else f"{figure:.3f} ({least:.3f})"


def _rounded(counts: Counts) -> dict[str, float]:
    return {"f1": round(counts.f1, 3), "precision": round(counts.precision, 3)}


def _pinned(figures: Mapping[str, float], before: Mapping[str, float]) -> dict[str, float]:
    return {measure: max(_below(figure), before.get(measure, 0.0)) for measure, figure in figures.items()}


def _below(figure: float) -> float:
    return max(0.0, round(figure - MARGIN, 3))


def _articles(path: Path) -> Iterator[Article]:
    with path.open("rb") as stream:
        for one in iterate_jsonl(stream, source=path.name):
            if not isinstance(one, Article):
                raise one
            yield one


def _write(path: Path, floors: Floors) -> None:
    path.write_text(json.dumps(asdict(floors), indent=2, ensure_ascii=False) + "\n", "utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="raise_", action="store_true", help="pin the floors anew, upward only")
    parser.add_argument("--lower", choices=(*GROUPS, "relevance"), help="the type whose floors come down")
    parser.add_argument("--why", default="", help="the reason, kept in floors.json")
    return parser


if __name__ == "__main__":
    sys.exit(main())
