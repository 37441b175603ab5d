"""Positions with the heads: of all candidates those that the decision keeps."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.content import content_near
from dragoman.extract.context import Context
from dragoman.extract.decided import Decided, rejection
from dragoman.extract.issues import IssueWords, issue_of
from dragoman.extract.learned import Reading, any_of, because
from dragoman.extract.position_candidates import Candidate, candidates
from dragoman.extract.weighing import Weighed, chosen, weighed
from dragoman.heads import best
from dragoman.language.coreference import party_of
from dragoman.model import Issue, Position


def positions_with_heads(
    found: Sequence[Position], context: Context, reading: Reading, issues: IssueWords
) -> Decided[Position]:
    """The positions that the decision keeps of the heads' candidates and of what rules found."""
    decision = reading.decisions["positions"]
    taken = list(chosen(weighed(candidates(context, reading, found), decision), decision))
    kept = [position for one in taken for position in _positions(one, context, issues)]
    kept_ids = {id(p) for one in taken for p in one.candidate.holder.ruled if p.kind == one.candidate.kind}
    refused = [rejection(p, "decided against") for p in found if id(p) not in kept_ids]
    return Decided(tuple(kept), tuple(refused))


def _positions(one: Weighed[Candidate], context: Context, issues: IssueWords) -> Iterator[Position]:
    """The positions of rules, with the heads' issue where theirs is open; else the heads' own."""
    candidate, holder = one.candidate, one.candidate.holder
    surest = max(holder.judged, key=lambda j: any_of(j.scores.holder), default=None)
    issue: Issue | None = best(surest.scores.issue)[0] if surest else None  # type: ignore[assignment]
    ruled = [p for p in holder.ruled if p.kind == candidate.kind]
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
        content=content_near(token, candidate.layer),
        state="open" if candidate.kind == "precondition" else None,
        reason=because(f"position.{candidate.kind}", one.probability),
        **context.attributed(token, candidate.layer),
    )
