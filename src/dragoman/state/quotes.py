"""Question 8: who said exactly what, and did it change? Variants of one quotation, aligned."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from rapidfuzz import fuzz, utils

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
    wanted, speakers = speaker.casefold() if speaker else "", set()
    told: dict[tuple[str, bool], list[Row]] = defaultdict(list)
    for row in sorted(case.typed("statement"), key=order):
        said = statement_of(row)
        who = case.identities.key(said.speaker)
        if said.words:
            told[who, said.verbatim].append(row)
        if wanted in said.speaker.name.casefold():
            speakers.add(who)  # one spelling of the name is enough
    sayings = [_saying(rows, case) for (who, _), own in told.items() if who in speakers for rows in _aligned(own)]
    sayings.sort(key=lambda s: (-(s.printed or date.min).toordinal(), s.speaker.name, s.rows[0].id))
    return case.whole(Quotes(process=case.process, times=case.times, lines=tuple(sayings)))


def statement_of(row: Row) -> Statement:
    """The statement that a row of that type holds."""
    return cast(Statement, row.report)


def _aligned(rows: Iterable[Row]) -> list[list[Row]]:
    """One speaker's rows by saying. A wording is compared only with those that share a word of matter with it."""
    sayings: list[list[Row]] = []
    home: dict[str, int] = {}
    by_stem: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        words = utils.default_process(statement_of(row).words)
        if words not in home:
            home[words] = _nearest(words, sayings, by_stem)
            if home[words] == len(sayings):
                sayings.append([])
            for stem in matter(words):
                by_stem[stem].add(home[words])
        sayings[home[words]].append(row)
    return sayings


def _nearest(words: str, sayings: list[list[Row]], by_stem: dict[str, set[int]]) -> int:
    """The place of the saying that a wording is nearest to, else that of a new one."""
    if len(words.split()) < _SHORTEST:
        return len(sayings)
    near = {place for stem in matter(words) for place in by_stem.get(stem, ())}
    scored = [(_likeness(words, statement_of(sayings[place][0]).words), -place) for place in near]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= _SAME else len(sayings)


def _likeness(words: str, first: str) -> float:
    other = utils.default_process(first)
    return fuzz.token_sort_ratio(words, other, score_cutoff=_SAME) if len(other.split()) >= _SHORTEST else 0.0


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
