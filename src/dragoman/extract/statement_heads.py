"""How newsworthy a statement is: how likely a coder keeps it, and the choice of an article's main statements."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.extract.context import Context
from dragoman.extract.decided import joined
from dragoman.extract.decisions import load_decisions
from dragoman.extract.learned import Reading
from dragoman.extract.statement_candidates import Candidate, candidates
from dragoman.model import Statement, StatementKind

MAX_STATEMENTS = 10
"""The codebook: the 3 to 8 most newsworthy attributed utterances; two more, since coders split one speech otherwise."""
_BREAK = 4  # characters between neighbouring sentences at most: a space, or an empty line between paragraphs
WITHIN = "statements.within"
"""The rule of what stands in another's words: it is a statement only if a coder would keep it."""
_OF_ITS_OWN = 0.6  # what is so likely a statement is one beside the sentence before, as coders have it
_ORDER: dict[StatementKind, int] = {"denial": 0, "non_confirmation": 0, "quote": 1, "assessment": 1, "indirect": 2}


def statements_with_heads(told: Sequence[Statement], context: Context, reading: Reading) -> list[Statement]:
    """All utterances that grammar found and those of the heads that a coder would keep, each in its likeliest kind."""
    decision = reading.decisions["statements"]
    likeliest: dict[int, tuple[float, Candidate]] = {}
    for candidate in candidates(context, reading, told):
        probability = decision.probability(candidate.features)
        if probability > likeliest.get(candidate.number, (-1.0, candidate))[0]:
            likeliest[candidate.number] = (probability, candidate)
    sure = {n for n, statement in enumerate(told) if statement.reason.rule != WITHIN}
    kept = [_weighed(c, p) for n, (p, c) in likeliest.items() if n in sure or p >= decision.threshold]
    return sorted(kept, key=lambda s: (s.evidence[0].field == "text", s.evidence[0].start))


def _weighed(candidate: Candidate, probability: float) -> Statement:
    statement = candidate.statement
    return replace(statement, reason=replace(statement.reason, probability=round(probability, 4)))


def main_statements(found: Iterable[Statement], least: float | None = None) -> list[Statement]:
    """The most newsworthy: by the heads' probability, else denials first, then quotations, then the earliest.

    What a speaker says in one sentence is one statement, and what he goes on to say in the next, in the same kind.

    Args:
        found: an article's statements.
        least: the probability under which one is left out; the shipped decision's threshold when not given.
    """
    numbered = list(enumerate(found))
    if any(s.reason.probability is not None for _, s in numbered):
        least = load_decisions()["statements"].threshold if least is None else least
        numbered = [(n, s) for n, s in numbered if (s.reason.probability or 0) >= least]
    ranked = sorted(numbered, key=lambda pair: (-(pair[1].reason.probability or 0), _ORDER[pair[1].kind], pair[0]))
    speeches = _speeches(statement for _, statement in ranked)[:MAX_STATEMENTS]
    return sorted(speeches, key=lambda s: (s.evidence[0].field == "text", s.evidence[0].start))


def _speeches(ranked: Iterable[Statement]) -> list[Statement]:
    """The statements, the likeliest first; what a speaker goes on to say in the next sentence is one with it."""
    found: list[Statement] = []
    for statement in ranked:
        place = next((n for n, other in enumerate(found) if _goes_on(other, statement)), None)
        if place is None:
            found.append(statement)
        else:
            found[place] = replace(found[place], evidence=joined(found[place].evidence, statement.evidence))
    return found


def _goes_on(one: Statement, other: Statement) -> bool:
    """Whether a speaker's utterance shares a sentence with a likelier one of his, or goes on in the next."""
    if one.speaker.name != other.speaker.name:
        return False
    pairs = [(a, b) for a in one.evidence for b in other.evidence if a.field == b.field]
    if any(a.start < b.end and b.start < a.end for a, b in pairs):
        return True
    more = one.kind == other.kind and (other.reason.probability or 0) < _OF_ITS_OWN
    return more and any(max(a.start, b.start) - min(a.end, b.end) <= _BREAK for a, b in pairs)
