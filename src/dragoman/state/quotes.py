"""Question 8: who said exactly what, and did it change? Variants of one quotation, aligned."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from rapidfuzz import fuzz, process, utils

from dragoman.ledger.rows import Row
from dragoman.model import Actor, Statement, StatementKind
from dragoman.state.answer import Answer
from dragoman.state.case import Case
from dragoman.state.tellers import independent
from dragoman.state.threads import matter
from dragoman.state.times import order, told_on

_SAME = 60
"""rapidfuzz token-sort ratio from which two quotations of one speaker are one; the same as within one article."""
_SHORTEST = 5
"""Words from which a quotation can be told from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One wording of a saying.

    Attributes:
        words: the wording, as printed where it was first printed.
        printed: the first day on which it was printed.
        reports: in how many independent reports it stands.
        rows: its rows, oldest first.
    """

    words: str
    printed: date | None
    reports: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One thing that somebody said.

    Attributes:
        speaker: who said it.
        kind: quote, indirect, denial, non_confirmation or assessment.
        words: the first wording.
        verbatim: it is printed between quotation marks.
        said_on: the day on which it was said, as far as a report tells; it may be older than its print.
        printed: the first day on which it was printed.
        changed: it is printed in more than one wording.
        variants: the wordings, the first printed first.
        rows: all rows, oldest first.
    """

    speaker: Actor
    kind: StatementKind
    words: str
    verbatim: bool
    said_on: date | None
    printed: date | None
    changed: bool
    variants: tuple[Variant, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes(Answer[Saying]):
    """The sayings, latest first."""


def quotes(case: Case, speaker: str | None = None) -> Quotes:
    """Who said what, with the wordings of one saying side by side; ``speaker`` is a name or a part of one."""
    statements = [row for row in case.typed("statement") if statement_of(row).words]
    if speaker:
        statements = _by(speaker.casefold(), statements, case)
    sayings = sayings_of(statements, case)
    reprinted = (case.whole(s) if any(row.id in case.reprints for row in s.rows) else s for s in sayings)
    return Quotes(process=case.process, times=case.times, lines=tuple(reprinted))


def _by(wanted: str, statements: Iterable[Row], case: Case) -> list[Row]:
    """The statements of those of whom one statement's name holds the words."""
    told = [(row, statement_of(row).speaker) for row in statements]
    meant = {case.identities.key(actor) for _, actor in told if wanted in actor.name.casefold()}
    return [row for row, actor in told if case.identities.key(actor) in meant]


def sayings_of(statements: Iterable[Row], case: Case) -> list[Saying]:
    """The sayings that statements tell of, latest first, without reprints."""
    told: dict[tuple[str, bool], list[Row]] = defaultdict(list)
    for row in sorted(statements, key=order):
        said = statement_of(row)
        told[case.identities.key(said.speaker), said.verbatim].append(row)
    sayings = [_saying(rows, case) for own in told.values() for rows in _aligned(own)]
    return sorted(sayings, key=lambda s: (-(s.printed or date.min).toordinal(), s.speaker.name, s.rows[0].claim))


def statement_of(row: Row) -> Statement:
    """The statement that a row of that type holds."""
    return cast(Statement, row.report)


def _aligned(rows: Iterable[Row]) -> list[list[Row]]:
    """One speaker's rows by saying. A wording is compared only with those that share a word of matter with it."""
    sayings: list[list[Row]] = []
    firsts: list[str] = []
    home: dict[str, int] = {}
    by_stem: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        words = utils.default_process(statement_of(row).words)
        if words not in home:
            stems = matter(words)
            near = {place for stem in stems for place in by_stem.get(stem, ())}
            home[words] = _nearest(words, {place: firsts[place] for place in sorted(near)}, otherwise=len(sayings))
            if home[words] == len(sayings):
                sayings.append([])
                firsts.append(words)
            for stem in stems:
                by_stem[stem].add(home[words])
        sayings[home[words]].append(row)
    return sayings


def _nearest(words: str, firsts: Mapping[int, str], *, otherwise: int) -> int:
    """The place of the saying whose first wording is nearest, if it is near enough; too short a one is like none."""
    long = {place: first for place, first in firsts.items() if len(first.split()) >= _SHORTEST}
    if len(words.split()) < _SHORTEST or not long:
        return otherwise
    best = process.extractOne(words, long, scorer=fuzz.token_sort_ratio, score_cutoff=_SAME)
    return int(best[2]) if best else otherwise


def _saying(rows: list[Row], case: Case) -> Saying:
    first = statement_of(rows[0])
    variants = _variants(rows)
    said = [row.report.said_at.end for row in rows if row.report.said_at and row.report.said_at.end]
    return Saying(
        speaker=replace(first.speaker, name=case.identities.name(first.speaker)),
        kind=first.kind,
        words=first.words,
        verbatim=first.verbatim,
        said_on=min(said, default=None),
        printed=min((v.printed for v in variants if v.printed), default=None),
        changed=first.verbatim and len(variants) > 1,
        variants=variants,
        rows=tuple(rows),
    )


def _variants(rows: Iterable[Row]) -> tuple[Variant, ...]:
    """The wordings, apart from marks and case."""
    told: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        told[utils.default_process(statement_of(row).words)].append(row)
    return tuple(
        Variant(
            words=statement_of(own[0]).words,
            printed=min((row.published.best for row in own if row.published.best), default=told_on(own[0])),
            reports=independent(own),
            rows=tuple(own),
        )
        for own in told.values()
    )
