"""Positions told more than once: a report that comes back to one adds a sentence to it and makes it surer."""

from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.decided import joined
from dragoman.model import Position, Reason


def told_once(found: Iterable[Position]) -> list[Position]:
    """The positions in text order, each once for its holder, kind and issue, as sure as all that tells it makes it.

    What the words leave open is not told to be of another issue: "Kyiv must agree" after "Kyiv must stop the shelling".
    """
    kept: list[Position] = []
    for position in found:
        at = next((n for n, one in enumerate(kept) if _is_same(one, position)), None)
        if at is None:
            kept.append(position)
        else:
            kept[at] = _told_again(kept[at], position)
    return sorted(kept, key=lambda p: (p.evidence[0].field == "text", p.evidence[0].start))


def _is_same(one: Position, other: Position) -> bool:
    same_issue = one.issue == other.issue or "other" in (one.issue, other.issue)
    return same_issue and (one.holder.name, one.kind) == (other.holder.name, other.kind)


def _told_again(held: Position, again: Position) -> Position:
    issue = again.issue if held.issue == "other" else held.issue
    evidence = joined(held.evidence, again.evidence)
    reason = _both(held.reason, again.reason) if evidence != held.evidence else held.reason  # a sentence counts once
    return replace(held, issue=issue, evidence=evidence, reason=reason)


def _both(one: Reason, other: Reason) -> Reason:
    """The rule's reason before the heads'; each telling that may be wrong leaves less room for none to be right."""
    first = min(one, other, key=lambda r: (not r.stable, r.rule.startswith("head.")))
    if one.probability is None or other.probability is None:
        return first
    return replace(first, probability=round(1 - (1 - one.probability) * (1 - other.probability), 4))
