"""How well event types are told: against the PLV sentences of Zero-Shot-PLOVER (Hu et al. 2024).

PLV knows 15 of the 16 types of PLOVER 0.8: its YIELD is CONCEDE and RETREAT together.
"""

import csv
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dragoman.codes import load_codes
from dragoman.errors import SourceError
from dragoman.evaluate.measures import Counts, Ratio
from dragoman.model import PloverType

Reader = Callable[[str, str, str], PloverType | None]
"""Tells the type of what the source (second argument) does to the target (third) in a sentence (first)."""
_COLUMNS: Final = ("sentence", "source", "target", "gold_root", "gold_penta")
_QUADS: Final = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
_YIELD: Final = "YIELD"


@dataclass(frozen=True, slots=True, kw_only=True)
class PloverResult:
    """Scores over all sentences; macro F1 is the mean over the labels of the gold.

    Attributes:
        sentences: how many sentences were read.
        answered: how many of them the reader gave a type.
        root: share with the right type.
        root_macro_f1: macro F1 over the types.
        quad_macro_f1: macro F1 over the four quad classes.
        binary_macro_f1: macro F1 over cooperation and conflict.
    """

    sentences: int
    answered: Ratio
    root: Ratio
    root_macro_f1: float
    quad_macro_f1: float
    binary_macro_f1: float


def evaluate_plover(path: Path, read: Reader) -> PloverResult:
    """The scores of a reader on a tab-separated file: sentence, source, target, gold_root, gold_penta (quad, 1 to 4).

    Raises:
        SourceError: if the file has other columns or can't be read.
    """
    rows = _rows(path)
    given = [read(row["sentence"], row["source"], row["target"]) for row in rows]
    roots, read_roots = [row["gold_root"] for row in rows], [_root(one) for one in given]
    quads, read_quads = [int(row["gold_penta"]) for row in rows], [_quad(one) for one in given]
    return PloverResult(
        sentences=len(rows),
        answered=Ratio(sum(one is not None for one in given), len(rows)),
        root=Ratio(sum(a == b for a, b in zip(roots, read_roots, strict=True)), len(rows)),
        root_macro_f1=macro_f1(roots, read_roots),
        quad_macro_f1=macro_f1(quads, read_quads),
        binary_macro_f1=macro_f1([one > 2 for one in quads], [None if one is None else one > 2 for one in read_quads]),
    )


def macro_f1(gold: Sequence[Hashable], given: Sequence[Hashable]) -> float:
    """Mean F1 over the labels of ``gold``; an answer of None is none of them. 0 when there are no labels."""
    wanted, told = Counter(gold), Counter(given)
    right = Counter(a for a, b in zip(gold, given, strict=True) if a == b)
    scores = [Counts(wanted[label], told[label], right[label]).f1 for label in wanted]
    return sum(scores) / len(scores) if scores else 0.0


def _root(kind: PloverType | None) -> str | None:
    return _YIELD if kind in load_codes().candidates(_YIELD) else kind


def _quad(kind: PloverType | None) -> int | None:
    """The quad class from 1 to 4; PLV files all of YIELD under material cooperation."""
    if kind is None:
        return None
    return 2 if _root(kind) == _YIELD else 1 + _QUADS.index(load_codes().plover(kind).quad)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(str(path), f"can't be read as tab-separated text ({error})") from error
    if not all(_complete(rows)):
        raise SourceError(str(path), f"lacks one of the columns {', '.join(_COLUMNS)}")
    return rows


def _complete(rows: Iterable[dict[str, str]]) -> Iterable[bool]:
    return (all(row.get(name) for name in ("sentence", "gold_root", "gold_penta")) for row in rows)
