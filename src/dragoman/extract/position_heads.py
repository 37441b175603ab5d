"""Positions with the heads: of all candidates those that the decision keeps."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.extract.content import MAX_WORDS, content_near, cut
from dragoman.extract.context import Context
from dragoman.extract.decided import Decided, rejection
from dragoman.extract.issues import IssueWords, issue_of
from dragoman.extract.learned import Reading, any_of, because
from dragoman.extract.position_candidates import Candidate, candidates
from dragoman.extract.position_joining import told_once
from dragoman.extract.weighing import TOLD, Weighed, chosen, weighed
from dragoman.heads import best
from dragoman.language.coreference import party_of
from dragoman.model import Issue, Position

_FAINT = 0.5  # what share of the threshold one telling must reach: told twice, half as surely each time, may be enough
_SECOND = 2.0  # how much surer a side's second position in a sentence must be


def positions_with_heads(
    found: Sequence[Position], context: Context, reading: Reading, issues: IssueWords
) -> Decided[Position]:
    """The positions that the decision keeps of the heads' candidates and of what rules found."""
    decision = reading.decisions["positions"]
    faint = replace(decision, threshold=decision.threshold * _FAINT)
    likeliest = _anothers_left_out(chosen(weighed(candidates(context, reading, found), decision), faint))
    taken = _seconds_left_out(likeliest, faint.threshold)
    told = told_once(_once(position for one in taken for position in _positions(one, found, context, issues)))
    kept = tuple(position for position in told if _is_sure(position, decision.threshold))
    refused = (p for p in found if not any(_tells(one, p) for one in kept))
    return Decided(kept, tuple(rejection(p, "decided against") for p in refused))


def _is_sure(position: Position, threshold: float) -> bool:
    reason = position.reason
    least = threshold if reason.rule.startswith("head.") else threshold * TOLD
    return reason.stable or reason.probability is None or reason.probability >= least


def _tells(kept: Position, found: Position) -> bool:
    """Whether what a rule found is in a position that was kept."""
    same = (kept.holder.name, kept.kind) == (found.holder.name, found.kind)
    return same and set(found.evidence) <= set(kept.evidence)


def _anothers_left_out(taken: Iterable[Weighed[Candidate]]) -> list[Weighed[Candidate]]:
    """Without whom the heads alone give a position that the words, and the decision, give to another."""
    kept = list(taken)
    told = {one.candidate.place for one in kept if one.candidate.told}
    return [w for w in kept if not w.candidate.of_another or w.candidate.place not in told]


def _seconds_left_out(taken: Iterable[Weighed[Candidate]], threshold: float) -> Iterator[Weighed[Candidate]]:
    """Without a side's less likely kinds in a sentence unless they are twice as sure: most often it tells one.

    "Seoul wants the drills moved" may look like a demand and a proposal, and a coder has one of them.
    """
    held: set[Hashable] = set()
    for one in taken:
        candidate = one.candidate
        least = threshold * candidate.handicap * (_SECOND if candidate.side in held else 1.0)
        if candidate.stable or one.probability >= least:
            held.add(candidate.side)
            yield one


def _once(found: Iterable[Position]) -> Iterator[Position]:
    """Each once, and no precondition by heads alone where the same holder's same words, told before, are likelier."""
    told: set[Hashable] = set()
    for position in found:
        words = position.holder.name, position.content
        claim = position.holder.name, position.kind, position.evidence, position.content
        if claim not in told and (words not in told or position.reason.rule != "head.position.precondition"):
            yield position
        told.update((words, claim))


def _told(one: Weighed[Candidate], found: Sequence[Position]) -> list[Position]:
    """What the rule of a candidate tells: of all its sides, since what both agree to, each accepts."""
    own = one.candidate.ruled
    if own is None:
        return []
    return [p for p in found if (p.evidence, p.kind, p.reason.rule) == (own.evidence, own.kind, own.reason.rule)]


def _positions(
    one: Weighed[Candidate], found: Sequence[Position], context: Context, issues: IssueWords
) -> Iterator[Position]:
    """The positions of rules, with the heads' issue where theirs is open; else the heads' own."""
    holder = one.candidate.holder
    surest = max(holder.judged, key=lambda j: any_of(j.scores.holder), default=None)
    issue: Issue | None = best(surest.scores.issue)[0] if surest else None  # type: ignore[assignment]
    ruled = _told(one, found)
    for position in ruled:
        settled = position.reason.stable or position.issue != "other"
        kept = position if settled or issue is None else replace(position, issue=issue)
        yield replace(kept, reason=replace(kept.reason, probability=round(one.probability, 4)))
    if not ruled:
        yield _by_heads(one, issue, context, issues)


def _by_heads(one: Weighed[Candidate], issue: Issue | None, context: Context, issues: IssueWords) -> Position:
    candidate, actor = one.candidate, one.candidate.holder.actor
    judged = candidate.holder.judged
    token = candidate.layer.doc[judged[0].mention.head] if judged else candidate.sentence.span.root
    return Position(
        evidence=(context.analysis.evidence(candidate.sentence),),
        holder=actor,
        party=party_of(actor),
        kind=candidate.kind,
        issue=issue or issue_of(candidate.sentence.text, issues),
        content=_condition(candidate, context) or content_near(token, candidate.layer),
        state="open" if candidate.kind == "precondition" else None,
        reason=because(f"position.{candidate.kind}", one.probability),
        **context.attributed(token, candidate.layer),
    )


def _condition(candidate: Candidate, context: Context) -> str | None:
    """The words of the condition in the sentence of a precondition."""
    if candidate.kind != "precondition":
        return None
    judged = (candidate.layer.judgements.get(t.i) for t in candidate.sentence.span)
    told = (context.condition(judgement, candidate.layer) for judgement in judged)
    words = next((w for w in told if w), None)
    return cut(words, MAX_WORDS) if words else None
