"""Joins what several sources say of one person: rows of one office that overlap become one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from dragoman.actors.dates import days_after, earliest, latest
from dragoman.actors.entities import Person, Tenure

_ONE_HOLDING = frozenset(
    ["head_of_state", "head_of_government", "foreign_minister", "defence_minister", "nsc_secretary", "io_head"]
)
_GAP_DAYS = 45
_ACTING = re.compile(r"\b(?:acting|interim|transition\w*|caretaker|designate|elect|de facto)\b", re.IGNORECASE)
_BASIS_RANK = {"": 0, "curated": 0, "wikidata": 1, "term": 2, "successor": 3, "observed": 4, "unended": 5}


def merge_person(people: Iterable[Person]) -> Person:
    """One person from several records of the same one; the first record gives id and name."""
    records = list(people)
    first = records[0]
    names = dict.fromkeys(name for person in records for name in (person.name, *person.aliases))
    names.pop(first.name, None)
    return Person(
        id=first.id,
        name=first.name,
        aliases=tuple(names),
        country=next((p.country for p in records if p.country), ""),
        party=next((p.party for p in records if p.party), ""),
        tenures=merge_tenures(tenure for person in records for tenure in person.tenures),
    )


def corrected(tables: Iterable[Tenure], curated: Iterable[Tenure]) -> Iterator[Tenure]:
    """The rows of open tables without two errors of theirs that the curated rows of the same person show.

    A table calls a deputy minister the minister (India's foreign secretary), and gives an office the start of another
    that the person took up on the same day (a crown prince's later premiership).
    """
    known = list(curated)
    for row in tables:
        if any(_explains(better, row) for better in known):
            continue
        own = next((t for t in known if _office_key(t) == _office_key(row)), None)
        lent = own is not None and any(t.office_class != row.office_class and t.start == row.start for t in known)
        yield replace(row, start=own.start) if own and lent and own.start > row.start else row


def _explains(deputy: Tenure, row: Tenure) -> bool:
    if deputy.office_class != "deputy_minister" or row.office_class not in _ONE_HOLDING:
        return False
    gaps = (
        days_after(earliest(deputy.start), earliest(row.start)), days_after(earliest(deputy.end), earliest(row.end)),
    )  # fmt: skip
    return all(gap is not None and abs(gap) <= _GAP_DAYS for gap in gaps)


def merge_tenures(tenures: Iterable[Tenure]) -> tuple[Tenure, ...]:
    """Tenures with overlapping rows of one office joined, oldest first."""
    merged: list[Tenure] = []
    for _, group in groupby(sorted(tenures, key=lambda t: (_office_key(t), _sort_key(t))), key=_office_key):
        merged += _joined(list(group))
    return tuple(sorted(merged, key=_sort_key))


def _office_key(tenure: Tenure) -> tuple[str, str]:
    """One holding of a minister of one field; of a head of state whatever the label."""
    if tenure.office_class in _ONE_HOLDING:
        return tenure.country or tenure.party, tenure.office_class
    return tenure.country or tenure.party, tenure.office.casefold()


def _sort_key(tenure: Tenure) -> tuple[str, str]:
    return tenure.start or "0", tenure.end or "9"


def _joined(rows: list[Tenure]) -> list[Tenure]:
    out = [rows[0]]
    for row in rows[1:]:
        if _overlap(out[-1], row):
            out[-1] = _join(out[-1], row)
        else:
            out.append(row)
    return out


def _overlap(left: Tenure, right: Tenure) -> bool:
    """Rows that touch, or that an unreliable end alone keeps apart."""
    if not left.end:
        return True
    gap = days_after(latest(left.end), earliest(right.start))
    return gap is not None and gap <= (2 * _GAP_DAYS if left.end_basis == "observed" else _GAP_DAYS)


def _join(left: Tenure, right: Tenure) -> Tenure:
    """The longer holding, with the end that the better source gives and the latest day that any confirms."""
    better = _better_end(left, right)
    start = _finer(left.start, right.start)
    confirmed = max(left.last_confirmed, right.last_confirmed) if not better.end else ""
    sources = dict.fromkeys([*left.source.split("; "), *right.source.split("; ")])
    return replace(
        left, office=_label(left, right), start=start, end=better.end, end_basis=better.end_basis,
        last_confirmed=confirmed, source="; ".join(s for s in sources if s),
    )  # fmt: skip


def _label(left: Tenure, right: Tenure) -> str:
    """The full label rather than that of the first, acting weeks; else the one that says more."""
    full = [t.office for t in (left, right) if not _ACTING.search(t.office)] or [left.office]
    return max(full, key=len)


def _finer(left: str, right: str) -> str:
    """The more exact of two starts of one holding, the earlier when they are equally exact."""
    if not left or not right:
        return left or right
    if right.startswith(left) or (len(right) > len(left) and right[:4] == left[:4]):
        return right
    return left


def _better_end(left: Tenure, right: Tenure) -> Tenure:
    """An exact end beats an observed one; an open row with proof beats an end that lies before that proof."""
    if bool(left.end) != bool(right.end):
        ended, opened = (left, right) if left.end else (right, left)
        return _end_or_open(ended, opened)
    if not left.end:
        return max(left, right, key=lambda t: (-_BASIS_RANK.get(t.end_basis, 3), t.last_confirmed))
    ranks = [_BASIS_RANK.get(t.end_basis, 3) for t in (left, right)]
    if ranks[0] != ranks[1] and min(ranks) <= 1 and days_after(left.end, right.end) is not None:
        exact = left if ranks[0] < ranks[1] else right
        other = right if exact is left else left
        if abs(days_after(latest(exact.end), latest(other.end)) or 0) <= 2 * _GAP_DAYS:
            return exact
    return max(left, right, key=lambda t: latest(t.end) or "")


def _end_or_open(ended: Tenure, opened: Tenure) -> Tenure:
    if opened.end_basis == "unended":
        return ended
    if earliest(opened.start) and (earliest(opened.start) or "") > (latest(ended.end) or ""):
        return opened
    return ended if (latest(ended.end) or "") >= opened.last_confirmed and ended.end_basis != "observed" else opened
