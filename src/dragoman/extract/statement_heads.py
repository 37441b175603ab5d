"""How newsworthy a statement is: the heads' word for it, and the choice of an article's main statements."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.extract.context import Context
from dragoman.extract.learned import Reading, any_of
from dragoman.extract.thresholds import load_thresholds
from dragoman.heads import best
from dragoman.model import Statement

MAX_STATEMENTS = 10
"""The codebook: the 3 to 8 most newsworthy attributed utterances; two more, since coders split one speech otherwise.

Of 8, 10 and 12, ten agreed best with coders (strict F1 0.526, 0.547, 0.545 on dev).
"""
_ORDER = {"denial": 0, "non_confirmation": 0, "quote": 1, "assessment": 1, "indirect": 2}


def weighed(statement: Statement, context: Context) -> Statement:
    """The statement with the heads' probability that a coder keeps it, and with their kind where grammar is unsure."""
    if context.reading is None:
        return statement
    probability, kind = max(_said(statement, context.reading), default=(0.0, statement.kind))
    settled = statement.kind != "indirect" or kind == "quote"
    reason = replace(statement.reason, probability=round(probability, 4))
    return replace(statement, kind=statement.kind if settled else kind, reason=reason)  # type: ignore[arg-type]


def _said(statement: Statement, reading: Reading) -> Iterator[tuple[float, str]]:
    where = {(e.field, e.start) for e in statement.evidence}
    for judged in reading.mentions:
        if (judged.sentence.field, judged.sentence.start) not in where:
            continue
        if any(a.name == statement.speaker.name for a in judged.mention.actors):
            yield any_of(judged.scores.speaker), best(judged.scores.speaker)[0]
        else:  # an unnamed speaker is no mention; the sentence as a whole then speaks
            yield 0.8 * reading.sentences[judged.sentence.index].types["statements"], statement.kind


def main_statements(found: Iterable[Statement]) -> list[Statement]:
    """The most newsworthy: by the heads' probability, else denials first, then quotations, then the earliest."""
    least = load_thresholds()["statements"].objection
    numbered = [(n, s) for n, s in enumerate(found) if s.reason.probability is None or s.reason.probability >= least]
    ranked = sorted(numbered, key=lambda pair: (-(pair[1].reason.probability or 0), _ORDER[pair[1].kind], pair[0]))
    return [statement for _, statement in sorted(ranked[:MAX_STATEMENTS], key=lambda pair: pair[0])]
