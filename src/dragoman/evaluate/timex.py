"""Scores time expressions against stories annotated in TimeML, in the layout of the AQUAINT development set."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from dragoman.errors import SourceError
from dragoman.evaluate.measures import Counts
from dragoman.language.timex import TimeExpression, find_times

Finder = Callable[[str, date | None], Sequence[TimeExpression]]
ErrorKind = Literal["missed", "extra", "wrong span", "wrong type", "wrong value"]

_SHORT_WEEK = re.compile(r"W(\d)$")
_UNKNOWN_END = re.compile(r"(?<=\d)(?:-XX)+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexError:
    """One disagreement with the annotation.

    Attributes:
        document: the story's id.
        kind: what is wrong; one expression can be wrong in several ways.
        text: the words, ours or, when missed, the annotators'.
        wanted: the annotated type and value, or None for an extra.
        got: our type and value, or None for a miss.
        rule: the rule that read it, or None for a miss.
    """

    document: str
    kind: ErrorKind
    text: str
    wanted: str | None
    got: str | None
    rule: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexResult:
    """The scores of TempEval-3 (UzZaman et al. 2013) over a set of stories.

    Attributes:
        documents: how many stories were read.
        relaxed: spans that overlap, each counted once.
        strict: spans that are equal.
        value: overlapping spans whose TimeML values are equal, character by character.
        value_in_one_notation: as ``value``, where ``1949-XX`` counts as ``1949`` and ``2000-W7`` as ``2000-W07``:
            the annotators write the same period in both ways.
        type_accuracy: the share of overlapping spans whose types are equal.
        value_accuracy: the share of overlapping spans whose values are equal.
        errors: every disagreement, in order of the file.
    """

    documents: int
    relaxed: Counts
    strict: Counts
    value: Counts
    value_in_one_notation: Counts
    type_accuracy: float
    value_accuracy: float
    errors: tuple[TimexError, ...]

    def as_json(self) -> dict[str, Any]:
        """The figures as plain data."""
        scores = {
            "relaxed": self.relaxed,
            "strict": self.strict,
            "value": self.value,
            "value_in_one_notation": self.value_in_one_notation,
        }
        figures = {name: {"precision": s.precision, "recall": s.recall, "f1": s.f1} for name, s in scores.items()}
        kinds = {kind: sum(error.kind == kind for error in self.errors) for kind in get_args(ErrorKind)}
        return {
            "documents": self.documents,
            "annotated": self.relaxed.gold,
            "found": self.relaxed.predicted,
            **figures,
            "type_accuracy": self.type_accuracy,
            "value_accuracy": self.value_accuracy,
            "errors": kinds,
        }


def evaluate_timex(path: Path, *, find: Finder | None = None) -> TimexResult:
    """The scores of ``find`` on a JSONL file of stories.

    Args:
        path: one JSON object a line: ``id``, ``dct`` (ISO date or date-time), ``text`` and ``timexes`` with
            ``start``, ``end`` (half-open code points), ``type`` and ``value``.
        find: what is scored, given a text and the document's date; the grammar without a tagger unless said.

    Raises:
        SourceError: when a line is not such a story.
    """
    stories = [_story(path, number, line) for number, line in _lines(path)]
    return score_stories(stories, find=find or _grammar_alone)


def score_stories(stories: Iterable[Mapping[str, Any]], *, find: Finder) -> TimexResult:
    """The scores of ``find`` on stories already read."""
    matched: list[tuple[str, TimeExpression | None, Mapping[str, Any] | None]] = []
    documents = 0
    for story in stories:
        documents += 1
        found = find(story["text"], _document_date(story["dct"]))
        matched += [(story["id"], ours, theirs) for ours, theirs in _align(found, story["timexes"])]
    return _result(documents, matched)


def _grammar_alone(text: str, anchor: date | None) -> list[TimeExpression]:
    return find_times(text, anchor=anchor)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(path), f"cannot be read: {error}") from error
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _story(path: Path, number: int, line: str) -> Mapping[str, Any]:
    try:
        story = json.loads(line)
        wanted = {"id": str, "text": str, "timexes": list}
        well_formed = all(isinstance(story[name], kind) for name, kind in wanted.items())
        well_formed = well_formed and all(
            {"start", "end", "type", "value"} <= timex.keys() for timex in story["timexes"]
        )
        _document_date(story["dct"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"{path}:{number}", f"no annotated story: {error!r}") from error
    if not well_formed:
        raise SourceError(f"{path}:{number}", "no annotated story: id, dct, text and timexes are needed")
    return story  # type: ignore[no-any-return]


def _document_date(stamp: str | None) -> date | None:
    return date.fromisoformat(stamp[:10]) if stamp else None


def _align(
    found: Sequence[TimeExpression], wanted: Sequence[Mapping[str, Any]]
) -> list[tuple[TimeExpression | None, Mapping[str, Any] | None]]:
    """Pairs of overlapping spans, each used once: equal spans first, then by place; what is left stands alone."""
    pairs: list[tuple[TimeExpression | None, Mapping[str, Any] | None]] = []
    ours, theirs = list(found), sorted(wanted, key=lambda timex: timex["start"])
    for agree in (_equal, _overlap):
        for one in tuple(ours):
            other = next((timex for timex in theirs if agree(one, timex)), None)
            if other is not None:
                pairs.append((one, other))
                ours.remove(one)
                theirs.remove(other)
    return pairs + [(one, None) for one in ours] + [(None, other) for other in theirs]


def _equal(one: TimeExpression, other: Mapping[str, Any]) -> bool:
    return bool((one.start, one.end) == (other["start"], other["end"]))


def _overlap(one: TimeExpression, other: Mapping[str, Any]) -> bool:
    return bool(one.start < other["end"] and other["start"] < one.end)


def _result(
    documents: int, matched: Sequence[tuple[str, TimeExpression | None, Mapping[str, Any] | None]]
) -> TimexResult:
    pairs = [(ours, theirs) for _, ours, theirs in matched if ours is not None and theirs is not None]
    found = sum(ours is not None for _, ours, _ in matched)
    wanted = sum(theirs is not None for _, _, theirs in matched)
    same_value = sum(ours.value == theirs["value"] for ours, theirs in pairs)
    same_period = sum(_one_notation(ours.value) == _one_notation(theirs["value"]) for ours, theirs in pairs)
    same_type = sum(ours.type == theirs["type"] for ours, theirs in pairs)
    return TimexResult(
        documents=documents,
        relaxed=Counts(wanted, found, len(pairs)),
        strict=Counts(wanted, found, sum(_equal(ours, theirs) for ours, theirs in pairs)),
        value=Counts(wanted, found, same_value),
        value_in_one_notation=Counts(wanted, found, same_period),
        type_accuracy=same_type / len(pairs) if pairs else 0.0,
        value_accuracy=same_value / len(pairs) if pairs else 0.0,
        errors=tuple(error for document, ours, theirs in matched for error in _errors(document, ours, theirs)),
    )


def _one_notation(value: str) -> str:
    """The value without unknown parts at its end and with week numbers of two digits, as ISO 8601 has them."""
    return _SHORT_WEEK.sub(r"W0\1", _UNKNOWN_END.sub("", value))


def _errors(document: str, ours: TimeExpression | None, theirs: Mapping[str, Any] | None) -> Iterator[TimexError]:
    wanted = f"{theirs['type']} {theirs['value']}" if theirs else None
    got = f"{ours.type} {ours.value}" if ours else None
    text = ours.text if ours else str(theirs and theirs.get("text", ""))
    for kind in _error_kinds(ours, theirs):
        yield TimexError(
            document=document, kind=kind, text=text, wanted=wanted, got=got, rule=ours.rule if ours else None
        )


def _error_kinds(ours: TimeExpression | None, theirs: Mapping[str, Any] | None) -> list[ErrorKind]:
    if ours is None:
        return ["missed"]
    if theirs is None:
        return ["extra"]
    checks: list[tuple[ErrorKind, bool]] = [
        ("wrong span", _equal(ours, theirs)),
        ("wrong type", ours.type == theirs["type"]),
        ("wrong value", ours.value == theirs["value"]),
    ]
    return [kind for kind, right in checks if not right]
