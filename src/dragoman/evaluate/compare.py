"""Which records one run gained over another, and which it lost."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dragoman.errors import UsageError
from dragoman.evaluate.agreement import GROUPS, Coded, Group, Line
from dragoman.evaluate.score import ArticleOutcome, GroupOutcome, Run

Change = Literal["gained", "lost", "new_extra", "gone_extra"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One record in which two runs differ.

    Attributes:
        change: ``gained`` and ``lost`` are gold records found only after, or only before; ``new_extra`` and
            ``gone_extra`` are records without gold given only after, or only before.
        article: the article's id.
        group: the report type.
        record: the record itself, as it was coded.
    """

    change: Change
    article: str
    group: Group
    record: Coded


def compare(before: Run, after: Run) -> tuple[Difference, ...]:
    """The records in which run ``after`` differs from run ``before`` under the strict rule.

    Raises:
        UsageError: if the runs were not judged against the same gold articles.
    """
    if [one.id for one in before.articles] != [one.id for one in after.articles]:
        raise UsageError("the two runs were judged against different articles; judge both against one gold file")
    pairs = zip(before.articles, after.articles, strict=True)
    return tuple(difference for old, new in pairs for difference in _article(old, new))


def _article(old: ArticleOutcome, new: ArticleOutcome) -> Iterable[Difference]:
    for group in GROUPS:
        for change, records in _changes(old.groups[group], new.groups[group]).items():
            yield from (Difference(change=change, article=new.id, group=group, record=one) for one in records)


def _changes(old: GroupOutcome, new: GroupOutcome) -> dict[Change, list[Coded]]:
    return {
        "gained": _only(new.found, old.found),
        "lost": _only(old.found, new.found),
        "new_extra": _only(new.extra, old.extra),
        "gone_extra": _only(old.extra, new.extra),
    }


def _only(these: Iterable[Line], those: Iterable[Line]) -> list[Coded]:
    """Records of ``these`` that have no equal among ``those``, each of which answers for one."""
    answered, only = Counter(map(_content, those)), []
    for one in these:
        if answered[_content(one)]:
            answered[_content(one)] -= 1
        else:
            only.append(one.record)
    return only


def _content(one: Line) -> str:
    """What a record says and the sentences it rests on; exact spans and notes may differ between runs."""
    said = {key: value for key, value in one.record.items() if key not in ("s", "evidence", "rule", "why")}
    return json.dumps([said, sorted(one.sentences)], sort_keys=True, default=str)
